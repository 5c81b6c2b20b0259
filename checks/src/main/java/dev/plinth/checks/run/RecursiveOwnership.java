package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;

/** All files of a tree a second time. */
@RuleInfo(
    id = "recursive-ownership",
    level = Level.INFO,
    title = "Owner or mode of a copied tree changed by RUN",
    category = Category.IDENTITY)
public final class RecursiveOwnership implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    StageFiles files = StageFiles.of(facts);
    for (Run run : files.runs()) {
      Stage stage = run.place().stage();
      if (!facts.shipped(stage) || files.brought(stage).isEmpty()) {
        continue;
      }
      for (Call call : run.calls().all()) {
        if (call.isAny("chown", "chmod", "chgrp") && recursive(call)) {
          judge(facts, report, files, run, call);
        }
      }
    }
  }

  private static boolean recursive(Call call) {
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.equals("--recursive") || text.matches("-[cfhvHLP]*R[cfhvHLPR]*")) {
        return true;
      }
    }
    return false;
  }

  private static void judge(
      DockerfileFacts facts, Reporter report, StageFiles files, Run run, Call call) {
    boolean first = true;
    for (ShellWord word : call.arguments()) {
      if (word.startsWith("-")) {
        continue;
      }
      if (first) {
        // The owner or the mode.
        first = false;
        continue;
      }
      String path = files.folders(run).path(call, word);
      for (StageFiles.Brought file : files.brought(run.place().stage())) {
        if (file.step() < run.place().step().index()
            && (Folders.within(file.path(), path) || Folders.within(path, file.path()))) {
          int line = facts.source().line(file.instruction().span().start());
          boolean mode = call.is("chmod");
          report
              .at(
                  call.programSpan(),
                  Folders.shown(path),
                  "the layer of this "
                      + call.program()
                      + " holds all of "
                      + Folders.shown(file.path())
                      + " again, which line "
                      + line
                      + " brought")
              .advise(
                  file.instruction().keyword() == Keyword.RUN
                      ? "do it in the RUN that brings the files"
                      : "give "
                          + (mode ? "--chmod" : "--chown")
                          + " to the instruction that copies");
          return;
        }
      }
    }
  }
}
