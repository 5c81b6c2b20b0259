package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinVerbTest {
  @TempDir Path folder;
  private StandInRegistry registry;
  private StandInImages images;
  private Path project;

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    images = new StandInImages(registry);
    project = Files.createDirectories(folder.resolve("project"));
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private String name(String rest) {
    return registry.address() + "/" + rest;
  }

  private CliHarness.Run run(String... words) {
    return new CliHarness(folder)
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .in(project)
        .run((Object[]) words);
  }

  private Path write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private String state(CliHarness.Run run, int at) {
    try {
      Json places = JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
      return String.valueOf(places.items("places").get(at).text("state"));
    } catch (Exception e) {
      throw new AssertionError(run.out() + run.err(), e);
    }
  }

  @Test
  void everyPlaceGetsTheIndexAndNothingElseChanges() throws IOException {
    String base = images.index("hub/base", "12", "1", "1.0");
    String file =
        "# a comment\r\nARG B=" + name("hub/base:1.0") + "\r\nFROM ${B} as x\r\nFROM x\r\n";
    Path dockerfile = write("svc/Dockerfile", file);
    Files.setPosixFilePermissions(dockerfile, PosixFilePermissions.fromString("rwxr-x---"));
    String yaml = "services:\n  a: {image: '" + name("hub/base:1.0") + "'} # é\n";
    Path compose = write("compose.yaml", yaml);
    CliHarness.Run check = run("pin", "--check");
    assertThat(check.code()).as(check.err()).isEqualTo(Main.BLOCKED);
    CliHarness.Run shown = run("pin", "--diff");
    assertThat(shown.out()).contains("+ARG B=" + name("hub/base:1.0@" + base));
    assertThat(Files.readString(dockerfile)).isEqualTo(file);
    CliHarness.Run pinned = run("pin");
    assertThat(pinned.code()).as(pinned.out() + pinned.err()).isZero();
    assertThat(Files.readString(dockerfile))
        .isEqualTo(file.replace("base:1.0", "base:1.0@" + base));
    assertThat(Files.getPosixFilePermissions(dockerfile))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(Files.readString(compose)).isEqualTo(yaml.replace("base:1.0", "base:1.0@" + base));
    // Each image once, however many places name it.
    long asked = registry.asked().stream().filter(each -> each.contains("/manifests/1.0")).count();
    assertThat(asked).isEqualTo(3);
    assertThat(run("pin", "--check").code()).isZero();
    String lock = Files.readString(project.resolve("plinth.lock"));
    assertThat(lock).contains(base, "\"linux/amd64\", \"linux/arm64\"", "\"2027-01-01\"");
    // A second run changes nothing, not even the day.
    run("pin");
    assertThat(Files.readString(project.resolve("plinth.lock"))).isEqualTo(lock);
  }

  @Test
  void aDigestOfOnePlatformIsMended() throws IOException {
    String base = images.index("hub/base", "12", "1", "1.0");
    String child = images.member("hub/base", "12", "1", "arm64");
    Path dockerfile = write("Dockerfile", "FROM " + name("hub/base:1.0@" + child) + "\n");
    assertThat(run("pin", "--check").code()).isEqualTo(Main.BLOCKED);
    assertThat(run("pin").out()).contains("linux/arm64 alone", "pinned now");
    assertThat(Files.readString(dockerfile)).contains("base:1.0@" + base);
    // A tag that is a single manifest has no other digest.
    String single = images.single("hub/single", "2");
    write("Dockerfile", "FROM " + name("hub/single:2@" + single) + "\n");
    assertThat(run("pin", "--check").code()).isZero();
  }

  @Test
  void olderDigestsStayAndAreSaid() throws IOException {
    String old = images.index("hub/base", "12", "1", "1.0");
    String child = images.member("hub/base", "12", "1", "arm64");
    images.index("hub/base", "12", "2", "1.0");
    write(
        "Dockerfile",
        "FROM "
            + name("hub/base:1.0@" + old)
            + "\nFROM "
            + name("hub/base:1.0@" + child)
            + "\nFROM "
            + name("hub/base:1.0@sha256:" + "e".repeat(64))
            + "\n");
    String before = Files.readString(project.resolve("Dockerfile"));
    CliHarness.Run run = run("pin", "-o", "json");
    assertThat(List.of(state(run, 0), state(run, 1), state(run, 2)))
        .containsExactly("stale", "child-stale", "gone");
    assertThat(Files.readString(project.resolve("Dockerfile"))).isEqualTo(before);
  }

  @Test
  void whatCannotBePinnedIsSaidAndTheRestIsDone() throws IOException {
    String base = images.index("hub/base", "12", "1", "1.0");
    images.index("hub/narrow", "12", "1", List.of("amd64"), "1.0");
    Path dockerfile =
        write(
            "Dockerfile",
            "FROM "
                + name("hub/base")
                + ":1.0\nFROM "
                + name("hub/narrow:1.0")
                + "\nFROM "
                + name("hub/none:1.0")
                + "\nARG V=1.0\nFROM "
                + name("hub/base:1.0")
                + "\n# plinth: hold reason=\"ours\"\nFROM "
                + name("hub/base:1.0")
                + "\n");
    CliHarness.Run run =
        run("pin", "--platform", "linux/amd64", "--platform", "linux/arm64", "-o", "json");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(List.of(state(run, 1), state(run, 2), state(run, 4)))
        .containsExactly("uncovered", "absent", "held");
    String text = Files.readString(dockerfile);
    assertThat(text).contains("base:1.0@" + base, "narrow:1.0\n", "none:1.0\n");
    assertThat(text).endsWith("base:1.0\n");
  }

  @Test
  void aFloatingTagBecomesTheMostExactOneOfItsDigest() throws IOException {
    images.index("hub/node", "12", "1", "22.1.0-slim", "22.1-slim");
    String now =
        images.index("hub/node", "12", "2", "22.2.0-slim", "22.2-slim", "22-slim", "22.2.0");
    Path file = write("Dockerfile", "FROM " + name("hub/node:22-slim") + "\n");
    write(".plinth.yaml", "mirrors:\n  " + name("hub/*") + ": docker.io/library/*\n");
    assertThat(run("pin", "--precise").code()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo("FROM " + name("hub/node:22.2.0-slim@" + now) + "\n");
    assertThat(run("pin", "--precise").out()).contains("1 pinned");
  }

  @Test
  void theLockFileAloneIsEnoughWithoutANetwork() throws IOException {
    String base = images.index("hub/base", "12", "1", "1.0");
    write("Dockerfile", "FROM " + name("hub/base:1.0") + "\n");
    run("pin");
    write("Dockerfile", "FROM " + name("hub/base:1.0") + "\nFROM " + name("hub/new:1") + "\n");
    int asked = registry.asked().size();
    CliHarness.Run run = run("pin", "--offline");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).contains("plinth.lock has no digest for it");
    assertThat(Files.readString(project.resolve("Dockerfile")))
        .isEqualTo("FROM " + name("hub/base:1.0@" + base) + "\nFROM " + name("hub/new:1") + "\n");
    assertThat(registry.asked()).hasSize(asked);
    Files.writeString(project.resolve("plinth.lock"), "{\"version\": 2}");
    CliHarness.Run damaged = run("pin", "--offline");
    assertThat(damaged.code()).isEqualTo(Main.UNFINISHED);
    assertThat(damaged.err()).contains("PLINTH-LOCK-FILE");
  }

  @Test
  void secretsBesideAnImageAreNotShown() throws IOException {
    images.index("hub/base", "12", "1", "1.0");
    write(
        "compose.yaml",
        "services:\n  a:\n    image: "
            + name("hub/base:1.0")
            + "\n    environment:\n      DB_PASSWORD: tr0ub4dor-and-3\n");
    assertThat(run("pin", "--diff").out()).contains("+    image").doesNotContain("tr0ub4dor");
  }

  @Test
  void aFileThatMustNotBeWrittenIsSaid() throws IOException {
    images.index("hub/base", "12", "1", "1.0");
    write("a/Dockerfile", "FROM " + name("hub/base:1.0") + "\n");
    Path bad = write("values.yaml", "image: [\n");
    CliHarness.Run run = run("pin");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).contains("values.yaml", "no YAML", "pinned now");
    assertThat(Files.readString(bad)).isEqualTo("image: [\n");
    assertThat(Files.readString(project.resolve("a/Dockerfile"))).contains("@sha256:");
  }

  @Test
  void differencesAreNotTheOnlyWord() throws IOException {
    images.index("hub/base", "12", "1", "1.0");
    write("Dockerfile", "FROM " + name("hub/base:1.0") + "\nFROM " + name("hub/none:1") + "\n");
    write("compose.yaml", "services: [\n");
    CliHarness.Run run = run("pin", "--diff");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).contains("+FROM " + name("hub/base:1.0@sha256:"));
    assertThat(run.err()).contains("Dockerfile:2: ", "hub/none:1: ", "compose.yaml: ");
    assertThat(run.err()).doesNotContain("Dockerfile:1: ");
    assertThat(run("pin", "--diff", "-o", "json").code()).isEqualTo(Main.USAGE);
  }

  @Test
  void namesInDifferencesAreAsGitReadsThem() throws IOException {
    images.index("hub/base", "12", "1", "1.0");
    String text = "FROM " + name("hub/base:1.0") + "\n";
    for (String each : new String[] {"ü", "a\nb", "a\"b", "a\u001bb"}) {
      write(each + "/Dockerfile", text);
    }
    CliHarness.Run run = run("pin", "--diff");
    assertThat(run.out())
        .contains("--- a/ü/Dockerfile\n", "+++ \"b/a\\012b/Dockerfile\"\n")
        .contains("\"b/a\\\"b/Dockerfile\"\n", "\"b/a\\033b/Dockerfile\"\n")
        .doesNotContain("\u001b");
    Files.writeString(folder.resolve("diff"), run.out());
    GitPlace.git(project, "init", "-q");
    assertThat(GitPlace.git(project, "apply", folder.resolve("diff").toString())).isEmpty();
    assertThat(Files.readString(project.resolve("a\nb/Dockerfile"))).contains("@sha256:");
  }

  @Test
  void aCheckOfNothingIsNoSuccess() {
    CliHarness.Run run = run("pin", "--check");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("PLINTH-PLACES-NOTHING");
  }
}
