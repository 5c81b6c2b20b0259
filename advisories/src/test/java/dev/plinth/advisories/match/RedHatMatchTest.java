package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.advisory;
import static dev.plinth.advisories.match.Given.distribution;
import static dev.plinth.advisories.match.Given.distributionPackage;
import static dev.plinth.advisories.match.Given.fixed;
import static dev.plinth.advisories.match.Given.inventory;
import static dev.plinth.advisories.match.Given.open;
import static dev.plinth.advisories.match.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.match.Given.Source;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Package;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Red Hat's packages, by the names of its VEX documents. */
class RedHatMatchTest {
  private static final String NINE = "Red Hat:enterprise_linux:9";

  private static List<Finding> found(String version, Source source, Package installed) {
    return Matcher.match(inventory(distribution("rhel", version), installed), source).findings();
  }

  private static Package rpm(String name, String version, String source, String module) {
    return distributionPackage(
        "rpm",
        "redhat",
        name,
        version,
        source,
        "",
        module.isEmpty() ? Map.of() : Map.of("modularity-label", module));
  }

  @ParameterizedTest
  @CsvSource({"nodejs:18:9040020240419142028:rhel9, 1", "nodejs:20:9040020240419142028:rhel9, 0"})
  void aModulesPackageIsNamedWithItsModule(String label, int expected) {
    Source source =
        new Source(
            row(
                advisory("CVE-2024-1"),
                NINE,
                "nodejs:18::nodejs",
                fixed("0", "1:18.20.2-1.module+el9.4.0+21742+692df1ea")));
    Package nodejs = rpm("nodejs", "1:18.19.0-1.module+el9.3.0+1+a", "nodejs", label);
    assertThat(found("9.4", source, nodejs)).hasSize(expected);
  }

  @Test
  void whatIsNotFixedIsNamedByItsSource() {
    Source source =
        new Source(row(advisory("CVE-2024-1"), NINE, "nghttp2", Status.DEFERRED, "low", open("0")));
    assertThat(found("9.4", source, rpm("libnghttp2", "1.43.0-5.el9", "nghttp2", "")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.vulnerability().status()).isEqualTo("deferred"));
  }

  @Test
  void theFixOfAPackageNamedAsASourceIsNoneOfTheOthers() {
    Source source =
        new Source(row(advisory("CVE-2024-1"), NINE, "perl", fixed("0", "4:5.32.1-481.el9")));
    assertThat(found("9.4", source, rpm("perl-IO", "0:1.43-480.el9", "perl", ""))).isEmpty();
    assertThat(found("9.4", source, rpm("perl", "4:5.32.1-480.el9", "perl", ""))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"10.1, 1", "10.0, 1", "9.4, 0", "10, 0"})
  void theTenthReleaseIsNamedWithItsMinorOnes(String version, int expected) {
    Source source =
        new Source(
            row(
                advisory("CVE-2024-1"),
                "Red Hat:enterprise_linux:10.0",
                "curl",
                fixed("0", "8.12.1-3.el10")));
    assertThat(found(version, source, rpm("curl", "8.12.1-1.el10", "curl", ""))).hasSize(expected);
  }
}
