package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.PackageKey;
import dev.plinth.findings.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word counts. */
class RatingsTest {
  private static final String CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final String MEDIUM = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N";

  private static Match match(
      String id, String source, String ecosystem, String rowWord, String word, String... vectors) {
    List<Advisory.Score> scores =
        java.util.Arrays.stream(vectors)
            .map(vector -> new Advisory.Score(type(vector), vector))
            .toList();
    Advisory advisory =
        new Advisory(id, List.of(), List.of(), source, "", "", null, "", scores, word, List.of());
    Affected row = Given.row(advisory, ecosystem, "x", Status.AFFECTED, rowWord, open("0"));
    Lookup lookup =
        new Lookup(Given.language("npm", "", "x", "1"), PackageKey.of(ecosystem, "x"), "1");
    return new Match(lookup, row, row.ranges().getFirst());
  }

  private static String type(String vector) {
    return vector.startsWith("CVSS:3")
        ? "CVSS_V3"
        : vector.startsWith("CVSS:4") ? "CVSS_V4" : "CVSS_V2";
  }

  @Test
  void theVendorBeforeAll() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(match("DSA-1", "osv", "Debian:12", "unimportant", "HIGH", CRITICAL)),
            List.of(Given.score(9.8, "nvd")));
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.NEGLIGIBLE, "debian", 9.8, null));
  }

  @Test
  void theAdvisoryBeforeTheRecord() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(match("GHSA-1", "osv", "npm", "", "MODERATE", CRITICAL)),
            List.of(Given.score(9.8, "nvd")));
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.MEDIUM, "ghsa", 9.8, null));
  }

  @Test
  void theRecordBeforeNvdAndBeforeTheAdvisorysVector() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(match("PYSEC-1", "osv", "PyPI", "", "", CRITICAL)),
            List.of(Given.score(9.9, "nvd"), Given.score(7.0, "cve-record")));
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.HIGH, "cve-record", 7.0, null));
  }

  @Test
  void aRecordsVectorIsReckoned() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(match("PYSEC-1", "osv", "PyPI", "", "")),
            List.of(new Enrichment(null, false, -1, MEDIUM, -1, "nvd", "")));
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.MEDIUM, "nvd", 5.3, MEDIUM));
  }

  @Test
  void aRecordsWord() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(match("PYSEC-1", "osv", "PyPI", "", "", CRITICAL)),
            List.of(new Enrichment(null, false, -1, null, -1, "cve-record", "LOW")));
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.LOW, "cve-record", 9.8, CRITICAL));
  }

  @Test
  void theAdvisorysVectorAtLast() {
    Ratings.Rating rating =
        Ratings.rate(
            List.of(
                match(
                    "PYSEC-1",
                    "osv",
                    "PyPI",
                    "",
                    "",
                    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                    MEDIUM,
                    "AV:N/AC:L/Au:N/C:P/I:P/A:P")),
            List.of());
    assertThat(rating).isEqualTo(new Ratings.Rating(Severity.MEDIUM, "pypa", 5.3, MEDIUM));
  }

  @Test
  void theStarterSetDoesNotOverrideAVendor() {
    Match starter = match("CVE-1", "starter", "Debian:12", "critical", "");
    Match vendor = match("DEBIAN-CVE-1", "osv", "Debian:12", "low", "");
    assertThat(Ratings.rate(List.of(starter, vendor), List.of()).severity())
        .isEqualTo(Severity.LOW);
    assertThat(Ratings.rate(List.of(starter), List.of()))
        .isEqualTo(new Ratings.Rating(Severity.CRITICAL, "plinth", -1, null));
  }

  @Test
  void theWorstOfEqualVoices() {
    assertThat(
            Ratings.rate(
                    List.of(
                        match("GHSA-1", "osv", "npm", "", "LOW"),
                        match("GHSA-2", "osv", "npm", "", "HIGH")),
                    List.of())
                .severity())
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void nobody() {
    assertThat(
            Ratings.rate(List.of(match("X-1", "osv", "npm", "", "untriaged", "junk")), List.of()))
        .isEqualTo(new Ratings.Rating(Severity.UNKNOWN, "", -1, null));
  }

  @ParameterizedTest
  @CsvSource({
    "Critical, CRITICAL",
    "IMPORTANT, HIGH",
    "high, HIGH",
    "moderate, MEDIUM",
    "Medium, MEDIUM",
    "low**, LOW",
    "low*, LOW",
    "negligible, NEGLIGIBLE",
    "unimportant, NEGLIGIBLE",
    "none, NEGLIGIBLE",
    "not yet assigned, ",
    "'', ",
    "unknown, ",
    "end-of-life, "
  })
  void words(String word, Severity severity) {
    assertThat(Ratings.ofWord(word)).isEqualTo(severity);
  }
}
