package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** Everything is copied, and the ignore file lets through what nobody means to send. */
@RuleInfo(
    id = "weak-dockerignore",
    level = Level.WARNING,
    title = "The .dockerignore lets through histories, installed dependencies or caches",
    category = Category.CONTEXT)
public final class WeakDockerignore implements Rule {
  private static final int MOST = 5;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Copies.Taken taken = Copies.everything(facts);
    ContextFiles context = taken == null ? null : facts.context();
    if (taken == null || context == null || !MissingDockerignore.says(context)) {
      return;
    }
    int count = 0;
    for (Unwanted.Folder folder : Unwanted.in(context)) {
      if (count++ == MOST) {
        return;
      }
      String name = folder.path().substring(folder.path().lastIndexOf('/') + 1);
      Reporter.Hit hit =
          report
              .at(
                  taken.word().span(),
                  folder.path(),
                  Unwanted.shown(folder) + " is copied: " + context.ignoreFile() + " lets it pass")
              .advise("add **/" + name + " to " + context.ignoreFile());
      if (!name.equals(folder.path()) && lists(context, name)) {
        hit.because(
            "the line "
                + name
                + " there means the one beside the Dockerfile alone: unlike in .gitignore");
      }
    }
  }

  private static boolean lists(ContextFiles context, String name) {
    return context
        .ignoreText()
        .lines()
        .map(String::strip)
        .anyMatch(line -> line.equals(name) || line.equals(name + "/") || line.equals("/" + name));
  }
}
