package dev.plinth.dockerfile.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.context.IgnoreFile.Line;
import dev.plinth.dockerfile.context.IgnoreFile.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: any ignore file, any path. The input's first line is the path, the rest the file.
 */
public class IgnoreFileFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    SourceText all = SourceText.of(data);
    String path = all.text(all.lineSpan(1)).replaceAll("^/+|/+$", "").replaceAll("/+", "/");
    int rest = Math.min(data.length, all.raw().indexOf('\n') + 1);
    IgnoreFile file = IgnoreFile.of(SourceText.of(all.text(new Span(rest, data.length))));
    int at = 0;
    for (Line line : file.lines()) {
      if (line.span().start() != at || !line.span().contains(line.written())) {
        throw new AssertionError("something of the file is lost: " + line);
      }
      at = line.span().end();
    }
    if (at != file.source().length()) {
      throw new AssertionError("the end of the file is lost");
    }
    Verdict verdict = file.of(path);
    Line by = verdict.by();
    if (by == null ? verdict.ignored() : by.negated() == verdict.ignored()) {
      throw new AssertionError("the line says something else than the verdict: " + verdict);
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0 && !file.negates() && file.of(path.substring(0, slash)).ignored()) {
      if (!verdict.ignored()) {
        throw new AssertionError("kept, in a folder that is not");
      }
    }
  }

  @Test
  void replays_its_seeds() {
    assertThat(Seeds.replay("ignore", IgnoreFileFuzzTest::fuzzerTestOneInput))
        .isGreaterThanOrEqualTo(6);
  }

  @Test
  void survives_changes_to_its_seeds() {
    Seeds.mutate("ignore", 5_000, IgnoreFileFuzzTest::fuzzerTestOneInput);
  }
}
