package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies, exceptions, foreign files, VEX, baselines and bases, from the command line on. */
class PolicyScanTest {
  @TempDir Path home;
  private Path folder = Path.of("");
  private String image = "";
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void demo() throws IOException {
    image = CommandRun.demo(home);
    folder = Files.createDirectory(home.resolve("project"));
    environment.put("HOME", home.toString());
    environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("SOURCE_DATE_EPOCH", "1800000000"); // 2027-01-15
  }

  private CommandRun scan(String... options) {
    List<String> words = new ArrayList<>(List.of("scan", image));
    words.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            words.toArray(String[]::new),
            new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80,
                environment,
                folder));
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
    CommandRun run = scan("--details");
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
    environment.put("SOURCE_DATE_EPOCH", "1800100000"); // 2027-01-16
    assertThat(scan().out()).doesNotContain("1 by an exception");
    environment.put("SOURCE_DATE_EPOCH", "today");
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
    CommandRun run = scan();
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
    CommandRun run = scan("--policy", policy, "-o", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("\"reason\": \"exception\"");
    assertThat(scan("--policy", policy, "--fail-on", "none").code()).isEqualTo(1);
    environment.put("PLINTH_POLICY", policy);
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
      CommandRun broken = scan("--policy", url + "/plinth.yaml");
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
  void onlyWhatIsNewBlocksAgainstAReportOrAnotherTarget() throws Exception {
    String report = home.resolve("before.json").toString();
    assertThat(scan("-o", "json=" + report).code()).isEqualTo(1);
    CommandRun against = scan("--baseline", report);
    assertThat(against.code()).isZero();
    assertThat(against.out()).contains("findings were there before", "CVE-2021-44228");
    assertThat(scan("--baseline", image).code()).isZero();
    String json = Files.readString(Path.of(report));
    Files.writeString(Path.of(report), json.substring(0, json.length() / 2));
    CommandRun broken = scan("--baseline", report);
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).contains("PLINTH-BASELINE-SYNTAX");
    Path empty = TestImages.layout(home.resolve("empty"), TestImages.debian());
    assertThat(scan("--baseline", "oci-dir:" + empty).code()).isEqualTo(1);
  }

  @Test
  void aBaseIsProvedByItsLayers() throws Exception {
    String json = scan("--base", image, "-o", "json").out();
    assertThat(json).contains("\"owner\": \"base\"", "\"owner\": \"ours\"");
    CommandRun ours = scan("--fail-on", "ours and kev");
    assertThat(ours.code()).isEqualTo(1);
    assertThat(ours.out()).contains("match `ours and kev`");
    Path other = TestImages.layout(home.resolve("other"), TestImages.debian());
    assertThat(scan("--base", "oci-dir:" + other).code()).isEqualTo(1);
    assertThat(scan("--base", "dir:" + home).code()).isEqualTo(3);
  }

  @Test
  void aBrokenPolicyIsWrongUsageAndClaimsNothing() throws Exception {
    file(".plinth.yaml", "policy:\n  failon: high\n");
    CommandRun run = scan();
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
