package dev.plinth.dockerfile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Buildah;
import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.dockerfile.tree.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What buildah accepts and what it refuses, beside what the parser says. Buildah reads with a
 * grammar of its own, older than BuildKit's: where both differ, BuildKit's counts here, and the
 * difference is named. Left out where buildah is not there.
 */
class BuildahSyntaxTest {
  @TempDir Path work;

  /** What follows {@code FROM scratch}; nothing that needs a program in the image. */
  private static final List<String> CASES =
      List.of(
          "LABEL a=b",
          "LABEL a b",
          "LABEL a",
          "LABEL a=b c",
          "LABEL =b",
          "LABEL \"a b\"=\"c d\" e=f\\ g",
          "LABEL a='b",
          "ENV a=b c=d",
          "ENV a b c",
          "ENV a",
          "ENV a=b c",
          "ENV =b",
          "ENV a=${b:-c}${d:+e}",
          "ENV a=${b",
          "ENV a=$",
          "env a=b",
          "Env a=b",
          "ARG a",
          "ARG a=b c=d",
          "ARG",
          "ARG =b",
          "CMD a",
          "CMD [\"a\", \"b\"]",
          "CMD []",
          "CMD",
          "CMD [1]",
          "CMD [\"a\", 1]",
          "CMD ['a']",
          "CMD [\"a\",]",
          "CMD [\"a\"] b",
          "CMD [\"\\u00e9\\n\"]",
          "ENTRYPOINT [\"a\"]",
          "ENTRYPOINT [null]",
          "ENTRYPOINT",
          "SHELL [\"a\"]",
          "SHELL a",
          "SHELL",
          "SHELL []",
          "COPY a /b",
          "COPY a",
          "COPY",
          "COPY [\"a\", \"/b\"]",
          "COPY [\"a\", 1]",
          "COPY a b /c/",
          "COPY --chown=1:1 a /b",
          "COPY --chown a /b",
          "COPY --chmod=755 a /b",
          "COPY --nosuch=x a /b",
          "ADD a /b",
          "ADD a",
          "ADD --nosuch a /b",
          "EXPOSE 80",
          "EXPOSE 80/tcp 81/udp 82-83",
          "EXPOSE",
          "VOLUME /a",
          "VOLUME [\"/a\", \"/b\"]",
          "VOLUME",
          "VOLUME []",
          "USER a",
          "USER 1:1",
          "USER",
          "WORKDIR /a",
          "WORKDIR a b",
          "WORKDIR",
          "STOPSIGNAL TERM",
          "STOPSIGNAL",
          "MAINTAINER a <b>",
          "MAINTAINER",
          "HEALTHCHECK NONE",
          "HEALTHCHECK NONE a",
          "HEALTHCHECK CMD a",
          "HEALTHCHECK CMD [\"a\"]",
          "HEALTHCHECK --interval=5s --retries=3 CMD a",
          "HEALTHCHECK --nosuch=5s CMD a",
          "HEALTHCHECK CMD",
          "HEALTHCHECK",
          "HEALTHCHECK a",
          "ONBUILD COPY a /b",
          "ONBUILD",
          "ONBUILD ONBUILD COPY a b",
          "ONBUILD FROM a",
          "ONBUILD MAINTAINER a",
          "NOSUCH a",
          "RUNNER",
          "LABEL a=b \\\n  c=d",
          "LABEL a=b \\\n# comment\n  c=d",
          "LABEL a=b \\\n\n  c=d",
          "LABEL a=b \\  \n c=d",
          "LABEL a=b \\",
          "LABEL a=b\\\\\nNOSUCH c",
          "  LABEL a=b",
          "\tLABEL a=b",
          "# comment\n   # another\nLABEL a=b",
          "LABEL a=b # no comment",
          "LABEL a=b\r\nLABEL c=d\r",
          "COPY a /a\nFROM scratch\nCOPY --from=0 a /b",
          "FROM scratch AS 1",
          "FROM scratch as a",
          "FROM scratch AS",
          "FROM scratch a b",
          "FROM scratch AS a b",
          "FROM",
          "COPY <<a /b\nc\na");

