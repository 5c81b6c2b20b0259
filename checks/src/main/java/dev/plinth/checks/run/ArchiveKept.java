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
import dev.plinth.findings.Level;

/** Packed and unpacked in one image. */
@RuleInfo(
    id = "archive-kept",
    level = Level.WARNING,
    title = "Downloaded archive kept after unpacking",
    category = Category.SHELL)
public final class ArchiveKept implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    StageFiles files = StageFiles.of(facts);
    for (Run run : files.runs()) {
      Stage stage = run.place().stage();
      if (!facts.shipped(stage)) {
        continue;
      }
      for (StageFiles.Brought file : files.brought(stage)) {
        if (file.step() == run.place().step().index()
            && file.word() != null
            && unpacked(files.folders(run), run, file.path())
            && !removedLater(files, run, file.path())) {
          report
              .at(
                  file.word(),
                  Folders.shown(file.path()),
                  Folders.shown(Folders.name(file.path()))
                      + " stays in the image beside what was in it")
              .advise("remove it in this RUN, or unpack it from a pipe");
        }
      }
    }
  }

  private static boolean unpacked(Folders folders, Run run, String path) {
    String name = Folders.name(path);
    for (Call call : run.calls().all()) {
      if (!Archives.unpacks(call)) {
        continue;
      }
      for (ShellWord word : call.arguments()) {
        if (!Folders.opaque(word)
            && (folders.path(call, word).equals(path)
                || Folders.name(folders.path(call, word)).equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** True where a later RUN tries to remove it, which is reported there. */
  private static boolean removedLater(StageFiles files, Run run, String path) {
    for (Run other : files.runs(run.place().stage())) {
      if (other.place().step().index() > run.place().step().index()) {
        for (Folders.Removal removal : files.removals(other)) {
          if (removal.takes(path)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
