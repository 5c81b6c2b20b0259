package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.advisory;
import static dev.plinth.advisories.match.Given.deb;
import static dev.plinth.advisories.match.Given.fixed;
import static dev.plinth.advisories.match.Given.inventory;
import static dev.plinth.advisories.match.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.match.Given.Source;
import dev.plinth.inventory.Package;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Many packages and advisories: two questions to the source, and nothing quadratic. */
class MatcherScaleTest {
  @Test
  void manyPackages() {
    Source source = new Source();
    List<Package> packages = new ArrayList<>();
    for (int p = 0; p < 5_000; p++) {
      packages.add(deb("lib" + p, "1.10-1", "src" + p, "1.10-1"));
      for (int n = 0; n < 20; n++) {
        source.add(
            row(
                Given.of("DSA-" + p + "-" + n, List.of("CVE-" + p + "-" + n), "update", "low"),
                "Debian:12",
                "src" + p,
                fixed("0", "1." + n + "-1")));
      }
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          MatchResult result =
              Matcher.match(inventory(Given.DEBIAN_12, packages.toArray(new Package[0])), source);
          assertThat(result.findings()).hasSize(5_000 * 9);
        });
    assertThat(source.questions).isEqualTo(2);
  }

  @Test
  void oneAdvisoryForEverything() {
    Source source = new Source();
    List<String> upstream = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      upstream.add("CVE-2024-" + n);
    }
    source.add(row(Given.of("X-1", upstream, "", ""), "Debian:12", "src", fixed("0", "2")));
    Package[] packages = {deb("a", "1", "src", "1"), deb("b", "1", "src", "1")};
    assertThat(Matcher.match(inventory(Given.DEBIAN_12, packages), source).findings())
        .hasSize(4_000);
    source.add(row(advisory("Y-1"), "Debian:12", "src", fixed("0", "2")));
    assertThat(Matcher.match(inventory(Given.DEBIAN_12, packages), source).findings())
        .hasSize(4_002);
  }
}
