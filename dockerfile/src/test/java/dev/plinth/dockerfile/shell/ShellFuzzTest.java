package dev.plinth.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.calls.Surroundings;
import org.junit.jupiter.api.Test;

/** Fuzz target: whatever a shell's text is, it is read in linear work into a tree that holds. */
public class ShellFuzzTest {
  /** Characters looked at ahead of reading, for each character that is read. */
  private static final int LOOKED_AT = 40;

  public static void fuzzerTestOneInput(byte[] data) {
    SourceText source = SourceText.of(data);
    LogicalText text = LogicalText.of(source, new Span(0, source.length()));
    LookAhead ahead = new LookAhead(text.length());
    ShellScript script = ShellParser.parse(text, ahead);
    if (ahead.looked() > LOOKED_AT * (text.length() + 100L)) {
      throw new AssertionError(ahead.looked() + " characters looked at of " + text.length());
    }
    ShellTrees.check(script);
    check(Calls.of(script), text);
  }

  private static void check(Calls calls, LogicalText text) {
    for (Call call : calls.all()) {
      Span span = call.span();
      if (span.end() > text.source().length() || !span.contains(call.programSpan())) {
        throw new AssertionError("a call out of place: " + call);
      }
      call.arguments().forEach(word -> call.span(word));
      Call feeding = calls.fedBy(call);
      if (feeding != null && !feeds(feeding.where(), call.where())) {
        throw new AssertionError("fed by one that does not feed: " + call);
      }
      calls.variable(call, "a");
    }
    calls.packages().forEach(call -> call.packages().forEach(each -> each.word()));
    calls.cleanups();
  }

  /** One place of a pipeline may hold several: find and what it executes. */
  private static boolean feeds(Surroundings one, Surroundings other) {
    return one.list() == other.list()
        && one.item() == other.item()
        && one.chained() == other.chained()
        && one.piped() + 1 == other.piped();
  }

  @Test
  void replays_its_seeds() {
    assertThat(Seeds.replay("shell", ShellFuzzTest::fuzzerTestOneInput)).isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() {
    Seeds.mutate("shell", 2_000, ShellFuzzTest::fuzzerTestOneInput);
  }
}
