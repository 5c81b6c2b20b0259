package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is packed comes back the same, and damaged bytes are told as such. */
class StoreCodecsTest {
  private static final long SEED = Long.getLong("plinth.seed", 20_260_807);

  private final Squeezer squeezer = new Squeezer();

  private static Statement statement(Random random) {
    List<Interval> ranges = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int shape = random.nextInt(3);
      ranges.add(
          new Interval(
              random.nextBoolean() ? Interval.Kind.SEMVER : Interval.Kind.ECOSYSTEM,
              random.nextBoolean() ? "0" : "1:" + random.nextInt(99) + "~rc",
              shape == 1 ? random.nextInt(999) + ".x" : "",
              shape == 2 ? "é" + random.nextInt(999) : ""));
    }
    List<String> versions = new ArrayList<>();
    for (int i = random.nextInt(120); i > 0; i--) {
      versions.add(
          random.nextInt(3) + "." + random.nextInt(12) + (i % 7 == 0 ? "\uD83D\uDE00" : ""));
    }
    return new Statement(
        "PyPI",
        "x",
        ranges,
        versions,
        Status.values()[random.nextInt(Status.values().length)],
        random.nextBoolean(),
        random.nextBoolean() ? "" : "HIGH",
        random.nextBoolean()
            ? List.of()
            : List.of(new Advisory.Score("CVSS_V3", "CVSS:3.1/AV:N"), new Advisory.Score("X", "")));
  }

  @Test
  void statementsComeBackTheSame() {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      Statement statement = statement(random);
      byte[] packed = StatementCodec.pack(statement, squeezer);
      assertThat(StatementCodec.unpack(packed, "PyPI", "x", squeezer))
          .as("seed %d round %d", SEED, i)
          .isEqualTo(statement);
      assertThat(StatementCodec.informational(packed)).isEqualTo(statement.informational());
    }
  }

  @Test
  void theUsualStatementTakesFewBytes() {
    Statement usual =
        new Statement(
            "Debian:12",
            "glibc",
            List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", "2.36-9+deb12u3", "")),
            List.of(),
            Status.AFFECTED,
            false,
            "",
            List.of());
    assertThat(StatementCodec.pack(usual, squeezer)).hasSize(1 + 1 + 1 + 1 + 14 + 1);
  }

  @Test
  void damagedStatementsAreToldAsDamaged() {
    Random random = new Random(SEED);
    for (int i = 0; i < 3000; i++) {
      byte[] packed = StatementCodec.pack(statement(random), squeezer);
      packed[random.nextInt(packed.length)] = (byte) random.nextInt(256);
      byte[] cut = java.util.Arrays.copyOf(packed, random.nextInt(packed.length + 1));
      for (byte[] each : List.of(packed, cut)) {
        try {
          StatementCodec.unpack(each, "PyPI", "x", squeezer);
        } catch (Unpacker.Damaged expected) {
          assertThat(expected)
              .as("seed %d round %d", SEED, i)
              .hasMessageMatching("a (packed|squeezed) .*")
              .hasNoCause();
        }
      }
    }
  }

  private static Advisory advisory(String summary) {
    return new Advisory(
        "GHSA-jfh8-c2jp-5v3q",
        List.of("CVE-2021-44228"),
        List.of("CVE-1"),
        "osv",
        "2021-12-10T00:40:56Z",
        "2024-04-22T22:41:50Z",
        null,
        summary,
        List.of(new Advisory.Score("CVSS_V4", "CVSS:4.0/AV:N")),
        "CRITICAL",
        List.of("https://github.com/advisories/GHSA-jfh8-c2jp-5v3q"));
  }

  @Test
  void headsComeBackTheSame() {
    Advisory advisory = advisory("Remote code – injection");
    byte[] squeezed = squeezer.squeeze(HeadCodec.pack(advisory));
    long modified = Timestamps.parse(advisory.modified());
    assertThat(HeadCodec.unpack(squeezer.expand(squeezed), "osv", modified, null))
        .isEqualTo(advisory);
  }

  @Test
  void squeezedValuesComeBackTheSame() {
    Random random = new Random(SEED);
    for (int length : new int[] {0, 1, 15, 16, 17, 200, 5_000, 100_000}) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      byte[] same = new byte[length];
      assertThat(squeezer.expand(squeezer.squeeze(noise))).as("seed %d", SEED).isEqualTo(noise);
      assertThat(squeezer.expand(squeezer.squeeze(same))).isEqualTo(same);
    }
    assertThat(squeezer.squeeze(new byte[100_000])).hasSizeLessThan(200);
  }

  @Test
  void absurdSqueezedValuesAreRefused() {
    assertThatThrownBy(() -> squeezer.expand(new byte[] {(byte) 0xff, (byte) 0xff, 0x7f, 1, 2}))
        .isInstanceOf(Unpacker.Damaged.class);
    assertThatThrownBy(() -> squeezer.expand(new byte[0])).isInstanceOf(Unpacker.Damaged.class);
    assertThatThrownBy(() -> squeezer.expand(new byte[] {50, 1, 2, 3}))
        .isInstanceOf(Unpacker.Damaged.class);
  }

  @Test
  void cveNumbers() {
    for (String name :
        List.of("CVE-1999-0006", "CVE-2021-44228", "CVE-2026-1234567", "CVE-2024-123456789012")) {
      assertThat(CveNumber.name(CveNumber.of(name))).isEqualTo(name);
    }
    for (String name :
        List.of(
            "",
            "CVE-2021-123",
            "CVE-2021-01234",
            "cve-2021-1234",
            "CVE-0021-1234",
            "CVE-2021-12a4",
            "CVE-2021-1234567890123",
            "GHSA-jfh8-c2jp-5v3q")) {
      assertThat(CveNumber.of(name)).as(name).isEqualTo(-1);
    }
    assertThat(CveNumber.of("CVE-2021-9999")).isLessThan(CveNumber.of("CVE-2021-10000"));
  }

  @Test
  void times() {
    assertThat(Timestamps.format(Timestamps.parse("2025-10-22T01:02:03.456Z")))
        .isEqualTo("2025-10-22T01:02:03Z");
    assertThat(Timestamps.format(Timestamps.parse("2025-10-22"))).isEqualTo("2025-10-22T00:00:00Z");
    assertThat(Timestamps.format(Timestamps.parse("2024-02-29T23:30:00+02:00")))
        .isEqualTo("2024-02-29T21:30:00Z");
    assertThat(Timestamps.format(Timestamps.parse("2024-11-21T08:55:24.123")))
        .isEqualTo("2024-11-21T08:55:24Z");
    for (String unknown :
        List.of("", "0001-01-01T00:00:00Z", "yesterday", "2025-13-01", "99999-01-01T00:00:00Z")) {
      assertThat(Timestamps.parse(unknown)).as(unknown).isEqualTo(Timestamps.UNKNOWN);
    }
    assertThat(Timestamps.format(Timestamps.UNKNOWN)).isEmpty();
  }
}
