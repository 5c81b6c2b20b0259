package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything is copied before dependencies are installed. */
@RuleInfo(
    id = "copy-before-install",
    level = Level.WARNING,
    title = "Everything is copied before dependencies are installed",
    category = Category.CONTEXT)
public final class CopyBeforeInstall implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, Copies.Taken> copies = new HashMap<>();
    for (Copies.Taken taken : Copies.of(facts)) {
      if (taken.everything()) {
        copies.putIfAbsent(taken.place().stage().index(), taken);
      }
    }
    if (copies.isEmpty()) {
      return;
    }
    Map<Integer, Set<String>> before = new HashMap<>();
    for (RunText run : facts.runs()) {
      int stage = run.place().stage().index();
      Copies.Taken taken = copies.get(stage);
      if (taken == null || run.place().onbuild() || !run.shell().readable()) {
        continue;
      }
      boolean earlier = run.place().step().index() < taken.place().step().index();
      for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
        Install install = Install.of(call);
        if (install == null) {
          continue;
        }
        Set<String> known = before.computeIfAbsent(stage, _ -> new HashSet<>());
        if (earlier) {
          known.addAll(install.manifests());
        } else if (install.manifests().stream().noneMatch(known::contains)) {
          report(facts, report, taken, run, install);
          copies.remove(stage);
          break;
        }
      }
    }
  }

  private static void report(
      DockerfileFacts facts, Reporter report, Copies.Taken taken, RunText run, Install install) {
    List<String> files = install.manifests();
    String names = String.join(" and ", files);
    Reporter.Hit hit =
        report
            .at(
                taken.word().span(),
                install.shown(),
                "everything is copied before " + install.shown() + " runs")
            .because("each change of any file makes the build install all dependencies again")
            .advise("copy " + names + " first, run " + install.shown() + ", then copy the rest");
    mend(facts, hit, taken, run, install);
  }

  /** Where the RUN installs and does nothing else, right behind the COPY. */
  private static void mend(
      DockerfileFacts facts, Reporter.Hit hit, Copies.Taken taken, RunText run, Install install) {
    Instruction copy = taken.place().instruction();
    Instruction installing = run.place().instruction();
    Arguments.Paths paths = copy.paths();
    Word destination = paths == null ? null : paths.destination();
    List<String> manifests = present(facts, install);
    if (paths == null
        || destination == null
        || paths.json()
        || paths.sources().size() != 1
        || manifests.isEmpty()
        || run.place().step().index() != taken.place().step().index() + 1
        || !copy.heredocs().isEmpty()
        || !installing.heredocs().isEmpty()
        || !installsAlone(facts, run)) {
      return;
    }
    SourceText source = facts.source();
    int first = paths.sources().getFirst().span().start();
    String to = source.text(destination.span());
    String line =
        source.text(new Span(copy.span().start(), first))
            + String.join(" ", manifests)
            + " "
            + (to.endsWith("/") ? to : to + "/");
    if (line.indexOf('\n') >= 0) {
      return;
    }
    String end = Edits.lineEnd(source);
    boolean there = copied(taken, manifests, to);
    Span moved = withComments(installing);
    hit.edit(
        there
            ? "install before the rest is copied"
            : "copy " + String.join(" and ", manifests) + " first, install, then copy the rest",
        Safety.REVIEW,
        Edits.insertLine(source, copy, (there ? "" : line + end) + source.text(moved)),
        taken(source, moved));
  }

  /** True where a COPY before takes these files to the same place already. */
  private static boolean copied(Copies.Taken taken, List<String> manifests, String to) {
    Set<String> known = new HashSet<>();
    for (Stage.Step step : taken.place().stage().steps()) {
      Instruction instruction = step.instruction();
      if (step.index() >= taken.place().step().index()) {
        break;
      }
      if (instruction.keyword() == Keyword.WORKDIR) {
        known.clear();
      }
      Arguments.Paths paths = instruction.paths();
      Word target = paths == null ? null : paths.destination();
      if (paths == null
          || target == null
          || instruction.keyword() != Keyword.COPY
          || instruction.flag("from") != null
          || !folder(target.text()).equals(folder(to))) {
        continue;
      }
      paths.sources().forEach(source -> known.add(folder(source.text())));
    }
    return manifests.stream().map(CopyBeforeInstall::folder).allMatch(known::contains);
  }

  /** A path without what says no more about it. */
  private static String folder(String path) {
    String trimmed = path.startsWith("./") ? path.substring(2) : path;
    trimmed = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    return trimmed.isEmpty() ? "." : trimmed;
  }

  private static Span withComments(Instruction instruction) {
    int start =
        instruction.above().isEmpty()
            ? instruction.span().start()
            : instruction.above().getFirst().span().start();
    return new Span(start, instruction.span().end());
  }

  /** Takes these lines away, and one of the empty lines around them. */
  private static TextEdit taken(SourceText source, Span moved) {
    int first = source.line(moved.start());
    int start = source.lineSpan(first).start();
    int feed = source.raw().indexOf('\n', moved.end());
    int end = feed < 0 ? source.length() : feed + 1;
    boolean emptyAbove = first > 1 && source.raw(source.lineSpan(first - 1)).isBlank();
    if (emptyAbove && end < source.length()) {
      Span next = source.lineSpan(source.line(end));
      int second = source.raw().indexOf('\n', end);
      if (source.raw(next).isBlank() && second >= 0) {
        end = second + 1;
      }
    }
    return new TextEdit(start, end, "");
  }

  /** Those manifests that the context holds; none where the chief one is not there. */
  private static List<String> present(DockerfileFacts facts, Install install) {
    ContextFiles context = facts.context();
    if (context == null) {
      return List.of();
    }
    Set<String> there = new HashSet<>();
    context.sent().forEach(entry -> there.add(entry.path()));
    List<String> present = install.manifests().stream().filter(there::contains).toList();
    return present.contains(install.manifests().getFirst()) ? present : List.of();
  }

  /** True where the other commands of the RUN clean up at most. */
  private static boolean installsAlone(DockerfileFacts facts, RunText run) {
    for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
      List<ShellWord> words = call.command().arguments();
      boolean cleans =
          "rm".equals(call.command().name()) || (!words.isEmpty() && words.getFirst().is("cache"));
      if (Install.of(call) == null && !cleans) {
        return false;
      }
      for (ShellWord word : words) {
        // Another list of requirements than the one that is copied.
        if (word.pattern().endsWith(".txt") && !word.is("requirements.txt")) {
          return false;
        }
      }
    }
    return true;
  }
}
