package dev.plinth.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellScript.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where {@code bash -n} and {@code dash -n} agree on whether a text can be read, so must the parser
 * (where they differ, either is right). Texts differ from sound ones in a few places; {@code
 * -Dplinth.texts=FOLDER} takes others. Left out where one of the two is not there.
 */
class ShellSyntaxTest {
  private static final String[] TEXTS = {
    "set -eux; apt-get update && apt-get install -y curl || exit 1; rm -rf /var/lib/apt/lists/*\n",
    "if [ -f \"$a\" ]; then b; elif ! c; then d >x 2>&1; else (e; f); fi\n",
    "for i in a \"$@\" $(ls); do echo ${i%.*}; done | while read -r x; do y $x; done\n",
    "case \"$a\" in b|c) d;; *) e 'f';; esac; { g; h; } > i && until j; do k; done &\n",
    "cat <<EOF > a && b\n$c $(d)\nEOF\nf() { g \"$1\"; }\nh=$((1 + (2 * 3)))\n"
  };

  @TempDir Path work;

  @Test
  void reads_what_shells_read() throws Exception {
    int rounds = Integer.getInteger("plinth.rounds", 80);
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    List<byte[]> texts = texts();
    boolean there = installed("bash") && installed("dash");
    assumeThat(there).as("bash and dash are installed").isTrue();
    List<String> different = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      SourceText source = SourceText.of(Seeds.mutated(texts, random));
      String raw = source.raw();
      LogicalText text = LogicalText.of(source, new Span(0, source.length()));
      @Nullable Problem problem = ShellParser.parse(text).problem();
      boolean bash = runs("bash", raw);
      if (bash != (problem == null) && bash == runs("dash", raw) && !named(raw, problem)) {
        different.add(
            "-Dplinth.seed=%d, round %d: %s, but the shells say %s:%n%s"
                .formatted(
                    seed,
                    round,
                    problem,
                    Files.readString(said(), StandardCharsets.ISO_8859_1),
                    text));
      }
    }
    assertThat(different).isEmpty();
  }

  /** Where the parser differs on purpose, or the shells do not look. */
  private static boolean named(String raw, @Nullable Problem problem) {
    // A shell takes a file with NULs for a program of the machine's.
    return raw.indexOf('\0') >= 0
        // A carriage return is a character like any other to a shell; in a Dockerfile it ends
        // lines.
        || raw.indexOf('\r') >= 0
        // A shell puts lines together even within an operator.
        || raw.matches("(?s).*[&|<>;]\\\\\n.*")
        // With -n, neither looks into backquotes.
        || raw.indexOf('`') >= 0
        // dash takes these for the name of a program, bash is silent where its input ends.
        || (problem != null && problem.message().startsWith("\"[[\" is not followed"));
  }

  private static List<byte[]> texts() throws IOException {
    List<byte[]> texts = new ArrayList<>();
    String folder = System.getProperty("plinth.texts", "");
    if (folder.isEmpty()) {
      for (String text : TEXTS) {
        texts.add(text.getBytes(StandardCharsets.UTF_8));
      }
      return texts;
    }
    try (var files = Files.list(Path.of(folder))) {
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readAllBytes(file));
      }
    }
    return texts;
  }

  private Path said() {
    return work.resolve("said");
  }

  private boolean installed(String shell) throws InterruptedException {
    try {
      return runs(shell, "true\n");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean runs(String shell, String text) throws IOException, InterruptedException {
    Path file = Files.write(work.resolve("text"), text.getBytes(StandardCharsets.ISO_8859_1));
    return new ProcessBuilder(shell, "-n", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said().toFile())
            .start()
            .waitFor()
        == 0;
  }
}
