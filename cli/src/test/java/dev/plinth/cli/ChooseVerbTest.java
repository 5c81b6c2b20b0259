package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plinth choose}: by options, files, settings and answers at a terminal. */
class ChooseVerbTest {
  /** 2026-11-01. */
  private static final String DAY = "1793491200";

  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
  }

  private CliHarness harness() {
    return new CliHarness(folder).with("SOURCE_DATE_EPOCH", DAY).in(project);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(project.resolve(name), text);
  }

  private Json json(Object... arguments) throws Exception {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "choose";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "-o";
    all[all.length - 1] = "json";
    CliHarness.Run run = harness().run(all);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> images(Json json) {
    return json.items("offers").stream().map(each -> String.valueOf(each.text("image"))).toList();
  }

  @Test
  void anOptionSufficesAndNothingIsReadThen() {
    CliHarness.Run run = harness().run("choose", "--language=go", "--shell=no");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Go 1.27, shell no")
        .contains(" 1  gcr.io/distroless/static-debian13:nonroot")
        .contains("CGO_ENABLED=0 go build")
        .contains("Ruled out:\n  Alpine;")
        .contains("  --prefer=size")
        .contains("To look inside: kubectl debug");
    assertThat(run.out().lines().filter(line -> line.length() > 110)).isEmpty();
  }

  @Test
  void filesAnswerWhatNoOptionDoes() throws Exception {
    write("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=3.12\"\n");
    write(
        "uv.lock",
        "version = 1\n[[package]]\nname = \"torch\"\nversion = \"2.9.0\"\n"
            + "wheels = [{ url = \"x/torch-2.9.0-cp314-cp314-manylinux_2_28_x86_64.whl\" }]\n");
    write("Dockerfile", "FROM python:3.9-alpine AS a\nFROM a\nCMD [\"x\"]\n");
    CliHarness.Run run = harness().run("choose");
    assertThat(run.out())
        .contains("published for glibc alone: torch (uv.lock)")
        .contains("now: python:3.9-alpine, which does not do: machine code")
        .contains(" 1  python:3.14-slim-trixie");
    assertThat(images(json("--native=musl")).getLast()).doesNotContain("{");
    assertThat(images(json("--native=musl"))).contains("python:3.14-alpine3.24");
  }

  @Test
  void whereInitKnowsItsDockerfileIsShown() throws IOException {
    write("go.mod", "module example.org/app\n\ngo 1.25\n");
    write("main.go", "package main\n\nfunc main() {}\n");
    CliHarness.Run run = harness().run("choose");
    assertThat(run.out())
        .contains("Dockerfile, as plinth init writes it:")
        .contains("ENTRYPOINT [\"/usr/local/bin/app\"]")
        .contains("no machine code among the dependencies (go.mod and the sources)");
  }

  @Test
  void approvedAndOwnBasesComeFirst() throws Exception {
    write(
        ".plinth.yaml",
        """
        bases:
          - image: registry.corp/base/python:{v}
            family: python-slim
            approved: true
            replaces: [python-slim]
          - image: registry.corp/base/python:{v}-alpine
            family: python-alpine
        lint:
          rules:
            approved-images: {level: error, images: ["gcr.io/distroless/*"]}
        """);
    Json json = json("--language=python");
    assertThat(images(json))
        .startsWith("registry.corp/base/python:3.14", "gcr.io/distroless/python3-debian13:nonroot")
        .doesNotContain("python:3.14-slim-trixie");
    assertThat(json.items("ruledOut").getFirst().text("why"))
        .isEqualTo("registry.corp/base/python:{v} replaces it");
    Files.writeString(folder.resolve("policy.yaml"), "bases: []\n");
    Json under = json("--language=python", "--policy", folder.resolve("policy.yaml"));
    assertThat(under.items("offers")).noneMatch(each -> each.bool("approved", true));
  }

  @Test
  void mirrorsLeadToWhatIsKnownOfTheBase() throws Exception {
    write(".plinth.yaml", "mirrors: {\"harbor.corp/hub/*\": \"docker.io/*\"}\n");
    write("Dockerfile", "FROM harbor.corp/hub/library/node:20-slim\n");
    Json told = Objects.requireNonNull(json().get("project"));
    assertThat(told.text("current")).isEqualTo("harbor.corp/hub/library/node:20-slim");
    assertThat(told.text("currentFamily")).isEqualTo("node-slim");
    assertThat(told.text("language")).isEqualTo("node");
  }

  @Test
  void lintKnowsMirrorsAndOwnBasesAndShowsNamesAsTheyAreWritten() throws IOException {
    write(
        ".plinth.yaml",
        """
        mirrors: {"harbor.corp/hub/*": "docker.io/*"}
        bases: [{image: "registry.corp/static:1", family: distroless-static}]
        """);
    write("Dockerfile", "FROM harbor.corp/hub/library/python:3.6-slim\nCMD [\"python\"]\n");
    CliHarness.Run run = harness().run("lint", "--only", "end-of-life-image", project);
    assertThat(run.out())
        .containsPattern("harbor.corp/hub/library/python:3.6-slim\\s+is of Python 3.6");
    write("Dockerfile", "FROM registry.corp/static:1\nRUN echo\nCMD [\"x\"]\n");
    assertThat(harness().run("lint", "--only", "no-shell", project).out()).contains("no shell");
    assertThat(harness().run("lint", "--only", "no-shell", "--no-config", project).code()).isZero();
  }

  @Test
  void rulesAboutNamesLookThroughMirrors() throws IOException {
    write(".plinth.yaml", "mirrors: {\"harbor.corp/hub/*\": \"docker.io/*\"}\n");
    write(
        "Dockerfile",
        """
        FROM harbor.corp/hub/library/python:3.14 AS a
        FROM harbor.corp/hub/library/nodejs:24-alpine AS b
        FROM harbor.corp/hub/library/python
        CMD ["python"]
        """);
    List<Object> words = new ArrayList<>(List.of("lint", project));
    for (String rule : List.of("hidden-distribution", "lookalike-image", "floating-tag")) {
      words.addAll(List.of("--only", rule));
    }
    assertThat(harness().run(words.toArray()).out())
        .containsPattern("harbor.corp/hub/library/python:3.14\\s+does\\s+not\\s+say\\s+which")
        .containsPattern("harbor.corp/hub/library/nodejs\\s+is\\s+not\\s+node,\\s+which");
    words.add("--fix=review");
    harness().run(words.toArray());
    assertThat(Files.readString(project.resolve("Dockerfile")))
        .contains("FROM harbor.corp/hub/library/node:24-alpine AS b\n")
        .containsPattern("FROM harbor.corp/hub/library/python:3\\.[0-9]+-[a-z]+\nCMD");
    assertThat(harness().run("lint", "--no-config", "--only", "lookalike-image", project).out())
        .doesNotContain("looks like");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bases: [{image: a, family: nothing}]",
        "bases: [{image: 'a b', family: debian}]",
        "bases: [{family: debian}]",
        "bases: [{image: \"a\\nRUN x\", family: debian}]",
        "bases: [{image: a, family: debian, shell: zsh}]",
        "bases: [{image: a, family: debian, acount: b}]",
        "mirrors: {\"a/*\": \"b\"}",
        "mirrors: {\"a*b\": \"c*d\"}",
        "mirrors: [a]"
      })
  void settingsThatCannotBeHonouredAreErrors(String text) throws IOException {
    write(".plinth.yaml", text + "\n");
    CliHarness.Run run = harness().run("choose", "--language=go");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("line 1").contains("[PLINTH-POLICY-FILE]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--language=cobol",
        "--shell=maybe",
        "--platform=linux/vax",
        "--release=3.14",
        "--language=go --release=1..2",
        "-o yaml",
        "--config a --no-config"
      })
  void wrongAnswersAreWrongUsage(String line) {
    CliHarness.Run run = harness().run((Object[]) ("choose " + line).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void severalLanguagesAreAskedFor() throws IOException {
    write("go.mod", "module a\n");
    write("package.json", "{}");
    CliHarness.Run run = harness().run("choose");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("--language=go or --language=node");
  }

  @Test
  void controlCharactersOfFilesAreNotPrinted() throws IOException {
    write("Dockerfile", "FROM evil\u001b[31m/x:\u00071\n");
    write("package.json", "{\"dependencies\": {\"puppeteer\": \"1\"}}");
    CliHarness.Run run = harness().run("choose");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("\u001b").doesNotContain("\u0007");
  }

  @Test
  void nothingThatIsKnownDoesIsSaid() {
    CliHarness.Run run = harness().run("choose", "--language=ruby", "--platform=windows/amd64");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("No base that is known does all of this.");
  }

  @Test
  void aTerminalIsAsked() {
    CliHarness.Run run =
        harness()
            .input("pyth\nwhat\nn\n\n\n\n\nsize\n".getBytes(StandardCharsets.UTF_8))
            .onTerminals()
            .run("choose");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("What is it written in?").contains("One of: yes, no");
    assertThat(run.out()).startsWith("Python 3.14, shell no, prefer size");
  }

  @Test
  void pypiIsAskedOnlyWhereThatIsWished() throws Exception {
    write("requirements.txt", "numpy==2.3.0\nflask\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean numpy = exchange.getRequestURI().getPath().equals("/pypi/numpy/2.3.0/json");
          String files =
              numpy
                  ? "numpy-2.3.0-cp314-cp314-manylinux_2_28_x86_64.whl\"}, {\"filename\":"
                      + " \"numpy-2.3.0-cp314-cp314-musllinux_1_2_x86_64.whl"
                  : "flask-3-py3-none-any.whl";
          byte[] body =
              ("{\"urls\": [{\"filename\": \"" + files + "\"}]}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      CliHarness harness = harness().with("PLINTH_PYPI", address);
      assertThat(harness.run("choose").out()).contains("machine code not known of flask");
      CliHarness.Run run = harness.run("choose", "--online");
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .contains("1 dependency with machine code, published for musl, too (PyPI)");
      assertThat(harness.run("choose", "--online", "--offline").code()).isEqualTo(3);
    } finally {
      server.stop(0);
    }
  }
}
