package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Stores carried from machine to machine, hostile ones included. */
class StorePackTest {
  @TempDir Path folder;
  private Path store;
  private Path pack;
  private Path place;

  @BeforeEach
  void pack() {
    store = folder.resolve("advisories.db");
    pack = folder.resolve("pack.zst");
    place = folder.resolve("other/advisories.db");
    SyntheticStore.fill(store, 60, 4);
  }

  private static String code(PlinthException e) {
    return e.code();
  }

  private void refused(String code, String because) {
    assertThatThrownBy(() -> StorePack.take(pack, place))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(code(e)).isEqualTo(code);
              assertThat(e.because()).contains(because);
            });
    assertThat(place.getParent().toFile().list())
        .doesNotContain("advisories.db", "advisories.db.taken");
  }

  /** A pack of any bytes, honest of their length and digest. */
  private void honest(byte[] bytes, int schema) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    claim(bytes, schema, bytes.length, sha256);
  }

  private void claim(byte[] bytes, int schema, long length, String sha256) throws IOException {
    byte[] json =
        ("{\"format\":\"plinth-store\",\"version\":1,\"schema\":"
                + schema
                + ",\"bytes\":"
                + length
                + ",\"sha256\":\""
                + sha256
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] packed = Zstd.compress(bytes);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x184D2A5B).putInt(json.length).put(json).put(packed);
    Files.write(pack, out.array());
  }

  private byte[] changed(String... sql) throws Exception {
    try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + store, new Properties());
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
    return Files.readAllBytes(store);
  }

  @Test
  void goesThereWhole() throws Exception {
    StorePack.Manifest written = StorePack.write(store, pack);
    byte[] first = Files.readAllBytes(pack);
    StorePack.write(store, pack);
    assertThat(Files.readAllBytes(pack)).isEqualTo(first);
    assertThat(StorePack.recognises(pack)).isTrue();
    assertThat(StorePack.recognises(store)).isFalse();
    assertThat(StorePack.take(pack, place)).isEqualTo(written);
    assertThat(Files.readAllBytes(place)).isEqualTo(Files.readAllBytes(store));
    assertThat(written.feed()).isEqualTo("osv");
    assertThat(written.asOf()).startsWith("2025-01-02T03:04:");
    // Again, in place of itself, and what everybody's zstd makes of it.
    StorePack.take(pack, place);
    try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(pack))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(store));
    }
    try (StoreUpdate update = AdvisoryStore.openForUpdate(place)) {
      assertThatThrownBy(() -> StorePack.take(pack, place)).hasMessageContaining("another update");
      update.publish();
    }
  }

  @Test
  void anythingCutOffOrChangedIsRefused() throws IOException {
    StorePack.write(store, pack);
    byte[] whole = Files.readAllBytes(pack);
    long seed = Long.getLong("plinth.seed", 12);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      if (round % 2 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(whole.length));
      } else {
        damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(pack, damaged);
      boolean taken = false;
      try {
        StorePack.take(pack, place);
        taken = true;
      } catch (PlinthException e) {
        assertThat(e.code()).as("seed %d round %d", seed, round).startsWith("PLINTH-STORE-");
      }
      if (taken) {
        // Only what the manifest says of the feed's date may change unnoticed.
        assertThat(Files.readAllBytes(place)).isEqualTo(Files.readAllBytes(store));
        Files.delete(place);
      }
    }
  }

  @Test
  void otherPeoplesDatabasesAreRefused() throws Exception {
    honest(
        "no database at all, but long enough to be one. "
            .repeat(20)
            .getBytes(StandardCharsets.US_ASCII),
        2);
    refused("PLINTH-STORE-FOREIGN", "no SQLite file");
    honest(
        changed("CREATE TRIGGER t AFTER INSERT ON kev BEGIN DELETE FROM advisory; END"),
        StoreSchema.VERSION);
    refused("PLINTH-STORE-PACK", "its tables are not those");
    honest(changed("DROP TRIGGER t", "CREATE VIEW v AS SELECT 1"), StoreSchema.VERSION);
    refused("PLINTH-STORE-PACK", "its tables are not those");
    honest(
        changed("DROP VIEW v", "ALTER TABLE kev ADD COLUMN x AS (hex(title))"),
        StoreSchema.VERSION);
    refused("PLINTH-STORE-PACK", "its tables are not those");
  }

  @Test
  void damagedPagesAreRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(store);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 6000, (byte) 7);
    honest(bytes, StoreSchema.VERSION);
    refused("PLINTH-STORE-PACK", "its content is damaged");
  }

  @Test
  void claimsAreHeldAgainstTheContent() throws Exception {
    byte[] bytes = Files.readAllBytes(store);
    claim(bytes, StoreSchema.VERSION, bytes.length, "0".repeat(64));
    refused("PLINTH-STORE-PACK", "another digest");
    claim(bytes, StoreSchema.VERSION, bytes.length - 1, "0".repeat(64));
    refused("PLINTH-STORE-PACK", "more than it says");
    claim(bytes, StoreSchema.VERSION, bytes.length + 1, "0".repeat(64));
    refused("PLINTH-STORE-PACK", "cut off");
    claim(bytes, StoreSchema.VERSION, Long.MAX_VALUE, "0".repeat(64));
    refused("PLINTH-STORE-PACK", "claims to hold");
    claim(new byte[64 << 20], StoreSchema.VERSION, 1000, "0".repeat(64));
    refused("PLINTH-STORE-PACK", "more than it says");
    honest(bytes, 1);
    refused("PLINTH-STORE-PACK", "another schema");
    claim(bytes, 99, bytes.length, "0".repeat(64));
    refused("PLINTH-STORE-NEWER", "a newer Plinth");
  }
}
