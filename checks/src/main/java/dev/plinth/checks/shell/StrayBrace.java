package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** A brace outside of quotes that begins or ends nothing. */
@RuleInfo(
    id = "stray-brace",
    level = Level.INFO,
    title = "Brace that stands for itself",
    category = Category.SHELL,
    aliases = {"shellcheck:SC1083"})
public final class StrayBrace implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      if (each.role() != ShellCode.Role.ARGUMENT || each.of() == null) {
        continue;
      }
      LogicalText raw = each.run().script().text();
      if (raw.raw(each.word().from(), each.word().to()).contains("{}")) {
        continue;
      }
      Stray stray = new Stray();
      for (WordPart part : each.word().parts()) {
        if (part instanceof Literal) {
          stray.read(raw, part.from(), part.to());
        }
      }
      for (int at : stray.places()) {
        report
            .at(
                each.run().span(at, at + 1),
                raw.raw(at, at + 1),
                "this brace is a character like any other here")
            .advise("quote it where it is meant, or mend what it should enclose");
      }
    }
  }

  /** Collects braces that are no brace expansion. */
  private static final class Stray {
    private final List<Integer> places = new ArrayList<>(0);
    private int open = -1;
    private boolean several;

    void read(CharSequence raw, int from, int to) {
      for (int i = from; i < to; i++) {
        char c = raw.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '{') {
          keep();
          open = i;
          several = false;
        } else if (c == ',' || (c == '.' && i + 1 < to && raw.charAt(i + 1) == '.')) {
          several = true;
        } else if (c == '}') {
          if (open < 0 || !several) {
            keep();
            places.add(i);
          }
          open = -1;
        }
      }
    }

    private void keep() {
      if (open >= 0) {
        places.add(open);
      }
      open = -1;
    }

    List<Integer> places() {
      keep();
      return places;
    }
  }
}
