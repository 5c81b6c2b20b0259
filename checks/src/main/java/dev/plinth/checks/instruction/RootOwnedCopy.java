package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that COPY makes root's and that a later RUN wants to change as another user. */
@RuleInfo(
    id = "root-owned-copy",
    level = Level.WARNING,
    title = "Copied for root, changed by another",
    category = Category.IDENTITY)
public final class RootOwnedCopy implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<String, Instruction> copied = new HashMap<>();
    List<RunText> runs = facts.runs();
    int next = 0;
    int stage = -1;
    for (Place place : facts.places()) {
      if (place.stage().index() != stage) {
        stage = place.stage().index();
        copied.clear();
      }
      @Nullable RunText run =
          next < runs.size()
                  && runs.get(next).instruction().span().equals(place.instruction().span())
              ? runs.get(next++)
              : null;
      if (place.onbuild()) {
        continue;
      }
      if (place.is(Keyword.COPY) || place.is(Keyword.ADD)) {
        remember(facts, place, copied);
      } else if (run != null
          && place.is(Keyword.RUN)
          && run.shell().readable()
          && !copied.isEmpty()
          && notRoot(place.step().before().user())) {
        changed(facts, run, copied, report);
      }
    }
  }

  private static boolean notRoot(@Nullable String user) {
    if (user == null || user.isEmpty()) {
      return false;
    }
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    return !name.equals("root")
        && !name.equals("0")
        && name.indexOf('\\') < 0
        && !name.startsWith("Container");
  }

  private static void remember(
      DockerfileFacts facts, Place place, Map<String, Instruction> copied) {
    Instruction copy = place.instruction();
    Arguments.@Nullable Paths paths = copy.paths();
    @Nullable Word target = paths == null ? null : paths.destination();
    @Nullable String path = target == null ? null : Paths.expanded(facts, place, target);
    @Nullable String whole = path == null ? null : resolved(place, path);
    if (paths == null || path == null || whole == null) {
      return;
    }
    boolean owned = copy.flag("chown") != null;
    boolean directory = path.endsWith("/") || path.equals(".");
    for (Word source : paths.sources()) {
      @Nullable String from = Paths.expanded(facts, place, source);
      if (from == null || Paths.heredoc(copy, source)) {
        continue;
      }
      String full =
          directory && !from.endsWith("/") && !from.equals(".")
              ? Paths.normal(whole + "/" + Paths.last(from))
              : whole;
      if (owned) {
        copied.remove(full);
      } else {
        copied.put(full, copy);
      }
    }
  }

  private static @Nullable String resolved(Place place, String path) {
    if (path.startsWith("/")) {
      return Paths.normal(path);
    }
    @Nullable String now = place.step().before().workdir();
    return now == null ? null : Paths.normal(now + "/" + path);
  }

  private static void changed(
      DockerfileFacts facts, RunText run, Map<String, Instruction> copied, Reporter report) {
    boolean moved = false;
    for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
      ShellCommand.Simple command = call.command();
      @Nullable String name = command.name();
      moved |= "cd".equals(name) || "pushd".equals(name);
      if (!"chmod".equals(name) && !"chown".equals(name) && !"chgrp".equals(name)) {
        continue;
      }
      for (ShellWord word : command.arguments()) {
        @Nullable String path = word.value();
        if (path == null || path.startsWith("-") || (moved && !path.startsWith("/"))) {
          continue;
        }
        @Nullable String whole = resolved(run.place(), SourceText.utf8(path));
        @Nullable Instruction copy = whole == null ? null : copied.remove(whole);
        @Nullable String user = run.place().step().before().user();
        if (copy != null && user != null) {
          report
              .at(
                  run.span(word.from(), word.to()),
                  SourceText.utf8(path),
                  user
                      + " cannot "
                      + name
                      + " "
                      + SourceText.utf8(path)
                      + ", which belongs to root")
              .because("COPY and ADD without --chown make files root's, whatever USER says")
              .edit(
                  "give the file to " + user,
                  Safety.REVIEW,
                  Edits.insert(copy.word().span().end(), " --chown=" + user));
        }
      }
    }
  }
}
