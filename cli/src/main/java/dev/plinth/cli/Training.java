package dev.plinth.cli;

import dev.plinth.checks.catalog.PipelineRules;
import dev.plinth.checks.catalog.RulePage;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.rule.Rule;
import dev.plinth.foundation.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the AOT caches are trained with at build time. Not a verb, since nobody but the build has a
 * use for it.
 *
 * <p>There are five, since the JVM takes in all of a cache when it starts (docs/adr/0004): of all
 * verbs, of scans with the usual reports, of linting, of choosing, and of the light ones.
 */
public final class Training {
  private final Path scratch;
  private final String demo;
  private final String image;
  private final String cyclonedx;
  private final String spdx;

  private Training(String verbs, Path scratch) {
    this.scratch = scratch;
    this.demo = scratch.resolve("demo-" + verbs).toString();
    this.image = "oci-dir:" + demo;
    this.cyclonedx = scratch.resolve("image.cdx.json").toString();
    this.spdx = scratch.resolve("image.spdx.json").toString();
  }

  /**
   * Runs verbs: {@code all}, {@code images}, {@code lint}, {@code choose} or {@code light}, with a
   * scratch folder. That of {@code images} must be the one that {@code all} left behind.
   */
  public static void main(String[] args) throws IOException {
    Training training = new Training(args[0], Path.of(args[1]));
    switch (args[0]) {
      case "all" -> {
        training.light();
        training.choose();
        training.store();
        training.images();
        training.documents();
      }
      case "images" -> training.images();
      case "lint" -> training.lint();
      case "choose" -> training.choose();
      case "light" -> training.light();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private void light() {
    run("--help");
    run("--version");
    run("versions deb 1.0~rc1 1.0");
    run("versions --help");
  }

  /** The examples of all rules' pages, so that whatever a rule needs is there. */
  private void lint() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("dockerfiles"));
    for (Rule rule : Rules.all()) {
      RulePage page = RulePage.of(rule);
      for (String section : new String[] {"Before", "After"}) {
        Files.writeString(
            folder.resolve("Dockerfile." + page.id() + "-" + section),
            page.example(section).getOrDefault("dockerfile", ""));
      }
    }
    pipelines(folder);
    run("lint --help");
    run("lint " + folder);
    run("lint " + folder + " -o json");
    run("lint " + folder.resolve("Dockerfile.floating-tag-Before"));
    run("lint " + folder.resolve("Dockerfile.floating-tag-After"));
    run("lint --list-rules");
    run("explain floating-tag");
  }

  private static void pipelines(Path folder) throws IOException {
    for (CiRule rule : PipelineRules.all()) {
      RulePage page = RulePage.of(rule);
      for (Map.Entry<String, String> block : page.example("Before").entrySet()) {
        if (block.getKey().startsWith("yaml ")) {
          Path file = folder.resolve(page.id()).resolve(block.getKey().substring(5));
          Files.createDirectories(file.getParent());
          Files.writeString(file, block.getValue());
        }
      }
    }
  }

