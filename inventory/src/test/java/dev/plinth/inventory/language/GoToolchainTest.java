package dev.plinth.inventory.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.inventory.catalog.Fact.PackageFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that the installed Go builds, against what {@code go version -m} says of it. */
class GoToolchainTest {
  @TempDir Path folder;

  @Test
  void saysWhatGoSays() throws Exception {
    String help = run(Map.of(), "go", "version");
    assumeTrue(help.startsWith("go version"), "Go is not installed");
    Path library = Files.createDirectories(folder.resolve("lib"));
    Files.writeString(library.resolve("go.mod"), "module example.org/lib\n\ngo 1.21\n");
    Files.writeString(library.resolve("lib.go"), "package lib\n\nconst Name = \"lib\"\n");
    Path app = Files.createDirectories(folder.resolve("app"));
    Files.writeString(
        app.resolve("go.mod"),
        "module example.org/app\n\ngo 1.21\n\nrequire example.org/lib v1.2.3\n\n"
            + "replace example.org/lib => ../lib\n");
    Files.writeString(
        app.resolve("main.go"),
        "package main\n\nimport \"example.org/lib\"\n\nvar version string\n\n"
            + "func main() { println(lib.Name, version) }\n");
    Path program = folder.resolve("program");
    Map<String, String> environment =
        Map.of(
            "GOFLAGS", "-mod=mod",
            "GOPROXY", "off",
            "CGO_ENABLED", "0",
            "GOTOOLCHAIN", "local");
    String built =
        run(
            environment,
            "go",
            "-C",
            app.toString(),
            "build",
            "-o",
            program.toString(),
            "-ldflags",
            "-X main.version=7.8.9",
            ".");
    assumeTrue(Files.exists(program), "Go could not build here: " + built);
    compare(program, run(Map.of(), "go", "version", "-m", program.toString()));
  }

  private static void compare(Path program, String said) throws IOException {
    Reading reading =
        Reading.of(
            new ExecutableCataloguer(), "usr/bin/program", Files.readAllBytes(program), 1 << 16);
    assertThat(reading.problems).isEmpty();
    List<String> lines = said.lines().toList();
    String release = lines.get(0).substring(lines.get(0).indexOf(": go") + 4).split(" ", -1)[0];
    String main = lines.stream().filter(l -> l.startsWith("\tmod\t")).findFirst().orElseThrow();
    assertThat(main).startsWith("\tmod\texample.org/app\t");
    assertThat(said).contains("\tdep\texample.org/lib\tv1.2.3");
    assertThat(reading.names())
        .containsExactly(
            "golang/example.org/lib@v1.2.3",
            "golang/example.org/app@v7.8.9",
            "golang/stdlib@" + GoModules.release("go" + release));
    PackageFact library = reading.packages.get(0);
    assertThat(library.details()).containsEntry("replaced-by", "../lib");
  }

  private static String run(Map<String, String> environment, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return "";
    }
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return said;
  }
}