  /** Where buildah decides otherwise than BuildKit does, and why. */
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "LABEL =b", "buildah lets names be empty",
          "ENV =b", "buildah lets names be empty",
          "ARG =b", "buildah lets names be empty",
          "FROM scratch AS 1", "buildah lets a stage's name be a number",
          "COPY <<a /b\nc\na", "heredocs came to buildah with 1.33");

  @Test
  void accepts_what_buildah_accepts() throws IOException {
    Buildah buildah = Buildah.orSkip(work);
    Path context = Files.createDirectories(work.resolve("context"));
    Files.writeString(context.resolve("a"), "a");
    Files.writeString(context.resolve("b"), "b");
    Map<String, String> different = new LinkedHashMap<>();
    for (String each : CASES) {
      String text = "FROM scratch\n" + each + "\n";
      Buildah.Outcome outcome = buildah.build(context, text.getBytes(StandardCharsets.UTF_8));
      if (outcome.built() != accepted(DockerfileParser.parse(SourceText.of(text)))) {
        different.put(each, outcome.said());
      }
    }
    // A later buildah may have come closer.
    different.keySet().removeAll(DIFFERENCES.keySet());
    assertThat(different).isEmpty();
  }

  /** True where neither the parser nor the expansion of values finds what the builder refuses. */
  private static boolean accepted(Dockerfile file) {
    for (Instruction instruction : file.instructions()) {
      Arguments.Base base = instruction.base();
      if (base != null
          && Expansion.of(base.image().value(), file.escape(), name -> null).error() != null) {
        return false;
      }
      for (Pair pair : instruction.pairs()) {
        Word value = pair.value();
        if (value != null
            && Expansion.of(value.value(), file.escape(), name -> null).error() != null) {
          return false;
        }
      }
    }
    return file.problems().stream().noneMatch(problem -> problem.kind().refused());
  }

  /**
   * Whole files, changed in a few places, before a last stage that needs none of theirs: of such
   * stages buildah reads the syntax and runs nothing. What it refuses there, we must refuse.
   */
  @Test
  void refuses_what_buildah_cannot_read() throws IOException {
    Buildah buildah = Buildah.orSkip(work);
    Path context = Files.createDirectories(work.resolve("context"));
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    List<byte[]> seeds = files();
    List<String> different = new ArrayList<>();
    for (int round = 0; round < Integer.getInteger("plinth.rounds", 25); round++) {
      String text =
          new String(Seeds.mutated(seeds, random), StandardCharsets.ISO_8859_1)
              + "\n\nFROM scratch\nLABEL last=1\n";
      byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
      Dockerfile file = DockerfileParser.parse(SourceText.of(data));
      Build build = Build.of(file);
      Stage last = build.last();
      if (last == null || last.base().refersTo() >= 0 || last.steps().size() != 1 || named(file)) {
        continue;
      }
      Buildah.Outcome outcome = buildah.build(context, data);
      if (!outcome.built() && accepted(file)) {
        different.add(
            "-Dplinth.seed=%d, round %d: %s%n%s".formatted(seed, round, outcome.said(), text));
      }
      boolean surely = file.problems().stream().anyMatch(BuildahSyntaxTest::readByBuildah);
      if (outcome.built() && surely) {
        different.add(
            "-Dplinth.seed=%d, round %d: built, but %s%n%s"
                .formatted(seed, round, file.problems(), text));
      }
    }
    assertThat(different).isEmpty();
  }

  /** Problems that buildah notices while it reads, even of stages that it does not build. */
  private static boolean readByBuildah(Problem problem) {
    return problem.text().endsWith("something else than strings")
        || problem.text().contains("has no equals sign");
  }

  /** What buildah reads otherwise: heredocs, which it takes for instructions. */
  private static boolean named(Dockerfile file) {
    return file.instructions().stream().anyMatch(each -> !each.heredocs().isEmpty());
  }

  private static List<byte[]> files() throws IOException {
    Path root = Path.of(System.getProperty("plinth.root", "."));
    String folder = System.getProperty("plinth.texts", "");
    Path from = folder.isEmpty() ? root.resolve("examples") : Path.of(folder);
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!folder.isEmpty() || file.endsWith("Dockerfile")) {
          files.add(Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