  /** By options, and by the files of small projects with and without a Dockerfile. */
  private void choose() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("projects"));
    Path python = Files.createDirectories(folder.resolve("python"));
    Files.writeString(python.resolve("pyproject.toml"), "[project]\nname = \"shop\"\n");
    Files.writeString(python.resolve("main.py"), "print()\n");
    Files.writeString(
        python.resolve("uv.lock"),
        """
        version = 1
        [[package]]
        name = "shop"
        version = "1"
        source = { virtual = "." }
        dependencies = [{ name = "numpy" }, { name = "flask" }]
        [[package]]
        name = "flask"
        version = "3"
        wheels = [{ url = "flask-3-py3-none-any.whl" }]
        [[package]]
        name = "numpy"
        version = "2"
        wheels = [{ url = "numpy-2-cp39-abi3-manylinux_2_28_x86_64.whl" }, { url = "numpy-2-cp39-abi3-musllinux_1_2_x86_64.whl" }]
        """);
    Path node = Files.createDirectories(folder.resolve("node"));
    Files.writeString(node.resolve("Dockerfile"), "FROM node:20-slim\nCOPY . .\n");
    Files.writeString(node.resolve("package.json"), "{\"dependencies\": {\"sharp\": \"1\"}}");
    Files.writeString(
        node.resolve("package-lock.json"),
        "{\"packages\": {\"node_modules/sharp\": {\"version\": \"1\","
            + " \"optionalDependencies\": {\"sharp-linux\": \"1\"}},"
            + " \"node_modules/sharp-linux\": {\"os\": [\"linux\"], \"cpu\": [\"x64\"]}}}");
    run("choose --help");
    run("choose --language python");
    run("choose --language go --shell no -o json");
    run("choose " + python);
    run("choose " + node + " --all");
    run("choose " + node + " -o json");
  }

  private void store() throws IOException {
    Path advisories = TrainingData.advisories(scratch.resolve("advisories"));
    Path beside = TrainingData.beside(scratch.resolve("beside"));
    run("db status");
    run("db import " + advisories + " " + beside);
    run("db status");
    run("db search CVE-2021-44228");
    TrainingData.large(scratch.resolve("large"));
  }

  private void images() throws IOException {
    JsonReader.read("[true, false, null, -1.5e3]".getBytes(StandardCharsets.US_ASCII));
    String none = " --db " + scratch.resolve("none.db");
    String large = "oci-dir:" + scratch.resolve("large");
    run("scan --help");
    run("demo " + demo);
    run("scan --no-cache " + image + none);
    run("scan --details " + image + none);
    run("scan " + image + " -o json" + none);
    run("scan " + image + " --fail-on critical -s high,critical" + none);
    run("scan " + large);
    run("scan " + large);
    run("scan " + image);
    run("scan " + image + " -o json");
    run("scan " + image + " --ignore-unfixed");
    // With an index of known bases there, too.
    run("bases index " + large + " " + image);
    run("bases list");
    run("scan " + large + " --learn");
    run("scan " + image);
    run("bases forget large");
    run("inspect " + image);
    run("sbom " + image + " -o cyclonedx=" + cyclonedx + " -o spdx=" + spdx);
    run("sbom " + image + " -o purls");
  }

  private void documents() {
    String reports = scratch.resolve("report").toString();
    run("inspect " + image + " -o json");
    run("debug " + image + " pod");
    run("scan sbom:" + cyclonedx);
    run("scan sbom:" + spdx + " -o json");
    run(
        "scan "
            + image
            + " -o github -o sarif=FILE.1 -o junit=FILE.2 -o gitlab=FILE.3 -o csv=FILE.4 -o markdown=FILE.md"
                .replace("FILE", reports));
    run("scan sbom:" + cyclonedx + " -o json");
    run("diff " + image);
    registry();
  }

  /** Cold and warm from a registry, and the verbs that ask one. */
  private void registry() {
    try (TrainingRegistry registry = TrainingRegistry.of(Path.of(demo))) {
      String name = registry.reference();
      run("scan --no-cache registry:" + name);
      run("scan registry:" + name);
      run("scan registry:" + name + " -o json");
      run("tags " + name);
      run("evaluate registry:" + name + " " + image);
      run("digest " + name);
      run("manifest " + name);
      places(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of several kinds that name an image. */
  private void places(String image) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("places"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM " + image + "\nCOPY . .\n");
    Files.writeString(
        folder.resolve("compose.yaml"), "services:\n  a:\n    image: " + image + "\n");
    Files.writeString(
        folder.resolve("pod.yaml"),
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: '" + image + "'\n");
    String files = folder + " --no-config";
    String lock = " --lock " + folder.resolve("plinth.lock");
    run("images " + files);
    run("images " + files + " -o json");
    run("pin " + files + lock);
    run("pin --check " + files + lock);
    run("update " + files + lock);
  }

  private void run(String line) {
    // The process's own console reads the environment in its own way.
    if (Console.ofProcess().environment().isEmpty()) {
      throw new IllegalStateException("there is no environment");
    }
    Map<String, String> environment =
        Map.of(
            "HOME", scratch.toString(),
            "XDG_CACHE_HOME", scratch.resolve("cache").toString(),
            "XDG_DATA_HOME", scratch.resolve("data").toString());
    int code = Main.run(line.split(" ", -1), console(environment));
    if (code != Main.PASSED && code != Main.BLOCKED) {
      throw new IllegalStateException(line + " ended with " + code);
    }
  }

  private static Console console(Map<String, String> environment) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(
        new ByteArrayInputStream(new byte[0]), nowhere, System.err, true, false, 80, environment);
  }
}
