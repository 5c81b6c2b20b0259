package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.context.BuildContext;
import dev.plinth.dockerfile.context.ContextReader;
import dev.plinth.dockerfile.context.CopySource;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code plinth init}: what it writes for projects of every language, and when it writes none. */
class InitVerbTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("plinth.root", ".."), "cli/src/test/resources/init");

  /** 2026-11-01: by it releases are chosen. */
  private static final String DAY = "1793491200";

  @TempDir Path folder;

  static Stream<String> samples() {
    return InitSamples.all().keySet().stream();
  }

  private CliHarness harness() {
    return new CliHarness(folder).with("SOURCE_DATE_EPOCH", DAY);
  }

  private Path project(Map<String, String> files) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    InitSamples.write(project, files);
    return project;
  }

  private Path sample(String name) throws IOException {
    Map<String, String> files = InitSamples.all().get(name);
    assertThat(files).isNotNull();
    return project(files);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenIsAsItWasLookedAt(String name) throws IOException {
    Path project = sample(name);
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    String written =
        Files.readString(project.resolve("Dockerfile"))
            + "\n==> .dockerignore <==\n"
            + Files.readString(project.resolve(".dockerignore"))
                .replaceFirst("(?s)^.*(?=# Built)", "");
    Path golden = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("plinth.approve")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, written);
    }
    assertThat(golden).as("written with -Dplinth.approve=true").hasContent(written);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itLintsCleanButForDigestsWithReasonsAndWithout(String name) throws IOException {
    Path project = sample(name);
    for (String[] words : new String[][] {{}, {"--explain", "--force"}}) {
      List<Object> line = new ArrayList<>(List.of("init", project, "--ci=github"));
      line.addAll(List.of(words));
      assertThat(harness().run(line.toArray()).err()).isEmpty();
      CliHarness.Run lint =
          harness().run("lint", "--strict", "-o", "json", project.resolve("Dockerfile"));
      assertThat(lint.err()).isEmpty();
      assertThat(rules(lint.out())).as(lint.out()).isSubsetOf("no-digest");
    }
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
    assertThat(rules).contains("no-digest");
    return rules;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theIgnoreFileTakesNothingAwayThatIsCopiedAndKeepsSecretsOut(String name) throws IOException {
    Path project = sample(name);
    assertThat(harness().run("init", project).code()).isZero();
    BuildContext context =
        ContextReader.read(project, project.resolve("Dockerfile"), ContextReader.Limits.DEFAULT);
    assertThat(context.ignore().bad()).isEmpty();
    int sources = 0;
    for (String line : Files.readAllLines(project.resolve("Dockerfile"))) {
      if (line.startsWith("COPY ") && !line.contains("--from=")) {
        String[] words = line.substring(5).split(" ", -1);
        for (int i = 0; i < words.length - 1; i++) {
          assertThat(CopySource.taken(context, words[i], List.of(), false))
              .as(line + " in " + name)
              .isNotEmpty();
          sources++;
        }
      }
    }
    assertThat(sources).isPositive();
    Map<String, String> files = InitSamples.all().get(name);
    assertThat(files).isNotNull();
    List<String> sent = context.sent().stream().map(BuildContext.Entry::path).toList();
    assertThat(sent)
        .noneMatch(path -> path.startsWith(".git/") || path.contains("node_modules/"))
        .noneMatch(path -> path.endsWith(".key") || path.equals(".env"))
        .noneMatch(path -> context.sent().stream().anyMatch(e -> e.secret() != null))
        .containsAll(files.keySet().stream().filter(path -> !path.startsWith(".")).toList());
  }

  @Test
  void aFileThatIsCopiedIsTakenBackFromWhatIsKeptOut() throws IOException {
    Path project =
        project(Map.of("package.json", "{\"main\": \"test.key/a.js\"}", "test.key/a.js", ""));
    assertThat(harness().run("init", project).code()).isZero();
    assertThat(Files.readString(project.resolve(".dockerignore"))).endsWith("\n!test.key/a.js\n");
  }

  @Test
  void theSummarySaysWhatWasFoundAndWhatComesNext() throws IOException {
    Path project = sample("go");
    CliHarness.Run run = harness().in(project).run("init", "--ci=gitlab");
    assertThat(run.out())
        .startsWith("Go: main package . (go.mod), Go 1.27, links statically\n")
        .contains(
            "  wrote Dockerfile\n", "  wrote .dockerignore\n", "  wrote .gitlab-ci.plinth.yml\n")
        .contains("PLINTH_URL", "PLINTH_SHA256", ".gitlab-ci.plinth.yml}]")
        .contains("  docker build -t app:dev .\n", "  plinth lint .\n");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void nothingIsReplacedWithoutForceAndNothingIsHalfWritten() throws IOException {
    Path project = sample("go");
    Files.writeString(project.resolve(".dockerignore"), "mine\n");
    CliHarness.Run run = harness().run("init", project, "--ci=github");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err())
        .contains("PLINTH-INIT-THERE", ".dockerignore is there already", "--force");
    assertThat(project.resolve("Dockerfile")).doesNotExist();
    assertThat(project.resolve(".github")).doesNotExist();
    assertThat(project.resolve(".dockerignore")).hasContent("mine");
    assertThat(harness().run("init", project, "--force").code()).isZero();
    assertThat(Files.readString(project.resolve(".dockerignore"))).contains("**/.git\n");
  }

  @Test
  void whereOneFileCannotBeWrittenTheOthersAreAsTheyWere() throws IOException {
    Path project = sample("go");
    Files.writeString(project.resolve("Dockerfile"), "FROM mine\n");
    Files.writeString(project.resolve(".github"), "a file where a folder should be\n");
    CliHarness.Run run = harness().run("init", project, "--ci=github", "--force");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("PLINTH-OUTPUT");
    assertThat(project.resolve("Dockerfile")).hasContent("FROM mine");
    assertThat(project.resolve(".dockerignore")).doesNotExist();
  }

  @Test
  void linksAreNotFollowedOutOfTheProject() throws IOException {
    Path project = sample("go");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path victim = Files.writeString(elsewhere.resolve("victim"), "precious\n");
    Files.createSymbolicLink(project.resolve("Dockerfile"), victim);
    Files.createSymbolicLink(project.resolve(".github"), elsewhere);
    CliHarness.Run run = harness().run("init", project, "--force");
    assertThat(run.err()).contains("PLINTH-INIT-LINK");
    Files.delete(project.resolve("Dockerfile"));
    assertThat(harness().run("init", project, "--force", "--ci=github").err())
        .contains("PLINTH-INIT-LINK");
    assertThat(victim).hasContent("precious");
    assertThat(elsewhere.resolve("workflows")).doesNotExist();
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.createSymbolicLink(other.resolve("go.mod"), project.resolve("go.mod"));
    assertThat(harness().run("init", other).err()).contains("PLINTH-INIT-NOTHING");
  }

  @Test
  void dryRunsPrintAndWriteNothing() throws IOException {
    Path project = sample("node-npm");
    Files.writeString(project.resolve("Dockerfile"), "FROM mine\n");
    CliHarness.Run run = harness().run("init", project, "--dry-run", "--force", "--ci=gitlab");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("==> Dockerfile <==\n# syntax=")
        .contains("==> .dockerignore <==\n", "==> .gitlab-ci.plinth.yml <==\n");
    assertThat(project.resolve("Dockerfile")).hasContent("FROM mine");
    assertThat(project.resolve(".dockerignore")).doesNotExist();
  }

  @Test
  void severalLanguagesAreNamedAndOneCanBeChosen() throws IOException {
    Path project = sample("go");
    InitSamples.put(project, "package.json", "{\"main\": \"a.js\"}");
    InitSamples.put(project, "a.js", "");
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err())
        .contains("Go (go.mod); Node.js (package.json)", "--language=go or --language=node");
    assertThat(harness().run("init", project, "--language=node").out()).startsWith("Node.js: runs");
    assertThat(harness().run("init", project, "--language=ruby", "--force").err())
        .contains("PLINTH-INIT-ABSENT", "Gemfile");
    assertThat(harness().run("init", project, "--language=cobol").err())
        .contains("PLINTH-INIT-LANGUAGE");
  }

  @Test
  void whereNothingIsFoundItSaysWhatWasLookedFor() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    CliHarness.Run run = harness().run("init", empty);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err())
        .contains("PLINTH-INIT-NOTHING", "go.mod", "Cargo.toml", "pyproject.toml", "package.json")
        .contains("pom.xml", "*.csproj", "Gemfile");
    assertThat(harness().run("init", folder.resolve("nowhere")).err()).contains("PLINTH-INPUT");
    assertThat(harness().run("init", empty, "--ci=jenkins").code()).isEqualTo(Main.USAGE);
  }

  @Test
  void oneOfSeveralProgramsIsChosen() throws IOException {
    Path project =
        project(
            Map.of(
                "go.mod", "module x\n",
                "cmd/a/main.go", "package main\n",
                "cmd/b/main.go", "package main\n"));
    assertThat(harness().run("init", project).err())
        .contains("PLINTH-INIT-CHOICE", "cmd/a, cmd/b", "--main");
    assertThat(harness().run("init", project, "--main=c").err()).contains("PLINTH-INIT-MAIN");
    assertThat(harness().run("init", project, "--main=b").code()).isZero();
    assertThat(Files.readString(project.resolve("Dockerfile"))).contains("/out/app ./cmd/b\n");
  }

  @Test
  void aReleaseThatHasEndedIsSaid() throws IOException {
    Path project =
        project(Map.of("package.json", "{\"main\": \"a.js\"}", "a.js", "", ".nvmrc", "16.3.0\n"));
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.out()).contains("Node.js 16", "gets no more security updates");
    assertThat(Files.readString(project.resolve("Dockerfile"))).contains("FROM node:16-bookworm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cargo.toml     | [package]\\nname = "a$(id)"                                  | src/main.rs
          Cargo.toml     | [package]\\nname = "a b"                                     | src/main.rs
          Cargo.toml     | [package]\\nname = "a\\\\nRUN id"                            | src/main.rs
          package.json   | {"main": "a.js\\\\nRUN id"}                                  | a.js
          package.json   | {"main": "a\\\\".js"}                                        | a".js
          package.json   | {"main": "../../etc/passwd"}                               | a.js
          package.json   | {"scripts": {"build": "x"}, "main": "$(id).js"}            | a.js
          pyproject.toml | [project.scripts]\\n"a;id" = "x"\\n[build-system]\\nrequires=[] | a.py
          pom.xml        | <project><properties><java.version>21 AS x</java.version></properties></project> | src/main/java/M.java
          app.csproj     | <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net8.0</TargetFramework><AssemblyName>a"b</AssemblyName></PropertyGroup></Project> | a.cs
          """)
  void hostileNamesNeverBecomeInstructions(String file, String text, String beside)
      throws IOException {
    Path project = project(Map.of(file, text.replace("\\n", "\n"), beside, MAIN));
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.err()).contains("PLINTH-INIT-").doesNotContain("\tat ", "Exception");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(project.resolve("Dockerfile")).doesNotExist();
  }

  private static final String MAIN = "class M { \n static void main(String[] a) {} }";

  @Test
  void aModuleThatIsNotThereIsSaid() throws IOException {
    Path project =
        project(
            Map.of(
                "go.mod", "module a\n\nreplace example.org/b => ./libs/b\n",
                "main.go", "package main\n"));
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.err())
        .contains("PLINTH-INIT-FILE", "a module from libs/b, where there is no go.mod");
    assertThat(project.resolve("Dockerfile")).doesNotExist();
  }

  @Test
  void morePatternsThanAnybodyWritesAreRefused() throws IOException {
    Path project =
        project(
            Map.of(
                "package.json",
                "{\"main\": \"a.js\", \"workspaces\": [" + "\"**/a\",".repeat(300) + "\"b\"]}",
                "a.js",
                "",
                "b/package.json",
                "{}"));
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.err()).contains("more than 200 patterns");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
  }

  @ParameterizedTest
  @CsvSource({
    "package.json, '{', it is no JSON",
    "package.json, '[]', it is no JSON object",
    "pyproject.toml, '[x', it is no TOML",
    "Cargo.toml, 'a = 1', neither a package nor a workspace",
    "go.mod, 'go 1.24', it has no module line",
    "pom.xml, '<!DOCTYPE a [<!ENTITY b \"c\">]><project>&b;</project>', document type",
    "pom.xml, '<project>', it is no XML",
    "a.csproj, '<a', it is no XML",
  })
  void brokenFilesAreSaid(String file, String text, String why) throws IOException {
    Path project = project(Map.of(file, text));
    CliHarness.Run run = harness().run("init", project);
    assertThat(run.err()).contains("PLINTH-INIT-FILE", file, why).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
  }
}
