package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.OSInfo;

/**
 * Updates killed a hundred times (SIGKILL) at seeded moments: the store is the old one or the new
 * one, whole, and the next update works.
 */
class StoreKillTest {
  private static final int KILLS = 100;
  private static final int LANES = 2;
  private static final int RECORDS = 20;

  @TempDir Path folder;

  /**
   * Brings the store from generation to generation for ever; a byte on its output for each step.
   */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      for (int generation = Integer.parseInt(arguments[1]); ; generation++) {
        try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
          step();
          generation(update, generation, Victim::step);
          update.publish();
          step();
        }
        step();
      }
    }

    private static void step() {
      System.out.write('.');
      System.out.flush();
    }
  }

  /** Every record says the same generation; the even ones more than fits into one page. */
  private static void generation(StoreUpdate update, int generation, Runnable step) {
    update.begin("generation-" + generation);
    Random random = new Random(generation);
    for (int i = 0; i < RECORDS; i++) {
      AdvisoryRecord any = SyntheticStore.advisory(2 * i, 2 * RECORDS, random);
      Advisory advisory = any.advisory();
      List<Statement> statements = any.statements();
      update.put(
          new AdvisoryRecord(
              new Advisory(
                  "TEST-" + i,
                  advisory.aliases(),
                  advisory.upstream(),
                  "osv",
                  "",
                  "",
                  null,
                  "generation " + generation,
                  advisory.scores(),
                  "",
                  List.of()),
              i % 2 == 0 ? Long.toString(random.nextLong(), 36).repeat(500) : "",
              statements));
      if (i % 7 == 0) {
        step.run();
      }
    }
    update.commit();
    step.run();
  }

  @Test
  void aHundredKills() throws Exception {
    long seed = Long.getLong("plinth.seed", 31);
    Path library = library();
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        Path file = Files.createDirectory(folder.resolve("lane" + lane)).resolve("advisories.db");
        Random random = new Random(seed * LANES + lane);
        all.add(lanes.submit(() -> lane(file, library, random, seed)));
      }
      int survived = 0;
      for (Future<Integer> each : all) {
        survived += each.get(10, TimeUnit.MINUTES);
      }
      // Some victims got at least one update through, else nothing was put to the test.
      assertThat(survived).as("seed %d", seed).isPositive();
    } finally {
      lanes.shutdownNow();
    }
  }

  /** Unpacked once: a killed victim would leave its own copy behind. */
  private Path library() throws IOException {
    String name = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS();
    Path library = folder.resolve(System.mapLibraryName("sqlitejdbc"));
    try (InputStream in = OSInfo.class.getResourceAsStream(name + "/" + library.getFileName())) {
      Files.copy(Objects.requireNonNull(in), library);
    }
    return library;
  }

  private static int lane(Path file, Path library, Random random, long seed) throws Exception {
    int known = 0;
    for (int kill = 0; kill < KILLS / LANES; kill++) {
      int steps = random.nextInt(14);
      Process victim = start(file, library, known + 1);
      try (InputStream out = victim.getInputStream()) {
        if (out.readNBytes(steps).length < steps) {
          fail("seed " + seed + ": the victim ended by itself: " + victim.waitFor());
        }
      } finally {
        victim.destroyForcibly();
        victim.waitFor(30, TimeUnit.SECONDS);
      }
      known = check(file, known, "seed " + seed + " kill " + kill + " after " + steps);
    }
    int last = known + 1;
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      generation(update, last, () -> {});
      update.publish();
    }
    assertThat(check(file, last, "at the end")).isEqualTo(last);
    assertThat(file.resolveSibling("advisories.db.new")).doesNotExist();
    return known;
  }

  private static Process start(Path file, Path library, int generation) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dorg.sqlite.lib.path=" + library.getParent(),
            "-Dorg.sqlite.lib.name=" + library.getFileName(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            file.toString(),
            Integer.toString(generation))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The generation of a store that must be whole; what it was before at least. */
  private static int check(Path file, int before, String when) throws Exception {
    if (!AdvisoryStore.exists(file)) {
      assertThat(before).as(when).isZero();
      return 0;
    }
    try (Connection connection = StoreFile.connectReadOnly(file);
        ResultSet row = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).as(when).isEqualTo("ok");
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
      assertThat(store.status().advisories()).as(when).isEqualTo(RECORDS);
      String summary = store.search("TEST-0").getFirst().advisory().summary();
      for (int i = 1; i < RECORDS; i++) {
        assertThat(store.search("TEST-" + i).getFirst().advisory().summary())
            .as(when)
            .isEqualTo(summary);
      }
      int generation = Integer.parseInt(summary.substring("generation ".length()));
      assertThat(generation).as(when).isGreaterThanOrEqualTo(before);
      return generation;
    }
  }
}
