package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintVerbTest {
  private static final String FLOATING = "FROM debian\nUSER 10001\nCMD [\"true\"]\n";

  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void harness() {
    cli = new CliHarness(folder);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CliHarness.Run lint(Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "lint";
    System.arraycopy(words, 0, all, 1, words.length);
    return cli.run(all);
  }

  @Test
  void whatIsWrongStandsWithItsLineAndAMark() throws IOException {
    CliHarness.Run run =
        lint("--no-config", "--only", "floating-tag", write("Dockerfile", FLOATING));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("Dockerfile:1:6  warning  debian has no tag")
        .contains("[floating-tag]\n 1 | FROM debian\n   |      ^^^^^^\n")
        .contains("not clean   1 warning in 1 file");
  }

  @Test
  void aCleanFileEndsWithZero() throws IOException {
    CliHarness.Run run =
        lint(
            "--only", "floating-tag", write("Dockerfile", FLOATING.replace("debian", "debian:12")));
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("clean  nothing found in 1 file\n");
  }

  @Test
  void standardInputIsLintedUnderItsName() {
    cli.input(FLOATING.getBytes(StandardCharsets.UTF_8));
    CliHarness.Run run = lint("-", "--stdin-name", "app/Dockerfile", "--only", "DL3006");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("app/Dockerfile:1:6");
  }

  @Test
  void foldersAreLookedThroughAsGitSeesThem() throws IOException {
    write("tree/.git/HEAD", "");
    write("tree/.gitignore", "/vendor/\n*.old.dockerfile\n");
    write("tree/Dockerfile", FLOATING);
    write("tree/vendor/Dockerfile", FLOATING);
    write("tree/a/b/Containerfile.web", FLOATING);
    write("tree/a/x.old.dockerfile", FLOATING);
    write("tree/a/Dockerfile.md", FLOATING);
    write("tree/a/image.docker", FLOATING);
    CliHarness.Run run = lint(folder.resolve("tree"), "--only", "floating-tag");
    assertThat(run.out()).contains("2 warnings in 2 files").doesNotContain("vendor");
    run = lint(folder.resolve("tree"), "--only", "floating-tag", "--name", "*.docker");
    assertThat(run.out()).contains("3 warnings in 3 files");
    run = lint(folder.resolve("tree/vendor"), "--only", "floating-tag");
    assertThat(run.out()).as("a folder that was named").contains("1 warning in 1 file");
  }

  @Test
  void pipelinesAreJudgedWithTheOthersOfTheirRepository() throws IOException {
    String scan = "jobs: {a: {runs-on: x, steps: [{run: trivy image shop}]}}\n";
    write("repo/.git/HEAD", "");
    Path main = write("repo/.github/workflows/main.yml", "on: {push: {branches: [main]}}\n" + scan);
    write("repo/node_modules/x/.github/workflows/main.yml", "on: [");
    CliHarness.Run run = lint(folder.resolve("repo"), "--only", "scan-on-main-only", "-o", "json");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("scan-on-main-only", ".github/workflows/main.yml")
        .doesNotContain("node_modules");
    run = cli.in(folder.resolve("repo/.github")).run("lint", "--only", "scan-on-main-only");
    assertThat(run.out())
        .contains("workflows/main.yml:2:")
        .contains("trivy image shop}]}}\n")
        .contains("[scan-on-main-only]");
    run = lint(main, "-o", "sarif");
    assertThat(run.out()).contains("\"ci\"", "scan-on-main-only");
    assertThat(run.code()).isEqualTo(1);
    write("repo/.github/workflows/pr.yml", "on: [pull_request]\n" + scan);
    assertThat(lint(main).out()).as("the neighbour was not named").contains("clean ");
    cli.input(Files.readAllBytes(main));
    assertThat(lint("-", "--stdin-name", ".github/workflows/main.yml").code()).isZero();
    write("repo/.github/workflows/broken.yml", "on: [");
    run = lint(folder.resolve("repo"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err() + run.out()).contains("broken.yml").contains("it is no YAML");
    write("repo/.github/workflows/broken.yml", "");
    run = lint(folder.resolve("repo"), "--fix");
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void commentsSilenceAndNothingIsHidden() throws IOException {
    Path file = write("Dockerfile", "# hadolint ignore=DL3006\n" + FLOATING);
    CliHarness.Run run = lint(file, "--only", "floating-tag");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("clean  nothing found in 1 file, 1 silenced\n");
    run = lint(file, "--only", "floating-tag", "--strict");
    assertThat(run.code()).as("strict wants a reason").isEqualTo(1);
    assertThat(run.out()).contains("silencing DL3006 without a reason does not count");
    write("Dockerfile", "# plinth: ignore=floating-tag reason=\"it moves\"\n" + FLOATING);
    run = lint(file, "--only", "floating-tag", "--strict", "-o", "json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"reason\": \"it moves\"");
  }

  @Test
  void settingsSayWhatMatters() throws IOException {
    Path file = write("Dockerfile", FLOATING);
    Path config = write("plinth.yaml", "lint:\n  rules:\n    DL3006: off\n");
    assertThat(lint("--config", config, file).out()).doesNotContain("floating-tag");
    write("plinth.yaml", "lint:\n  rules:\n    floating-tag: error\n  fail-on: error\n");
    assertThat(lint("--config", config, file).out()).contains("error  debian has no tag");
    write("plinth.yaml", "lint:\n  rules: {floating-tag: style}\n");
    CliHarness.Run run = lint("--config", config, file, "--fail-on", "style");
    assertThat(run.code()).isEqualTo(1);
    write("plinth.yaml", "lint:\n  rules: {no-such-rule: off}\n");
    run = lint("--config", config, file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no rule `no-such-rule`").contains("line 2");
  }

  @Test
  void theOrganisationsPolicyCannotBeLoosened() throws IOException {
    Path file = write("Dockerfile", "# plinth: ignore=floating-tag reason=no\n" + FLOATING);
    Path config =
        write(
            "plinth.yaml",
            "lint:\n  rules: {floating-tag: off}\n  ignore: ['*']\n  fail-on: error\n");
    Path policy =
        write("org.yaml", "lint:\n  fail-on: warning\n  rules: {floating-tag: warning}\n");
    CliHarness.Run run =
        lint("--config", config, "--policy", policy, "--ignore", "floating-tag", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("[floating-tag]");
  }

  @Test
  void everyFormatIsWritten() throws IOException {
    Path file = write("Dockerfile", FLOATING);
    for (String format :
        new String[] {"text", "json", "sarif", "checkstyle", "github", "gitlab", "junit"}) {
      Path out = folder.resolve("out." + format);
      CliHarness.Run run = lint(file, "--only", "floating-tag", "-o", format + "=" + out);
      assertThat(run.code()).isEqualTo(1);
      assertThat(out).content().contains("floating-tag");
    }
    CliHarness.Run run = lint(file, "-o", "yaml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("PLINTH-REPORT-FORMAT").contains("checkstyle");
  }

  @Test
  void wrongUsageIsSaid() throws IOException {
    Path file = write("Dockerfile", FLOATING);
    CliHarness.Run run = lint(file, "--only", "floating-tagg");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean floating-tag?");
    run = lint(folder.resolve("nowhere"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("nowhere");
    Files.createDirectories(folder.resolve("empty"));
    run = lint(folder.resolve("empty"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-LINT-NOTHING");
    assertThat(lint(file, "--fail-on", "fatal").code()).isEqualTo(2);
    assertThat(lint(file, "--exit-code", "x").code()).isEqualTo(2);
    assertThat(lint(file, "--exit-code", "7").code()).isEqualTo(7);
  }

  @Test
  void manyFilesGiveTheSameAsOneByOne() throws IOException {
    StringBuilder single = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      Path file = write("many/Dockerfile." + i, FLOATING.replace("debian", "debian" + i));
      single.append(lint(file, "--only", "floating-tag").out().lines().findFirst().orElse(""));
    }
    String together = lint(folder.resolve("many"), "--only", "floating-tag").out();
    StringBuilder heads = new StringBuilder();
    together.lines().filter(line -> line.contains("many/")).forEach(heads::append);
    assertThat(heads.toString()).isEqualTo(single.toString());
  }

  @Test
  void theBuildContextIsLookedAt() throws IOException {
    write("app/Dockerfile", "FROM debian:12\nCOPY . /app\nUSER 10001\nCMD [\"/app/run\"]\n");
    write("app/.git/HEAD", "ref");
    write("app/.env", "TOKEN=hunter2\n");
    CliHarness.Run run = lint(folder.resolve("app/Dockerfile"));
    assertThat(run.out()).contains("[secret-in-context]").doesNotContain("hunter2");
    write("other/readme", "x");
    run = lint(folder.resolve("app/Dockerfile"), "--context", folder.resolve("other"));
    assertThat(run.out()).contains("no-digest").doesNotContain("[secret-in-context]");
  }

  @Test
  void rulesAreListedAndExplained() {
    assertThat(lint("--list-rules").out()).contains("floating-tag").contains("warning");
    CliHarness.Run run = cli.run("explain", "floating-tag");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("# floating-tag\n").contains("## Why");
    assertThat(cli.run("explain", "dl3007").out()).isEqualTo(run.out());
  }

  @Test
  void theDayIsTodayUnlessSomebodySaysOtherwise() throws IOException {
    Path file = write("Dockerfile", "FROM python:3.13-slim-bookworm\n");
    cli.with("SOURCE_DATE_EPOCH", "1767225600"); // 2026-01-01
    assertThat(lint("--only", "end-of-life-image", file).code()).isZero();
    cli.with("SOURCE_DATE_EPOCH", "1893456000"); // 2030-01-01
    assertThat(lint("--only", "end-of-life-image", file).out())
        .contains("is of Python 3.13, which ended on 2029-10-31");
    Path settings =
        write("settings.yaml", "lint:\n  rules:\n    end-of-life-image: {date: 2026-01-01}\n");
    assertThat(lint("--config", settings, "--only", "end-of-life-image", file).code()).isZero();
    cli.with("SOURCE_DATE_EPOCH", "soon");
    CliHarness.Run run = lint("--only", "end-of-life-image", file);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("SOURCE_DATE_EPOCH");
  }

  @Test
  void newerFactsOfReleasesGoBeforeThoseWithin() throws IOException {
    Path file = write("Dockerfile", "FROM python:3.13-slim-bookworm\n");
    cli.with("SOURCE_DATE_EPOCH", "1798761600"); // 2027-01-01
    assertThat(lint("--only", "end-of-life-image", file).code()).isZero();
    Path feed =
        write(
            "feed/python.json",
            "{\"releases\":{\"3.13\":{\"name\":\"3.13\",\"releaseDate\":\"2026-12-30\",\"eol\":\"2026-12-31\"}},"
                + "\"versions\":{}}");
    assertThat(cli.run("db", "import", feed).code()).isZero();
    assertThat(lint("--only", "end-of-life-image", file).out())
        .contains("is of Python 3.13, which ended on 2026-12-31");
    write("data/plinth/releases.tsv", "nonsense");
    CliHarness.Run run = lint("--only", "end-of-life-image", file);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("PLINTH-BASE-RELEASES");
  }
}
