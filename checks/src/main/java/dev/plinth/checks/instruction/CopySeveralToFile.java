package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** COPY or ADD of several files to what is not said to be a directory. */
@RuleInfo(
    id = "copy-several-to-file",
    level = Level.ERROR,
    title = "Several sources, no directory",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3021", "trivy:DS-0011"})
public final class CopySeveralToFile implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      Arguments.@Nullable Paths paths = place.instruction().paths();
      if (paths == null || place.is(Keyword.VOLUME) || paths.sources().size() < 2) {
        continue;
      }
      @Nullable Word target = paths.destination();
      @Nullable String path = target == null ? null : Paths.expanded(facts, place, target);
      if (target == null || path == null || path.isEmpty() || directory(place, path)) {
        continue;
      }
      Reporter.Hit hit =
          report.at(
              target.span(),
              path,
              "several sources need a directory to go to, and "
                  + path
                  + " does not end with a slash");
      boolean quoted = target.value().endsWith("\"") || target.value().endsWith("'");
      if (paths.json()) {
        hit.edit("end it with a slash", Safety.SAFE, Edits.insert(target.span().end() - 1, "/"));
      } else if (quoted) {
        hit.advise("end it with a slash");
      } else {
        hit.edit("end it with a slash", Safety.SAFE, Edits.insert(target.span().end(), "/"));
      }
    }
  }

  /** True where it says so, or where WORKDIR made it one. */
  private static boolean directory(Place place, String path) {
    if (path.endsWith("/")
        || path.endsWith("\\")
        || path.equals(".")
        || path.endsWith("/.")
        || path.equals("..")
        || path.endsWith("/..")) {
      return true;
    }
    String now = place.step().before().workdir();
    return now != null
        && Paths.absolute(path)
        && (Paths.normal(now) + "/").startsWith(Paths.normal(path) + "/");
  }
}
