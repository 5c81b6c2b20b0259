package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Interval.Kind;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.foundation.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OSV records as advisories. */
class OsvReaderTest {
  static AdvisoryRecord read(String json) throws Exception {
    return OsvReader.read(
        JsonReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  static Statement one(String affected) throws Exception {
    return of("npm", affected);
  }

  private static Statement of(String ecosystem, String affected) throws Exception {
    return read("{'id':'X-1','modified':'2024-01-01T00:00:00Z','affected':[{'package':{'ecosystem':'"
            + ecosystem
            + "','name':'a'},"
            + affected
            + "}]}")
        .statements()
        .getFirst();
  }

  private static List<Interval> ranges(String type, String events) throws Exception {
    return one("'ranges':[{'type':'" + type + "','events':[" + events + "]}]").ranges();
  }

  private static Interval fixed(String from, String to) {
    return new Interval(Kind.ECOSYSTEM, from, to, "");
  }

  @Test
  void eventsBecomeIntervals() throws Exception {
    assertThat(
            ranges(
                "ECOSYSTEM",
                "{'introduced':'0'},{'fixed':'1.2'},{'introduced':'2'},{'last_affected':'2.5'},"
                    + "{'introduced':'3'}"))
        .containsExactly(
            fixed("0", "1.2"),
            new Interval(Kind.ECOSYSTEM, "2", "", "2.5"),
            new Interval(Kind.ECOSYSTEM, "3", "", ""));
  }

  @Test
  void anIntroducedWithinAnOpenIntervalAndASecondFixChangeNothing() throws Exception {
    assertThat(
            ranges(
                "ECOSYSTEM",
                "{'introduced':'0'},{'introduced':'1'},{'fixed':'2'},{'fixed':'3'},{'limit':'4'}"))
        .containsExactly(fixed("0", "2"));
  }

  @Test
  void zeroGoesFirstWhereverItStands() throws Exception {
    assertThat(ranges("ECOSYSTEM", "{'fixed':'1.2'},{'introduced':'0'}"))
        .containsExactly(fixed("0", "1.2"));
  }

  @Test
  void semVerEventsAreSorted() throws Exception {
    assertThat(
            ranges(
                "SEMVER",
                "{'fixed':'1.10.0'},{'introduced':'2.0.0-rc.1'},{'fixed':'2.0.0'},"
                    + "{'introduced':'1.9.0'}"))
        .containsExactly(
            new Interval(Kind.SEMVER, "1.9.0", "1.10.0", ""),
            new Interval(Kind.SEMVER, "2.0.0-rc.1", "2.0.0", ""));
    assertThat(ranges("SEMVER", "{'fixed':'0.1.0'},{'introduced':'0.0.0-0'},{'introduced':'0'}"))
        .containsExactly(new Interval(Kind.SEMVER, "0", "0.1.0", ""));
  }

  @Test
  void eventsAreSortedByTheEcosystemsOrderWhereItIsKnown() throws Exception {
    String events =
        "{'fixed':'1:1.0'},{'introduced':'2.0'},{'introduced':'1:1.0'},{'fixed':'1:2~rc1'}";
    String range = "'ranges':[{'type':'ECOSYSTEM','events':[" + events + "]}]";
    assertThat(of("Debian:12", range).ranges())
        .containsExactly(fixed("2.0", "1:1.0"), fixed("1:1.0", "1:2~rc1"));
    assertThat(of("CRAN", range).ranges()).containsExactly(fixed("2.0", "1:2~rc1"));
  }

  @Test
  void fixedInZeroMeansNeverAffected() throws Exception {
    Statement statement =
        one("'ranges':[{'type':'ECOSYSTEM','events':[{'introduced':'0'},{'fixed':'0'}]}]");
    assertThat(statement.status()).isEqualTo(Status.NOT_AFFECTED);
    assertThat(statement.ranges()).isEmpty();
  }

  @Test
  void gitRangesAndEmptyPackagesAreNotKept() throws Exception {
    AdvisoryRecord read =
        read(
            "{'id':'X-1','modified':'2024-01-01T00:00:00Z','affected':[{'ranges':[{'type':'GIT',"
                + "'events':[{'introduced':'0'}]}]},{'package':{'ecosystem':'npm','name':'b'},"
                + "'ranges':[{'type':'GIT','events':[{'introduced':'0'}]}]}]}");
    assertThat(read.statements()).isEmpty();
  }

  @Test
  void severities() throws Exception {
    Statement debian = one("'versions':['1'],'ecosystem_specific':{'urgency':'not yet assigned'}");
    assertThat(debian.severityWord()).isEmpty();
    assertThat(one("'versions':['1'],'ecosystem_specific':{'urgency':'unimportant'}"))
        .extracting(Statement::severityWord)
        .isEqualTo("unimportant");
    assertThat(one("'versions':['1'],'ecosystem_specific':{'urgency':'end-of-life'}"))
        .extracting(Statement::status, Statement::severityWord)
        .containsExactly(Status.END_OF_LIFE, "");
    assertThat(one("'versions':['1'],'severity':[{'type':'Ubuntu','score':'medium'}]"))
        .extracting(Statement::severityWord)
        .isEqualTo("medium");
    AdvisoryRecord bitnami =
        read(
            "{'id':'BIT-x','modified':'2024-01-01T00:00:00Z','database_specific':{'severity':"
                + "'Medium'},'affected':[{'package':{'ecosystem':'Bitnami','name':'x'},'severity':"
                + "[{'type':'CVSS_V3','score':'CVSS:3.1/x'}],'versions':['1']}]}");
    assertThat(bitnami.advisory().severityWord()).isEqualTo("Medium");
    assertThat(bitnami.advisory().scores()).containsExactly(new Score("CVSS_V3", "CVSS:3.1/x"));
    assertThat(bitnami.statements().getFirst().scores()).isEmpty();
    AdvisoryRecord alma =
        read(
            "{'id':'ALSA-2021:1','modified':'2024-01-01T00:00:00Z','summary':'Important: x update'"
                + ",'related':['CVE-2021-33516','X'],'affected':[{'package':{'ecosystem':"
                + "'AlmaLinux:8','name':'x'},'versions':['1']}]}");
    assertThat(alma.advisory().severityWord()).isEqualTo("Important");
    assertThat(alma.advisory().upstream()).containsExactly("CVE-2021-33516");
    assertThat(alma.advisory().aliases()).isEmpty();
  }

  @Test
  void relatedIsNoAliasElsewhere() throws Exception {
    AdvisoryRecord read =
        read(
            "{'id':'X-1','modified':'2024-01-01T00:00:00Z','related':['CVE-2024-0001'],'aliases':"
                + "['X-1','Y-1'],'affected':[{'package':{'ecosystem':'npm','name':'x'},'versions':"
                + "['1']}]}");
    assertThat(read.advisory().upstream()).isEmpty();
    assertThat(read.advisory().aliases()).containsExactly("Y-1");
  }

  @Test
  void noticesOfRustSec() throws Exception {
    assertThat(one("'versions':['1'],'database_specific':{'informational':'unmaintained'}"))
        .extracting(Statement::informational)
        .isEqualTo(true);
    assertThat(one("'versions':['1'],'database_specific':{'informational':'unsound'}"))
        .extracting(Statement::informational, Statement::severityWord)
        .containsExactly(false, "informational");
  }

  @Test
  void badRecordsSayWhatIsWrong() {
    assertThatThrownBy(() -> ranges("SEMVER", "{'introduced':1}"))
        .isInstanceOf(BadRecordException.class)
        .hasMessage("affected[0] has an event without a version");
    assertThatThrownBy(() -> ranges("ODD", "{'introduced':'1'}"))
        .hasMessage("affected[0] has a range of unknown type ODD");
    assertThatThrownBy(() -> one("'ranges':{'events':[]}"))
        .hasMessage("affected[0].ranges is no list");
    assertThatThrownBy(() -> one("'versions':['1',2]"))
        .hasMessage("affected[0].versions holds something else than text");
    assertThatThrownBy(
            () -> read("{'id':'X','modified':'','affected':[{'package':{'ecosystem':'npm'}}]}"))
        .hasMessage("affected[0].package has no name");
  }

  @Test
  void withdrawnRecordsSayNothingOfPackages() throws Exception {
    AdvisoryRecord read =
        read(
            "{'id':'X-1','modified':'2024-01-01T00:00:00Z','withdrawn':'2024-01-01T00:00:00Z',"
                + "'affected':[{'package':{'ecosystem':'npm','name':'x'},'versions':['1']}]}");
    assertThat(read.statements()).isEmpty();
    assertThat(read.advisory().withdrawn()).isEqualTo("2024-01-01T00:00:00Z");
  }
}
