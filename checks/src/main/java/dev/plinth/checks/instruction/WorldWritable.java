package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** Files that every user of the container may change. */
@RuleInfo(
    id = "world-writable",
    level = Level.WARNING,
    title = "Writable by everybody",
    category = Category.IDENTITY)
public final class WorldWritable implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      @Nullable Flag flag =
          place.is(Keyword.COPY) || place.is(Keyword.ADD)
              ? place.instruction().flag("chmod")
              : null;
      @Nullable Span span = flag == null ? null : flag.valueSpan();
      if (flag != null && span != null && forAll(flag.valueOrEmpty())) {
        report(facts, place, span, flag.valueOrEmpty(), report);
      }
    }
    for (RunText run : facts.runs()) {
      if (!run.shell().readable()) {
        continue;
      }
      for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
        ShellCommand.Simple command = call.command();
        @Nullable ShellWord mode = mode(command);
        @Nullable String value = mode == null ? null : mode.value();
        if (mode != null && value != null && forAll(value)) {
          report(facts, run.place(), run.span(mode.from(), mode.to()), value, report);
        }
      }
    }
  }

  private static void report(
      DockerfileFacts facts, Place place, Span span, String mode, Reporter report) {
    Reporter.Hit hit =
        report
            .at(span, mode, mode + " lets every user of the container change it")
            .because("whoever breaks into any process can then plant code there");
    if (!facts.shipped(place.stage())) {
      hit.level(Level.INFO);
    }
    if (facts.source().raw(span).equals(mode) && octal(mode)) {
      char last = (char) (mode.charAt(mode.length() - 1) - 2);
      String narrower = mode.substring(0, mode.length() - 1) + last;
      hit.replace("take the others' right to write away", Safety.REVIEW, narrower);
    } else {
      hit.advise("give it to the user or group that needs it");
    }
  }

  /** The word that is the mode: of chmod the first that is no option, of others behind -m. */
  private static @Nullable ShellWord mode(ShellCommand.Simple command) {
    boolean wanted = "chmod".equals(command.name());
    if (!wanted && !"mkdir".equals(command.name()) && !"install".equals(command.name())) {
      return null;
    }
    boolean chmod = wanted;
    for (ShellWord word : command.arguments()) {
      String text = word.pattern();
      if (wanted && (!chmod || !text.startsWith("-"))) {
        return word;
      }
      wanted |= !chmod && text.equals("-m");
    }
    return null;
  }

  private static boolean octal(String mode) {
    return !mode.isEmpty()
        && mode.length() <= 5
        && mode.chars().allMatch(c -> c >= '0' && c <= '7');
  }

  /** True where others may write and no sticky bit keeps them from deleting. */
  static boolean forAll(String mode) {
    if (octal(mode)) {
      int bits = Integer.parseInt(mode, 8);
      return (bits & 0002) != 0 && (bits & 01000) == 0;
    }
    boolean writes = false;
    for (String clause : mode.split(",", 64)) {
      int operator = 0;
      boolean others = false;
      while (operator < clause.length() && "ugoa".indexOf(clause.charAt(operator)) >= 0) {
        others |= clause.charAt(operator) == 'o' || clause.charAt(operator) == 'a';
        operator++;
      }
      if (operator == clause.length()) {
        return false;
      }
      char sign = clause.charAt(operator);
      String rights = clause.substring(operator + 1);
      if (rights.indexOf('t') >= 0 && sign != '-') {
        return false;
      }
      writes |= others && (sign == '+' || sign == '=') && rights.indexOf('w') >= 0;
    }
    return writes;
  }
}
