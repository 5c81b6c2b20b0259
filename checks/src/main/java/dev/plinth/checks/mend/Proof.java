package dev.plinth.checks.mend;

import dev.plinth.checks.lint.LintedFile;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.edit.EditedText;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether changes of a file did what they were made for and nothing else. */
final class Proof {
  private Proof() {}

  /**
   * Why changes are not right.
   *
   * @param before the file with what was found in it
   * @param gone the findings that they are to remove
   * @param edited the changes
   * @param after the changed file, with what is found in it
   * @return a sentence without a final stop; null where they are right
   */
  static @Nullable String fault(
      LintedFile before, List<Finding> gone, EditedText edited, LintedFile after) {
    if (edited.after().raw().equals(edited.before().raw())) {
      return "it changes nothing";
    }
    Map<String, Integer> left = counts(before.findings());
    for (Finding finding : gone) {
      left.merge(key(finding), -1, Integer::sum);
    }
    Map<String, Integer> found = counts(after.findings());
    for (Finding finding : gone) {
      String key = key(finding);
      if (found.getOrDefault(key, 0) > left.getOrDefault(key, 0)) {
        return "the finding would stay";
      }
    }
    // By rules alone: what is found of an image is found of it under its new name as well.
    Map<String, Integer> rules = new HashMap<>();
    before.findings().forEach(finding -> rules.merge(finding.id(), 1, Integer::sum));
    gone.forEach(finding -> rules.merge(finding.id(), -1, Integer::sum));
    for (Finding finding : after.findings()) {
      if (rules.merge(finding.id(), -1, Integer::sum) < 0) {
        return "it would bring " + finding.id() + ": " + finding.title();
      }
    }
    return untouched(edited);
  }

  private static Map<String, Integer> counts(List<Finding> findings) {
    Map<String, Integer> counts = new HashMap<>();
    for (Finding finding : findings) {
      counts.merge(key(finding), 1, Integer::sum);
    }
    return counts;
  }

  /** The same for the same fault elsewhere in the file; the second of a subject is numbered. */
  private static String key(Finding finding) {
    String subject = finding.subject().name();
    int number = subject.lastIndexOf(" #");
    boolean numbered =
        number > 0
            && subject.length() > number + 2
            && subject.chars().skip(number + 2L).allMatch(c -> c >= '0' && c <= '9');
    return finding.id() + '\0' + (numbered ? subject.substring(0, number) : subject);
  }

  /** Every instruction that no change touches stands there as before, and none is refused anew. */
  private static @Nullable String untouched(EditedText edited) {
    Dockerfile old = DockerfileParser.parse(edited.before());
    Dockerfile fresh = DockerfileParser.parse(edited.after());
    if (fresh.problems().size() > old.problems().size()) {
      return "the builder would refuse what comes out";
    }
    Map<Integer, Instruction> byStart = new HashMap<>();
    for (Instruction instruction : fresh.instructions()) {
      byStart.put(instruction.span().start(), instruction);
    }
    for (Instruction instruction : old.instructions()) {
      Span moved = edited.moved(instruction.span());
      if (moved == null) {
        continue;
      }
      Instruction then = byStart.get(moved.start());
      if (then == null
          || !then.span().equals(moved)
          || then.keyword() != instruction.keyword()
          || !edited.after().raw(moved).equals(edited.before().raw(instruction.span()))) {
        return "the "
            + instruction.keyword().word().toUpperCase(Locale.ROOT)
            + " in line "
            + edited.before().line(instruction.span().start())
            + " would change with it";
      }
    }
    return null;
  }
}
