package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** Empty lines between an instruction's lines: read over today, refused some day. */
@RuleInfo(
    id = "empty-continuation",
    level = Level.WARNING,
    title = "Empty line within an instruction",
    category = Category.SYNTAX,
    aliases = {"buildkit:NoEmptyContinuation"})
public final class EmptyContinuation implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    int next = 0;
    List<Instruction> instructions = facts.file().instructions();
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() != Problem.Kind.EMPTY_CONTINUATION) {
        continue;
      }
      while (next < instructions.size()
          && instructions.get(next).span().end() < problem.span().start()) {
        next++;
      }
      Reporter.Hit hit = ProblemReports.report(facts, report, problem);
      TextEdit[] lines =
          next < instructions.size()
                  && instructions.get(next).span().start() < problem.span().start()
              ? blankLines(facts.source(), problem.span(), instructions.get(next))
              : new TextEdit[0];
      if (lines.length > 0) {
        hit.edit("delete the empty lines", Safety.SAFE, lines);
      } else if (next < instructions.size()
          && instructions.get(next).span().start() < problem.span().start()) {
        hit.advise("delete the line, which has nothing on it but space of other kinds");
      } else {
        // The instruction ended already: what it continues is nothing.
        hit.advise("delete the continuation mark at the end of the line before");
      }
    }
  }

  /** All empty lines from the first one on, to the end of the instruction's own text. */
  private static TextEdit[] blankLines(SourceText source, Span first, Instruction instruction) {
    int end =
        instruction.heredocs().isEmpty()
            ? instruction.span().end()
            : instruction.heredocs().getFirst().content().start();
    List<TextEdit> edits = new ArrayList<>();
    int start = first.start();
    while (start < end) {
      int feed = source.raw().indexOf('\n', start);
      int next = feed < 0 ? source.length() : feed + 1;
      if (blank(source, start, next)) {
        edits.add(new TextEdit(start, next, ""));
      }
      start = next;
    }
    return edits.toArray(TextEdit[]::new);
  }

  private static boolean blank(SourceText source, int start, int end) {
    for (int i = start; i < end; i++) {
      if (source.at(i) > ' ') {
        return false;
      }
    }
    return true;
  }
}
