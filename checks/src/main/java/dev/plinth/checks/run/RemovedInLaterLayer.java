package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.List;

/** Taken away where it stays. */
@RuleInfo(
    id = "removed-in-later-layer",
    level = Level.WARNING,
    title = "Removal of what an earlier layer keeps",
    category = Category.SHELL)
public final class RemovedInLaterLayer implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    StageFiles files = StageFiles.of(facts);
    for (Run run : files.runs()) {
      Stage stage = run.place().stage();
      if (run.place().onbuild()
          || !facts.shipped(stage)
          || files.removals(run).isEmpty()
          || files.brought(stage).isEmpty()) {
        continue;
      }
      for (Folders.Removal removal : files.removals(run)) {
        if (!Folders.opaque(removal.word()) && !files.folders(run).mounted(removal.path())) {
          judge(facts, report, files.brought(stage), run, removal);
        }
      }
    }
  }

  private static void judge(
      DockerfileFacts facts,
      Reporter report,
      List<StageFiles.Brought> brought,
      Run run,
      Folders.Removal removal) {
    for (StageFiles.Brought file : brought) {
      if (file.step() < run.place().step().index() && removal.takes(file.path())) {
        int line = facts.source().line(file.instruction().span().start());
        String shown = Folders.shown(file.path());
        boolean secret = secret(Folders.name(file.path())) || secret(Folders.name(removal.path()));
        Reporter.Hit hit =
            report
                .at(
                    removal.call().span(removal.word()),
                    shown,
                    shown + " stays in the image, in the layer of line " + line)
                .because(
                    file.instruction().keyword().word()
                        + " on line "
                        + line
                        + " brought it; this removal only hides it");
        WithoutLayer.Change change = WithoutLayer.of(facts, file, run, removal);
        if (secret) {
          hit.level(Level.ERROR).advise("use RUN --mount=type=secret; take the secret for leaked");
        } else if (change != null) {
          hit.edit(change.description(), Safety.REVIEW, change.edits(), List.of());
        } else {
          hit.advise(
              file.word() == null
                  ? "use RUN --mount=type=bind, or copy it in a build stage"
                  : "remove it in the RUN that brings it");
        }
        if (!secret && small(Folders.name(file.path()))) {
          hit.level(Level.INFO);
        }
        return;
      }
    }
  }

  /** True for what is a few kilobytes: hidden or not, it matters little. */
  private static boolean small(String name) {
    return name.endsWith(".sh")
        || name.endsWith(".patch")
        || name.endsWith(".txt")
        || name.endsWith(".repo")
        || name.endsWith(".list");
  }

  private static boolean secret(String name) {
    return switch (name) {
      case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".ssh", ".npmrc", ".netrc" -> true;
      case ".pypirc", ".git-credentials", ".aws", ".env", "credentials" -> true;
      default -> name.endsWith(".pem") || name.endsWith(".key") || name.endsWith(".p12");
    };
  }
}
