package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Finding;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code plinth init --ci} and {@code --bot}: what they write, and that it is as Plinth wants it.
 */
class InitPipelinesTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String[] PINS = {
    "--action", "actions/cache=" + COMMIT,
    "--action", "actions/checkout=" + COMMIT,
    "--action", "github/codeql-action=" + COMMIT
  };

  /** GitLab's "CI/CD YAML syntax reference", keywords of jobs. */
  private static final Set<String> JOB_WORDS =
      Set.of(
          "after_script",
          "allow_failure",
          "artifacts",
          "before_script",
          "cache",
          "coverage",
          "dast_configuration",
          "dependencies",
          "environment",
          "except",
          "extends",
          "hooks",
          "identity",
          "id_tokens",
          "image",
          "inherit",
          "interruptible",
          "manual_confirmation",
          "needs",
          "only",
          "pages",
          "parallel",
          "release",
          "resource_group",
          "retry",
          "rules",
          "run",
          "script",
          "secrets",
          "services",
          "stage",
          "tags",
          "timeout",
          "trigger",
          "variables",
          "when");

  @TempDir Path folder;

  private CliHarness.Run run(Object... words) {
    return new CliHarness(folder).in(folder).run(words);
  }

  private CliHarness.Run init(String... words) {
    List<Object> line = new ArrayList<>(List.of("init"));
    line.addAll(List.of(words));
    return run(line.toArray());
  }

  private void dockerfile() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().endsWith(".yml"))
          .filter(path -> !path.endsWith("dependabot.yml"))
          .sorted()
          .toList();
    }
  }

  private static Object yaml(Path file) throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    assertThat(read).isInstanceOf(Map.class);
    return read;
  }

  @ParameterizedTest
  @CsvSource({"github, 3", "gitlab, 1"})
  void whatIsWrittenIsYamlAndNamesNoAddressAndNoChecksum(String service, int count)
      throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module x\n\ngo 1.25\n");
    Files.writeString(folder.resolve("main.go"), "package main\n\nfunc main() {}\n");
    for (boolean explain : new boolean[] {false, true}) {
      assertThat(
              (explain
                      ? init("--ci=" + service, "--force", "--explain")
                      : init("--ci=" + service, "--force"))
                  .err())
          .isEmpty();
      assertThat(written()).hasSize(count);
      StringBuilder all = new StringBuilder();
      for (Path file : written()) {
        String text = Files.readString(file);
        assertThat(text.contains("#")).as(file.toString()).isEqualTo(explain);
        assertThat(text).doesNotContain("http", "#?").doesNotContainPattern("[0-9a-f]{32}");
        yaml(file);
        all.append(text);
      }
      assertThat(all.toString())
          .contains("plinth lint", "plinth scan", "$PLINTH_URL", "sha256sum --check")
          .contains("--baseline", "sarif=", "--fail-on '(critical or high) and fixable'")
          .contains("--pull --no-cache", "plinth update --push --pull-request")
          .doesNotContain("ignore-unfixed", "only-fixed")
          .doesNotContain("git push", "git config", "gh pr", "gh auth", "merge_request.create");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void itLintsCleanAndWithCommitsSaysNothingAtAll(String service) throws IOException {
    dockerfile();
    assertThat(init("--ci=" + service, "--bot=dependabot").err()).isEmpty();
    List<Object> line = new ArrayList<>(List.of("lint", "-o", "json"));
    written().forEach(line::add);
    CliHarness.Run clean = run(line.toArray());
    assertThat(clean.code()).as(clean.out()).isZero();
    if (service.equals("github")) {
      assertThat(rules(clean.out())).containsExactly("unpinned-action");
      for (Path file : written()) {
        Files.delete(file);
      }
      List<String> again = new ArrayList<>(List.of("--ci=github", "--explain"));
      again.addAll(List.of(PINS));
      assertThat(init(again.toArray(String[]::new)).out()).doesNotContain("--actions");
      assertThat(Files.readString(folder.resolve(".github/workflows/plinth.yml")))
          .contains("uses: actions/checkout@" + COMMIT + " # v6\n")
          .contains("uses: github/codeql-action/upload-sarif@" + COMMIT + " # v4\n")
          .doesNotContainPattern("@v[0-9]");
      for (Path file : written()) {
        yaml(file);
      }
      line = new ArrayList<>(List.of("lint", "--strict", "-o", "json"));
      written().forEach(line::add);
      clean = run(line.toArray());
      assertThat(clean.code()).as(clean.out()).isZero();
    }
    assertThat(rules(clean.out())).isEmpty();
  }

  private static Set<String> rules(String json) throws IOException {
    Set<String> rules = new TreeSet<>();
    Json report = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(report.items("files")).isNotEmpty();
    for (Json file : report.items("files")) {
      for (Json finding : file.items("findings")) {
        rules.add(String.valueOf(finding.text("rule")));
      }
    }
    return rules;
  }

  @Test
  void gitlabKnowsTheWords() throws IOException {
    dockerfile();
    assertThat(init("--ci=gitlab").code()).isZero();
    Map<?, ?> file = (Map<?, ?>) yaml(folder.resolve(".gitlab-ci.plinth.yml"));
    assertThat(file).hasSizeGreaterThan(8);
    file.forEach((name, job) -> {
      assertThat(name)
          .asString()
          .startsWith(String.valueOf(name).startsWith(".") ? "." : "plinth-");
      assertThat(((Map<?, ?>) job).keySet().stream().map(String::valueOf))
          .as(String.valueOf(name))
          .isSubsetOf(JOB_WORDS);
      Object extended = ((Map<?, ?>) job).get("extends");
      for (Object base : extended instanceof List<?> list ? list : List.of()) {
        assertThat(file.containsKey(base)).as("%s", base).isTrue();
      }
    });
  }

  /** By the rules about the shell of RUN, which read a script as bash does. */
  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void theScriptsHaveNothingThatShellsMistake(String service) throws IOException {
    dockerfile();
    assertThat(init("--ci=" + service).code()).isZero();
    List<String> scripts = new ArrayList<>();
    for (Path file : written()) {
      scripts(yaml(file), scripts);
    }
    assertThat(scripts).hasSizeGreaterThan(8);
    FileLint lint = new FileLint(LintSettings.NONE);
    for (String script : scripts) {
      String text =
          "FROM debian:13-slim\nSHELL [\"/bin/bash\", \"-e\", \"-o\", \"pipefail\", \"-c\"]\n"
              + "RUN <<SCRIPT\n"
              + script
              + "\nSCRIPT\n";
      assertThat(
              lint
                  .lint("Dockerfile", text.getBytes(StandardCharsets.UTF_8), null, Map.of())
                  .findings()
                  .stream()
                  .filter(InitPipelinesTest::ofShells)
                  .map(Finding::id))
          .as(script)
          .isEmpty();
    }
  }

  private static boolean ofShells(Finding finding) {
    String room = Objects.requireNonNull(RuleNames.byId(finding.id())).getClass().getPackageName();
    return room.endsWith(".shell") || room.endsWith(".syntax");
  }

  private static void scripts(Object node, List<String> to) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        boolean script = Set.of("run", "script", "before_script").contains(key);
        if (script && value instanceof String text) {
          to.add(text);
        } else if (script && value instanceof List<?> lines) {
          lines.forEach(line -> to.add(String.valueOf(line)));
        } else {
          scripts(value, to);
        }
      });
    } else if (node instanceof List<?> list) {
      list.forEach(each -> scripts(each, to));
    }
  }

  @Test
  void whereADockerfileIsThereOnlyWhatIsAskedForIsWritten() throws IOException {
    dockerfile();
    CliHarness.Run run = init("--ci=github", "--bot=renovate");
    assertThat(run.out())
        .startsWith("  wrote .github/workflows/plinth.yml\n")
        .contains("  wrote renovate.json\n", "  plinth lint .\n");
    assertThat(folder.resolve("Dockerfile")).hasContent("FROM scratch");
    assertThat(folder.resolve(".dockerignore")).doesNotExist();
  }

  @Test
  void nothingThatIsThereIsTouched() throws IOException {
    dockerfile();
    Path mine = Files.createDirectories(folder.resolve(".github/workflows")).resolve("plinth.yaml");
    Files.writeString(mine, "mine\n");
    Files.writeString(folder.resolve(".renovaterc.json"), "{}\n");
    CliHarness.Run run = init("--ci=github", "--bot=renovate");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("  kept  .github/workflows/plinth.yaml\n", "  kept  .renovaterc.json\n")
        .contains("  wrote .github/workflows/plinth-weekly.yml\n");
    assertThat(mine).hasContent("mine");
    assertThat(folder.resolve("renovate.json")).doesNotExist();
    assertThat(folder.resolve(".github/workflows/plinth.yml")).doesNotExist();
    run = init("--ci=github", "--bot=renovate");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("PLINTH-INIT-THERE", ".renovaterc.json");
  }

  @Test
  void renovateIsToldWhatItGetsWrongOtherwise() throws IOException {
    dockerfile();
    assertThat(init("--bot=renovate").code()).isZero();
    Path file = folder.resolve("renovate.json");
    String plain = Files.readString(file);
    assertThat(plain).doesNotContain("description");
    Json settings = JsonReader.read(plain.getBytes(StandardCharsets.UTF_8));
    assertThat(settings.text("minimumReleaseAge")).isEqualTo("7 days");
    assertThat(plain)
        .contains("\"docker:pinDigests\"", "\"schedule\": [\"* 0-5 * * 1\"]")
        .contains("\"groupName\": \"base image {{{packageName}}}\"");
    assertThat(settings.items("packageRules")).hasSize(3);
    assertThat(settings.items("packageRules").getLast().items("matchUpdateTypes"))
        .as("a digest would wait for ever")
        .hasSize(2);
    Files.delete(file);
    assertThat(init("--bot=renovate", "--explain").code()).isZero();
    assertThat(Files.readString(file)).contains("\"description\"");
    assertThat(
            JsonReader.read(Files.readAllBytes(file)).items("packageRules").stream()
                .map(rule -> rule.text("description")))
        .doesNotContainNull()
        .hasSize(3);
  }

  @Test
  void dependabotGroupsByBaseImage() throws IOException {
    dockerfile();
    assertThat(init("--bot=dependabot").out()).contains("plinth pin");
    Map<?, ?> settings = (Map<?, ?>) yaml(folder.resolve(".github/dependabot.yml"));
    assertThat(settings.get("version")).isEqualTo(2);
    Map<?, ?> docker = (Map<?, ?>) ((List<?>) settings.get("updates")).getFirst();
    assertThat(docker.get("package-ecosystem")).isEqualTo("docker");
    assertThat(docker.get("schedule")).isEqualTo(Map.of("interval", "weekly", "day", "monday"));
    assertThat(docker.get("cooldown")).isEqualTo(Map.of("default-days", 7));
    assertThat(docker.get("groups"))
        .isEqualTo(
            Map.of("base-images", Map.of("group-by", "dependency-name", "patterns", List.of("*"))));
  }

  @Test
  void whatCannotBeMeantIsWrongUsage() throws IOException {
    dockerfile();
    for (String[] words :
        new String[][] {
          {"--ci=jenkins"},
          {"--bot=nobody"},
          {"--ci=gitlab", PINS[0], PINS[1]},
          {"--ci=github", "--action", "a/b=" + COMMIT},
          {"--ci=github", "--action", "actions/checkout=v6"},
          {"--ci=github", "--action", "actions/checkout"}
        }) {
      assertThat(init(words).code()).as(String.join(" ", words)).isEqualTo(Main.USAGE);
    }
    assertThat(folder.resolve(".github")).doesNotExist();
  }
}
