package dev.plinth.checks.mend;

import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.silence.SilencingReader;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.edit.EditedText;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Directive;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether changes of a file did what they were made for and nothing else. */
final class Proof {
  private Proof() {}

  /**
   * Why changes are not right.
   *
   * @param old the file as it was
   * @param gone the findings that they are to remove
   * @param edited the changes
   * @param fresh the changed file
   * @return a sentence without a final stop; null where they are right
   */
  static @Nullable String fault(
      Mender.Text old, List<Finding> gone, EditedText edited, Mender.Text fresh) {
    LintedFile before = old.linted();
    LintedFile after = fresh.linted();
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
      // Where a rule finds more than is kept, others come up in the place of those that go.
      if (!before.more().containsKey(finding.id())
          && found.getOrDefault(key, 0) > left.getOrDefault(key, 0)) {
        return "the finding would stay";
      }
    }
    // By rules alone: what is found of an image is found of it under its new name as well.
    Map<String, Integer> rules = new HashMap<>(before.more());
    before.findings().forEach(finding -> rules.merge(finding.id(), 1, Integer::sum));
    for (Finding finding : gone) {
      rules.merge(finding.id(), -1, Integer::sum);
      if (finding.fix() instanceof Fix.Edits fix) {
        fix.brings().forEach(rule -> rules.merge(rule, 1, Integer::sum));
      }
    }
    after.more().forEach((rule, count) -> rules.merge(rule, -count, Integer::sum));
    for (Finding finding : after.findings()) {
      if (rules.merge(finding.id(), -1, Integer::sum) < 0) {
        return "it would bring " + finding.id() + ": " + finding.title();
      }
    }
    String aside = silenced(old, edited, after);
    if (aside != null) {
      return "a comment would then set " + aside + " aside elsewhere";
    }
    return untouched(old.tree(), fresh.tree(), edited, gone);
  }

  /**
   * The rule of which a comment sets something aside that none did before: more findings of it in
   * all, or one of an instruction that no change touches. Null where there is none.
   */
  private static @Nullable String silenced(Mender.Text old, EditedText edited, LintedFile after) {
    if (after.silenced().isEmpty()) {
      return null;
    }
    Map<String, Integer> before = new HashMap<>();
    Set<String> places = new HashSet<>();
    for (LintedFile.Silenced each : old.linted().silenced()) {
      before.merge(each.finding().id(), 1, Integer::sum);
      Span moved = edited.moved(place(each.finding()));
      if (moved != null) {
        places.add(each.finding().id() + " " + moved.start());
      }
    }
    NavigableMap<Integer, Integer> still = new TreeMap<>();
    for (Instruction instruction : old.tree().instructions()) {
      Span moved = edited.moved(instruction.span());
      if (moved != null) {
        still.put(moved.start(), moved.end());
      }
    }
    for (LintedFile.Silenced each : after.silenced()) {
      String id = each.finding().id();
      int at = place(each.finding()).start();
      Map.Entry<Integer, Integer> in = still.floorEntry(at);
      boolean untouched = in != null && at < in.getValue();
      if (before.merge(id, -1, Integer::sum) < 0
          || (untouched && !places.contains(id + " " + at))) {
        return id;
      }
    }
    return null;
  }

  private static Span place(Finding finding) {
    return finding.locations().getFirst() instanceof Location.InFile place
        ? new Span((int) place.startByte(), (int) place.endByte())
        : new Span(0, 0);
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
  private static @Nullable String untouched(
      Dockerfile old, Dockerfile fresh, EditedText edited, List<Finding> gone) {
    if (fresh.problems().size() > old.problems().size()) {
      return "the builder would refuse what comes out";
    }
    String head = directives(old, fresh, gone);
    if (head != null) {
      return head;
    }
    if (lost(old, fresh, edited, gone)) {
      return "a comment would be lost";
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

  /** How the top of the file would be read otherwise; null where it would not. */
  private static @Nullable String directives(Dockerfile old, Dockerfile fresh, List<Finding> gone) {
    if (fresh.escape() != old.escape()) {
      return "lines would be continued by another character";
    }
    for (Directive directive : old.directives()) {
      Directive then = fresh.directive(directive.name());
      if ((then == null || !then.value().equals(directive.value()))
          && !about(gone, directive.span())) {
        return "the directive " + directive.name() + " would be another";
      }
    }
    for (Directive directive : fresh.directives()) {
      String text = fresh.source().raw(directive.span()).strip();
      if (old.directive(directive.name()) == null
          && old.comments().stream().anyMatch(each -> raw(old, each).equals(text))) {
        return "a comment would become the directive " + directive.name();
      }
    }
    return null;
  }

  /**
   * Whether a comment is gone that no finding is about, and that did more than to set findings of a
   * deleted instruction aside.
   */
  private static boolean lost(
      Dockerfile old, Dockerfile fresh, EditedText edited, List<Finding> gone) {
    if (old.comments().isEmpty()) {
      return false;
    }
    Map<String, Integer> there = new HashMap<>();
    fresh.comments().forEach(each -> there.merge(raw(fresh, each), 1, Integer::sum));
    List<Comment> missing = new ArrayList<>();
    for (Comment comment : old.comments()) {
      if (there.merge(raw(old, comment), -1, Integer::sum) < 0 && !about(gone, comment.span())) {
        missing.add(comment);
      }
    }
    if (missing.isEmpty()) {
      return false;
    }
    for (Instruction instruction : old.instructions()) {
      if (edited.deletes(instruction.span())) {
        missing.removeIf(comment ->
            SilencingReader.silencesBelow(comment) && instruction.above().contains(comment));
      }
    }
    return !missing.isEmpty();
  }

  private static String raw(Dockerfile file, Comment comment) {
    return file.source().raw(comment.span()).strip();
  }

  private static boolean about(List<Finding> findings, Span span) {
    for (Finding finding : findings) {
      if (finding.locations().getFirst() instanceof Location.InFile place
          && place.startByte() < span.end()
          && place.endByte() > span.start()) {
        return true;
      }
    }
    return false;
  }
}
