package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.FactSink;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: rpm's database (SQLite pages and headers) and, since a fuzzer seldom gets a header
 * right through pages, headers by themselves.
 */
class RpmFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(new RpmDatabaseCataloguer(), "var/lib/rpm/rpmdb.sqlite", data);
    header(data);
  }

  private static void header(byte[] data) {
    try {
      RpmHeader header = RpmHeader.parse(data, 0, data.length);
      header.string(RpmHeader.NAME);
      header.string(RpmHeader.LICENSE);
      header.integer(RpmHeader.EPOCH, 0);
      header.integer(RpmHeader.LONGSIZE, 0);
      OwnedPaths paths = new OwnedPaths(new ProblemLog(NOTHING));
      header.files(paths);
      for (String path : paths.take()) {
        if (path.isEmpty() || path.startsWith("/") || path.length() > PathText.MAX_LENGTH) {
          throw new AssertionError("a path that is not normalised");
        }
      }
    } catch (RpmFormatException e) {
      if (e.getMessage().isEmpty()) {
        throw new AssertionError("a failure without a reason", e);
      }
    }
  }

  private static final FactSink NOTHING =
      new FactSink() {
        @Override
        public void add(dev.plinth.inventory.catalog.Fact fact) {}

        @Override
        public void problem(String problem) {}
      };

  @Test
  void replaysItsSeeds() {
    assertThat(Fuzzing.replay("rpm", RpmFuzzTest::fuzzerTestOneInput)).isGreaterThan(3);
  }
}
