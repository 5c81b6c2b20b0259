package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment above an ARG or a stage that the builder would show as its description, but for its
 * name.
 */
@RuleInfo(
    id = "definition-description",
    level = Level.STYLE,
    title = "Comment above ARG or FROM that does not name it",
    category = Category.STAGES,
    aliases = {"buildkit:InvalidDefinitionDescription"},
    standard = false)
public final class DefinitionDescription implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Instruction instruction : facts.file().instructions()) {
      List<String> names = new ArrayList<>();
      if (instruction.keyword() == Keyword.ARG) {
        instruction.pairs().forEach(pair -> names.add(pair.name().value()));
      } else if (instruction.base() != null && instruction.base().name() != null) {
        names.add(instruction.base().name().value());
      }
      if (names.isEmpty() || instruction.above().isEmpty()) {
        continue;
      }
      boolean described = false;
      for (Comment comment : instruction.above()) {
        for (String name : names) {
          described |= comment.text().startsWith(name + " ");
        }
        described |= forTools(comment.text());
      }
      if (!described) {
        Comment last = instruction.above().getLast();
        String name = SourceText.utf8(names.getFirst());
        report
            .at(
                last.span(),
                name,
                "the comment does not begin with " + name + ", which it is above")
            .advise("begin it with " + name + " and a space, or leave an empty line below it");
      }
    }
  }

  /** Comments that tools read. */
  private static boolean forTools(String text) {
    int end = text.indexOf('=');
    return end > 0
        && text.substring(0, end).chars().noneMatch(c -> c == '.')
        && (text.startsWith("plinth")
            || text.startsWith("hadolint")
            || text.startsWith("check")
            || text.startsWith("tally")
            || text.startsWith("renovate")
            || text.startsWith("syntax"));
  }
}
