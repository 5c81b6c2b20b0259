package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import java.util.List;

/** Everything is copied, and nothing is kept out. */
@RuleInfo(
    id = "missing-dockerignore",
    level = Level.WARNING,
    title = "The whole folder is copied, and no .dockerignore keeps anything out",
    category = Category.CONTEXT)
public final class MissingDockerignore implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Copies.Taken taken = Copies.everything(facts);
    ContextFiles context = taken == null ? null : facts.context();
    if (taken == null || context == null || says(context)) {
      return;
    }
    List<Unwanted.Folder> unwanted = Unwanted.in(context);
    String file = context.ignoreFile();
    Reporter.Hit hit =
        report
            .at(
                taken.word().span(),
                ".dockerignore",
                file == null
                    ? "there is no .dockerignore: everything in the folder is copied"
                    : file + " is empty: everything in the folder is copied")
            .advise(
                "write a .dockerignore with .git, .env*, installed dependencies, caches, tests and"
                    + " documentation");
    if (unwanted.isEmpty()) {
      hit.level(Level.INFO);
    }
    unwanted.stream().limit(3).forEach(folder -> hit.because("so is " + Unwanted.shown(folder)));
  }

  /** True where an ignore file has a line that is no comment. */
  static boolean says(ContextFiles context) {
    return context.ignoreFile() != null
        && context.ignoreText().lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
  }
}
