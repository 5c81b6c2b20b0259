package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A file that runs as its owner. */
@RuleInfo(
    id = "setuid-bit",
    level = Level.WARNING,
    title = "File given the setuid bit",
    category = Category.IDENTITY,
    aliases = {"dockle:CIS-DI-0008"})
public final class SetuidBit implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (!facts.shipped(run.place().stage())) {
        continue;
      }
      for (Call call : run.calls().all()) {
        ShellWord mode = mode(call);
        if (mode != null && sets(mode.pattern())) {
          report(report, call.span(mode), call.text().text(mode.from(), mode.to()));
        }
      }
    }
    for (Place place : facts.places()) {
      Flag flag = place.is(Keyword.COPY) || place.is(Keyword.ADD) ? chmod(place) : null;
      if (flag != null && facts.shipped(place.stage()) && sets(flag.valueOrEmpty())) {
        report(report, flag.span(), flag.valueOrEmpty());
      }
    }
  }

  private static @Nullable Flag chmod(Place place) {
    return place.instruction().flag("chmod");
  }

  private static void report(Reporter report, Span span, String mode) {
    report
        .at(span, mode, "mode " + mode + " lets everybody run this as the file's owner")
        .advise("leave the bit off, and run the program as the user it should be");
  }

  private static @Nullable ShellWord mode(Call call) {
    if (call.is("install")) {
      ShellWord mode = Folders.valueOf(call, "-m");
      return mode == null ? Folders.valueOf(call, "--mode") : mode;
    }
    if (!call.is("chmod")) {
      return null;
    }
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      boolean option = text.startsWith("--") || text.matches("-[Rvcf]+");
      if (!option) {
        return call.arguments().size() > 1 ? word : null;
      }
    }
    return null;
  }

  /** POSIX.1-2024, chmod, "Extended description". */
  static boolean sets(String mode) {
    if (!mode.isEmpty() && mode.length() <= 5 && mode.chars().allMatch(c -> c >= '0' && c <= '7')) {
      return (Integer.parseInt(mode, 8) & 04000) != 0;
    }
    for (String clause : mode.split(",", -1)) {
      int at = 0;
      while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) {
        at++;
      }
      String who = clause.substring(0, at);
      boolean user = who.isEmpty() || who.contains("u") || who.contains("a");
      if (user
          && at < clause.length()
          && (clause.charAt(at) == '+' || clause.charAt(at) == '=')
          && clause.indexOf('s', at) > 0) {
        return true;
      }
    }
    return false;
  }
}
