package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies, exceptions, foreign files, VEX, baselines and bases, from the command line on. */
class PolicyScanTest {
  @TempDir Path home;
  private Path folder = Path.of("");
  private String image = "";
  private CliHarness cli = new CliHarness(Path.of(""));

  @BeforeEach
  void demo() throws IOException {
    image = CliHarness.demo(home);
    folder = Files.createDirectory(home.resolve("project"));
    cli = new CliHarness(home).in(folder).with("SOURCE_DATE_EPOCH", "1800000000"); // 2027-01-15
  }

  private CliHarness.Run scan(String... options) {
    List<String> words = new ArrayList<>(List.of("scan", image));
    words.addAll(List.of(options));
    return cli.run(words.toArray());
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static String exception(String id, String until) {
    return "  - {id: "
        + id
        + ", reason: never called, owner: team@example.org, until: "
        + until
        + "}\n";
  }

  @Test
  void theProjectsFileInTheWorkingFolderIsHonoured() throws Exception {
    file(
        ".plinth.yaml",
        "policy:\n  fail-on: kev and critical\nexceptions:\n"
            + exception("CVE-2021-44228", "2027-12-31")
            + exception("CVE-2000-1", "2027-12-31")
            + exception("CVE-2021-45046", "2027-01-20"));
    CliHarness.Run run = scan("--details");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("2 findings are set aside: 2 by exceptions")
        .contains("match `kev and critical`");
    assertThat(scan("--no-config").out()).doesNotContain("set aside: ");
    String elsewhere = home.resolve("other.yaml").toString();
    Files.move(folder.resolve(".plinth.yaml"), Path.of(elsewhere));
    assertThat(scan().out()).doesNotContain("set aside: ");
    assertThat(scan("--config", elsewhere).out()).contains("2 by exceptions");
    assertThat(scan("--config", elsewhere, "--no-config").code()).isEqualTo(2);
  }

  @Test
  void sameDayDoesNotMatterButTheDateDoes() throws Exception {
    file(".plinth.yaml", "exceptions:\n" + exception("CVE-2021-44228", "2027-01-15"));
    assertThat(scan().out()).contains("1 by an exception");
    assertThat(scan("-o", "json").out()).isEqualTo(scan("-o", "json").out());
    cli.with("SOURCE_DATE_EPOCH", "1800100000"); // 2027-01-16
    assertThat(scan().out()).doesNotContain("1 by an exception");
    cli.with("SOURCE_DATE_EPOCH", "today");
    assertThat(scan().err()).contains("SOURCE_DATE_EPOCH");
  }

  @Test
  void ignoreFilesOfOthersAreHonouredWhereTheyStand() throws Exception {
    file(".trivyignore", "CVE-2021-44228\n");
    file(
        ".trivyignore.yaml",
        "vulnerabilities:\n  - id: CVE-2021-45046\n    purls:"
            + " ['pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1']\n");
    file(".grype.yaml", "ignore:\n  - vulnerability: CVE-2022-22965\n");
    file("osv-scanner.toml", "[[IgnoredVulns]]\nid = \"CVE-2023-4911\"\n");
    CliHarness.Run run = scan();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("[4-9] by exceptions");
    String moved = home.resolve("ignored").toString();
    Files.move(folder.resolve(".trivyignore"), Path.of(moved));
    assertThat(scan("--no-config").out()).doesNotContain("set aside: ");
    assertThat(scan("--no-config", "--ignorefile", moved).out()).contains("1 by an exception");
  }

  @Test
  void theTreeCannotSilenceAnOrganisationsGate() throws Exception {
    String policy =
        Files.writeString(home.resolve("org.yaml"), "policy: {fail-on: critical}\n").toString();
    file(
        ".plinth.yaml",
        "policy:\n  fail-on: none\n  only-fixed: true\nexceptions:\n"
            + exception("CVE-2021-44228", "2027-12-31"));
    file(".trivyignore", "CVE-2021-45046\nCVE-2022-22965\n");
    assertThat(scan().code()).as("without the policy").isZero();
    CliHarness.Run run = scan("--policy", policy, "-o", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("\"reason\": \"exception\"");
    assertThat(scan("--policy", policy, "--fail-on", "none").code()).isEqualTo(1);
    cli.with("PLINTH_POLICY", policy);
    assertThat(scan("--fail-on", "none").code()).isEqualTo(1);
    Files.writeString(
        Path.of(policy), "policy: {fail-on: critical}\npermit: {exceptions: true, gate: true}\n");
    assertThat(scan().code()).isZero();
  }

  @Test
  void aPolicyIsFetchedFromItsAddress() throws Exception {
    AtomicReference<String> answer = new AtomicReference<>("policy: {fail-on: kev}");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/plinth.yaml",
        exchange -> {
          byte[] bytes = answer.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(scan("--policy", url + "/plinth.yaml", "--fail-on", "none").code()).isEqualTo(1);
      assertThat(scan("--policy", url + "/absent").code()).isEqualTo(3);
      assertThat(scan("--policy", url + "/plinth.yaml", "--offline").code()).isEqualTo(3);
      answer.set("vex: [a.json]");
      assertThat(scan("--policy", url + "/plinth.yaml").err()).contains("PLINTH-POLICY-VEX");
      answer.set("policy: {fail-on: x}");
      CliHarness.Run broken = scan("--policy", url + "/plinth.yaml");
      assertThat(broken.code()).isEqualTo(2);
      assertThat(broken.out()).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(scan("--policy", "https://exa mple/x").code()).isEqualTo(2);
  }

  @Test
  void vexDocumentsAreReadFromTheCommandLineAndTheProject() throws Exception {
    String vex =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "author": "Team",
         "timestamp": "2026-01-01T00:00:00Z", "statements": [
          {"vulnerability": {"name": "CVE-2021-44228"}, "status": "not_affected",
           "justification": "vulnerable_code_not_in_execute_path",
           "products": [{"@id": "pkg:maven/org.apache.logging.log4j/log4j-core"}]}]}
        """;
    assertThat(scan("--vex", file("a.json", vex)).out()).contains("1 by VEX");
    file("vex/a.json", vex);
    file(".plinth.yaml", "vex: vex/a.json\n");
    assertThat(scan().out()).contains("1 by VEX");
    assertThat(scan("--vex", file("b.json", "{}")).code()).isEqualTo(3);
  }

  @Test
  void everyFormOfVexNamesThisImageAndItsPackages() throws Exception {
    String digest = cli.run("digest", image).out().strip();
    String whole = "pkg:oci/shop@" + digest.replace(":", "%3A");
    String part = "pkg:maven/org.apache.logging.log4j/log4j-core";
    String open =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "author": "Team",
         "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability":
         {"name": "CVE-2021-44228"}, "products": [{"@id": "%s", "subcomponents": [{"@id": "%s"}]}],
         "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}]}
        """;
    String cycloneDx =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
         "components": [{"type": "container", "name": "shop", "bom-ref": "shop", "purl": "%s"}],
         "vulnerabilities": [{"id": "CVE-2021-44228", "analysis": {"state": "not_affected",
           "justification": "code_not_reachable"}, "affects": [{"ref": "%s"}]}]}
        """;
    String csaf =
        """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "Shop",
           "publisher": {"category": "vendor", "name": "Team", "namespace": "https://example.org"},
           "tracking": {"current_release_date": "2026-01-01T00:00:00Z", "id": "1",
             "initial_release_date": "2026-01-01T00:00:00Z", "status": "final", "version": "1"}},
         "product_tree": {"full_product_names": [
             {"name": "shop", "product_id": "W", "product_identification_helper": {"purl": "%s"}},
             {"name": "log4j", "product_id": "C", "product_identification_helper": {"purl": "%s"}}],
           "relationships": [{"category": "default_component_of", "product_reference": "C",
             "relates_to_product_reference": "W",
             "full_product_name": {"name": "log4j in shop", "product_id": "P"}}]},
         "vulnerabilities": [{"cve": "CVE-2021-44228",
           "product_status": {"known_not_affected": ["P"]}, "flags": [
             {"label": "vulnerable_code_not_in_execute_path", "product_ids": ["P"]}]}]}
        """;
    int findings = count(scan("-o", "json").out(), "\"kind\"");
    for (String text : List.of(open, cycloneDx, csaf)) {
      CliHarness.Run run = scan("--vex", file("a.vex.json", text.formatted(whole, part)));
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).as(text).contains("1 by VEX").doesNotContain("is about no finding");
      String json =
          scan("--vex", file("a.vex.json", text.formatted(whole, part)), "-o", "json").out();
      // It stands aside, and is there.
      assertThat(count(json, "\"kind\"")).isEqualTo(findings);
      CliHarness.Run other =
          scan(
              "--vex",
              file(
                  "a.vex.json",
                  text.formatted(whole.replaceAll("[0-9a-f]{64}", "b".repeat(64)), "pkg:npm/x")));
      assertThat(other.out())
          .as(text)
          .doesNotContain("by VEX")
          .contains("the VEX document's only statement is about no finding here");
    }
    assertThat(scan("--vex", file("a.vex.json", csaf.replace("csaf_vex", "csaf_base"))).err())
        .contains("a CSAF document of the profile csaf_base", "[PLINTH-VEX-KIND]");
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length;
  }

  @Test
  void onlyWhatIsNewBlocksAgainstAReportOrAnotherTarget() throws Exception {
    String report = home.resolve("before.json").toString();
    assertThat(scan("-o", "json=" + report).code()).isEqualTo(1);
    CliHarness.Run against = scan("--baseline", report);
    assertThat(against.code()).isZero();
    assertThat(against.out()).contains("findings were there before", "CVE-2021-44228");
    assertThat(scan("--baseline", image).code()).isZero();
    String json = Files.readString(Path.of(report));
    Files.writeString(Path.of(report), json.substring(0, json.length() / 2));
    CliHarness.Run broken = scan("--baseline", report);
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).contains("PLINTH-BASELINE-SYNTAX");
    Path empty = TestImages.layout(home.resolve("empty"), TestImages.debian());
    assertThat(scan("--baseline", "oci-dir:" + empty).code()).isEqualTo(1);
  }

  @Test
  void aBaseIsProvedByItsLayers() throws Exception {
    String json = scan("--base", image, "-o", "json").out();
    assertThat(json).contains("\"owner\": \"base\"", "\"owner\": \"ours\"");
    CliHarness.Run ours = scan("--fail-on", "ours and kev");
    assertThat(ours.code()).isEqualTo(1);
    assertThat(ours.out()).contains("match `ours and kev`");
    // What the history only hints at is nobody's for sure.
    assertThat(scan("--fail-on", "kev and proved").code()).isZero();
    assertThat(scan("--fail-on", "kev and not (base and proved)").code()).isEqualTo(1);
    Path other = TestImages.layout(home.resolve("other"), TestImages.debian());
    assertThat(scan("--base", "oci-dir:" + other).code()).isEqualTo(1);
    assertThat(scan("--base", "dir:" + home).code()).isEqualTo(3);
  }

  @Test
  void aBrokenPolicyIsWrongUsageAndClaimsNothing() throws Exception {
    file(".plinth.yaml", "policy:\n  failon: high\n");
    CliHarness.Run run = scan();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("line 2: `failon` is not known in a policy; did you mean `fail-on`?");
    assertThat(scan("--no-config", "--policy", "absent.yaml").code()).isEqualTo(3);
  }

  @Test
  void theDemoKnowsNothingOfTheFolderItRunsIn() throws Exception {
    assertThat(Verbs.all()).extracting(Verbs.Entry::name).contains("demo");
    assertThat(new DemoVerb().spec().findOption("--config")).isNull();
  }
}
