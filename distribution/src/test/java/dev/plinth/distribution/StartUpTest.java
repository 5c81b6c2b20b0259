package dev.plinth.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps the program's start short, counted instead of timed: classes come from the AOT cache,
 * and the ways that every run takes stay clear of what is dear in a new process (docs/adr/0004).
 */
class StartUpTest {
  /** Classes generated or found outside the cache, of which the JDK has a few of its own. */
  private static final int FEW = 6;

  /** Dear to touch, or a sign that classes were generated at run time. */
  private static final List<String> DEAR =
      List.of(
          "java/util/logging/",
          "java/math/BigDecimal",
          "java/lang/invoke/InnerClassLambdaMetafactory",
          "jdk/internal/classfile/impl/DirectClassBuilder",
          "com/fasterxml/jackson/core/base/ParserMinimalBase",
          "org/sqlite/",
          "org/snakeyaml/",
          "java/net/http/",
          "sun/security/ssl/");

  @TempDir Path folder;

  /** Which classes a run loaded from elsewhere than the cache, and which it initialised. */
  private record Classes(List<String> strangers, List<String> initialised) {}

  private Classes classes(int code, String... arguments) throws Exception {
    Path app = Path.of(System.getProperty("plinth.app"));
    Path loads = folder.resolve("loads.log");
    Path inits = folder.resolve("inits.log");
    Map<String, String> environment = new HashMap<>();
    environment.put("PLINTH_JAVA", System.getProperty("java.home") + "/bin/java");
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    environment.put(
        "PLINTH_JAVA_OPTIONS",
        "-Xlog:class+load=info:file=" + loads + " -Xlog:class+init=info:file=" + inits);
    List<String> command = new ArrayList<>(List.of(app.resolve("bin/plinth").toString()));
    command.addAll(List.of(arguments));
    Run run = Run.of(folder, environment, command.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    List<String> strangers = new ArrayList<>();
    for (String line : Files.readAllLines(loads)) {
      if (line.contains(" source: ") && !line.contains("shared objects file")) {
        strangers.add(line.substring(line.lastIndexOf("] ") + 2));
      }
    }
    return new Classes(strangers, initialised(inits));
  }

  private static List<String> initialised(Path log) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      int from = line.indexOf("Initializing '") + "Initializing '".length();
      if (from >= "Initializing '".length()) {
        names.add(line.substring(from, line.indexOf('\'', from)));
      }
    }
    // Else the log has another form than this reads, and the test would pass whatever happens.
    assertThat(names).contains("java/lang/System", "dev/plinth/cli/Main");
    return names;
  }

  private static void assertNone(List<String> initialised, List<String> dear) {
    for (String name : dear) {
      assertThat(initialised).noneMatch(each -> each.startsWith(name));
    }
  }

  @Test
  void theHelpTouchesNothingButItself() throws Exception {
    Classes classes = classes(0, "--help");
    assertThat(classes.strangers()).hasSizeLessThanOrEqualTo(FEW);
    assertNone(classes.initialised(), DEAR);
    assertNone(
        classes.initialised(),
        List.of("picocli/", "java/util/regex/", "com/fasterxml/", "dev/plinth/oci/"));
    assertThat(classes.initialised()).hasSizeLessThan(500);
  }

  @Test
  void lintingADockerfileKnowsNothingOfPipelines() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"), "FROM debian:13-slim\nUSER 10001\nCMD [\"/bin/true\"]\n");
    Classes classes = classes(0, "lint");
    assertThat(classes.strangers()).hasSizeLessThanOrEqualTo(FEW);
    assertNone(
        classes.initialised(),
        List.of(
            "org/snakeyaml/",
            "dev/plinth/bases/places/",
            "dev/plinth/checks/pipeline/",
            "dev/plinth/checks/lint/PipelineLint"));
  }

  @Test
  void aWarmScanTouchesNothingDear() throws Exception {
    classes(0, "demo", "image", "-q");
    // A file that changed just now has no identity yet, so its layer would be proved once more.
    Thread.sleep(Duration.ofMillis(2_500));
    for (String format : List.of("table", "json")) {
      classes(1, "scan", "oci-dir:image", "-o", format);
      Classes classes = classes(1, "scan", "oci-dir:image", "-o", format);
      assertThat(classes.strangers()).as(format).hasSizeLessThanOrEqualTo(FEW);
      assertNone(classes.initialised(), DEAR);
      // picocli has patterns of its own; nothing of ours is to add to them.
      assertThat(classes.initialised()).as(format).hasSizeLessThan(1_400);
    }
  }
}
