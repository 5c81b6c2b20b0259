package dev.plinth.checks.context;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** COPY of what belongs to the machine that builds. */
@RuleInfo(
    id = "copied-dependencies",
    level = Level.WARNING,
    title = "Installed dependencies or a repository's history copied from the builder's folder",
    category = Category.CONTEXT)
public final class CopiedDependencies implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Copies.Taken taken : Copies.of(facts)) {
      String path = taken.path();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.equals(".git") || name.equals(".hg") || name.equals(".svn")) {
        if (facts.shipped(taken.place().stage())) {
          report
              .at(
                  taken.word().span(),
                  path,
                  "the history of the repository becomes part of the image")
              .because("with all that was ever in it, removed secrets too")
              .advise("give the revision by a build argument, or copy it in a build stage alone");
        }
      } else if (name.equals("node_modules") || name.equals(".venv") || name.equals("venv")) {
        report
            .at(
                taken.word().span(),
                path,
                path + " was installed for the machine that builds, not for this image")
            .because("native parts are for another system, and no lock file says what is in it")
            .advise("install from the lock file within the image");
      }
    }
  }
}
