package dev.plinth.advisories.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nscuro.versatile.VersionFactory;
import io.github.nscuro.versatile.spi.InvalidVersionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our orders beside the native tools where they are installed, and beside other libraries. */
class NativeOrdersTest {
  private final long seed = Long.getLong("plinth.seed", 20_261_121);
  private final Random random = new Random(seed);

  private record Pair(String a, String b) {}

  @Test
  void debianAsDpkg() throws Exception {
    assumeRuns("dpkg", "--version");
    List<Pair> pairs = pairs(300, this::debianVersion);
    StringBuilder script = new StringBuilder();
    for (Pair pair : pairs) {
      script
          .append("if dpkg --compare-versions '")
          .append(pair.a)
          .append("' lt '")
          .append(pair.b)
          .append("'; then echo -1; elif dpkg --compare-versions '")
          .append(pair.a)
          .append("' eq '")
          .append(pair.b)
          .append("'; then echo 0; else echo 1; fi\n");
    }
    compare("deb", pairs, run(script.toString(), "sh"));
  }

  private String debianVersion() {
    String epoch = random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "";
    String revision = random.nextInt(2) == 0 ? "-" + text("0019a~+.", 4) : "";
    String version = epoch + random.nextInt(3) + text("00129az~+.-", 6) + revision;
    return version.endsWith("-") ? version + "0" : version;
  }

  @Test
  void rpmAsRpm() throws Exception {
    assumeRuns("rpm", "--version");
    List<Pair> pairs = pairs(2000, this::rpmVersion);
    StringBuilder lua = new StringBuilder("%{lua:");
    for (Pair pair : pairs) {
      lua.append("print(rpm.vercmp(\"")
          .append(pair.a)
          .append("\",\"")
          .append(pair.b)
          .append("\").. \"\\n\") ");
    }
    compare("rpm", pairs, run("", "rpm", "--eval", lua.append('}').toString()));
  }

  private String rpmVersion() {
    String epoch = random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "";
    String release = random.nextInt(2) == 0 ? "-" + random.nextInt(3) + text("0019a~^.", 4) : "";
    return epoch + random.nextInt(3) + text("00129az~^._", 6) + release;
  }

  @Test
  void pythonAsPackaging() throws Exception {
    assumeRuns("python3", "-c", "import packaging.version");
    List<Pair> pairs = pairs(3000, this::pythonVersion);
    StringBuilder script = new StringBuilder("from packaging.version import Version as V\n");
    for (Pair pair : pairs) {
      script
          .append("a,b=V('")
          .append(pair.a)
          .append("'),V('")
          .append(pair.b)
          .append("')\nprint((a>b)-(a<b))\n");
    }
    compare("pypi", pairs, run(script.toString(), "python3"));
  }

  private String pythonVersion() {
    StringBuilder out = new StringBuilder(pick("", "", "", "v", "1!", "0!"));
    out.append(random.nextInt(3));
    for (int n = random.nextInt(3); n > 0; n--) {
      out.append('.').append(random.nextInt(3));
    }
    out.append(pick("", "", "", "a1", ".b2", "-rc", "c1", "_pre_1", "preview.2", "ALPHA"));
    out.append(pick("", "", "", ".post1", "-1", "rev2", ".r", "post"));
    out.append(pick("", "", "", ".dev1", "dev", "-dev2"));
    return out.append(pick("", "", "", "+1", "+abc", "+1.a", "+1-10", "+a_b")).toString();
  }

  @Test
  void mavenAsMaven() {
    for (int round = 0; round < 20_000; round++) {
      String a = mavenVersion();
      String b = mavenVersion();
      assertThat(Integer.signum(VersionOrders.of("maven").compare(a, b)))
          .as("%s %s seed %d", a, b, seed)
          .isEqualTo(Integer.signum(new ComparableVersion(a).compareTo(new ComparableVersion(b))));
    }
  }

  /** As people write them; where Maven's own order is none, there is nothing to agree with. */
  private String mavenVersion() {
    StringBuilder out = new StringBuilder().append(random.nextInt(3));
    for (int n = random.nextInt(3); n > 0; n--) {
      out.append('.').append(random.nextInt(3));
    }
    return out.append(
            pick(
                "",
                "",
                "-SNAPSHOT",
                "-alpha-1",
                "-alpha1",
                "-beta2",
                "-rc1",
                "-RC2",
                "-M1",
                "-jre",
                "-android",
                "-sp1",
                ".Final",
                "-ga",
                "-1",
                "-2",
                ".RELEASE",
                "-rc",
                "-cr3"))
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb", "nuget", "golang", "cargo"})
  void asVersatile(String id) {
    int compared = 0;
    for (int round = 0; round < 20_000; round++) {
      String a = id.equals("deb") ? debianVersion() : semanticVersion(id);
      String b = id.equals("deb") ? debianVersion() : semanticVersion(id);
      String scheme = id.equals("cargo") ? "npm" : id;
      try {
        int theirs =
            VersionFactory.forScheme(scheme, a).compareTo(VersionFactory.forScheme(scheme, b));
        assertThat(Integer.signum(VersionOrders.of(id).compare(a, b)))
            .as("%s %s seed %d", a, b, seed)
            .isEqualTo(Integer.signum(theirs));
        compared++;
      } catch (InvalidVersionException | NumberFormatException e) {
        // It takes fewer strings for versions than we do.
      }
    }
    assertThat(compared).isGreaterThan(5000);
  }

  private String semanticVersion(String id) {
    String version = random.nextInt(3) + "." + random.nextInt(12) + "." + random.nextInt(12);
    return (id.equals("golang") ? "v" : "")
        + version
        + pick("", "", "-alpha", "-alpha.1", "-alpha.10", "-beta", "-rc.1", "-1", "-0.a")
        + pick("", "", "+build");
  }

  private String text(String alphabet, int atMost) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(atMost + 1); n > 0; n--) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<Pair> pairs(int count, java.util.function.Supplier<String> versions) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(new Pair(versions.get(), versions.get()));
    }
    return pairs;
  }

  private void compare(String id, List<Pair> pairs, List<String> answers) {
    assertThat(answers).hasSameSizeAs(pairs);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      assertThat(Integer.signum(VersionOrders.of(id).compare(pair.a, pair.b)))
          .as("%s %s seed %d", pair.a, pair.b, seed)
          .isEqualTo(Integer.parseInt(answers.get(i).strip()));
    }
  }

  private static void assumeRuns(String... command) throws InterruptedException {
    boolean runs;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      runs = process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      runs = false;
    }
    Assumptions.assumeTrue(runs, command[0] + " is not installed");
  }

  /** What the command printed, its empty lines left out. */
  private static List<String> run(String input, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // The command ended early; its answers are then too few.
              }
            });
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    writer.join();
    process.waitFor();
    return output.lines().filter(line -> !line.isBlank()).toList();
  }
}
