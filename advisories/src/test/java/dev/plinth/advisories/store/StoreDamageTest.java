package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.PackageKey;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Files that are none of ours, newer, damaged or left by a process that was killed. */
class StoreDamageTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("advisories.db");
  }

  private String refused() {
    List<String> codes = new ArrayList<>();
    for (boolean update : new boolean[] {false, true}) {
      assertThatThrownBy(
              () -> {
                if (update) {
                  AdvisoryStore.openForUpdate(file()).close();
                } else {
                  AdvisoryStore.openReadOnly(file()).close();
                }
              })
          .isInstanceOfSatisfying(PlinthException.class, e -> codes.add(e.code()));
    }
    assertThat(codes.get(0)).isEqualTo(codes.get(1));
    return codes.get(0);
  }

  @Test
  void absent() {
    assertThat(AdvisoryStore.exists(file())).isFalse();
    assertThatThrownBy(() -> AdvisoryStore.openReadOnly(file()))
        .hasMessage(
            "Tried to open the advisory store "
                + file()
                + ", but there is no such file; make it with `plinth db update`");
  }

  @Test
  void foreignFiles() throws Exception {
    Files.writeString(file(), "not a database, but longer than the header of one. ".repeat(4));
    assertThat(refused()).isEqualTo("PLINTH-STORE-FOREIGN");
    assertThat(Files.readString(file())).startsWith("not a database");
    Files.delete(file());
    try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file(), new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine(x)");
    }
    assertThat(refused()).isEqualTo("PLINTH-STORE-FOREIGN");
    Files.delete(file());
    Files.createDirectory(file());
    assertThat(refused()).isEqualTo("PLINTH-STORE-FOREIGN");
  }

  @Test
  void newerSchema() throws Exception {
    SyntheticStore.fill(file(), 5, 1);
    try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file(), new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThat(refused()).isEqualTo("PLINTH-STORE-NEWER");
  }

  @Test
  void cutOff() throws IOException {
    SyntheticStore.fill(file(), 500, 1);
    try (RandomAccessFile random = new RandomAccessFile(file().toFile(), "rw")) {
      random.setLength(random.length() - 4096);
    }
    assertThat(refused()).isEqualTo("PLINTH-STORE-CORRUPT");
    try (RandomAccessFile random = new RandomAccessFile(file().toFile(), "rw")) {
      random.setLength(50);
    }
    assertThat(refused()).isEqualTo("PLINTH-STORE-CORRUPT");
  }

  @Test
  void anEmptyFileIsFilled() throws IOException {
    Files.createFile(file());
    SyntheticStore.fill(file(), 5, 1);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.status().advisories()).isEqualTo(5);
    }
  }

  /** Bytes overwritten anywhere give right answers or a clear error, nothing else. */
  @Test
  void damagedPages() throws IOException {
    SyntheticStore.fill(file(), 400, 5);
    byte[] whole = Files.readAllBytes(file());
    long seed = Long.getLong("plinth.seed", 99);
    Random random = new Random(seed);
    List<PackageKey> keys = new ArrayList<>();
    for (int i = 0; i < SyntheticStore.packages(400); i++) {
      keys.add(PackageKey.of("Debian:12", SyntheticStore.name(i)));
    }
    int refusals = 0;
    for (int round = 0; round < 40; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 400; i++) {
        damaged[4096 + random.nextInt(damaged.length - 4096)] = (byte) random.nextInt(256);
      }
      Files.write(file(), damaged);
      try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
        store.affecting(keys);
        store.search("CVE-2020-10001");
        store.status();
      } catch (PlinthException e) {
        assertThat(e.code()).as("seed %d round %d", seed, round).startsWith("PLINTH-STORE-");
        refusals++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
    assertThat(refusals).as("seed %d", seed).isPositive();
  }

  /** Holds an update open, for {@link #aKilledUpdateLeavesTheOldData}. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      StoreUpdate update = AdvisoryStore.openForUpdate(Path.of(arguments[0]));
      update.begin("half");
      Random random = new Random(2);
      for (int i = 0; i < 2_000; i++) {
        update.put(SyntheticStore.advisory(i, 2_000, random));
      }
      update.commit();
      System.out.println("half way");
      System.out.flush();
      Thread.sleep(60_000);
      update.publish();
    }
  }

  @Test
  void aKilledUpdateLeavesTheOldData() throws Exception {
    SyntheticStore.fill(file(), 20, 1);
    byte[] before = Files.readAllBytes(file());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      byte[] word = process.getInputStream().readNBytes(8);
      assertThat(new String(word, StandardCharsets.UTF_8)).isEqualTo("half way");
      assertThatThrownBy(() -> AdvisoryStore.openForUpdate(file()))
          .hasMessageContaining("another update");
    } finally {
      process.destroyForcibly();
      process.waitFor(20, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("advisories.db.new")).exists();
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.publish();
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.status().advisories()).isEqualTo(20);
    }
    assertThat(folder.resolve("advisories.db.new")).doesNotExist();
  }
}
