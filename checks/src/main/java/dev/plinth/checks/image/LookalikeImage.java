package dev.plinth.checks.image;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.PopularImages;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** An image of Docker Hub whose name is nearly that of one which everybody knows. */
@RuleInfo(
    id = "lookalike-image",
    level = Level.WARNING,
    title = "Image whose name looks like that of a popular one",
    category = Category.BASE_IMAGE)
public final class LookalikeImage implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      ImageName image = use.external() ? BaseFacts.name(use) : null;
      String known =
          image == null ? "" : facts.today().bases().name(String.valueOf(use.name())).repository();
      if (image == null || onRegistry(known)) {
        continue;
      }
      String meant = meant(known);
      if (meant == null) {
        continue;
      }
      Reporter.Hit hit =
          report
              .at(
                  use.span(),
                  image.repository(),
                  image.repository() + " is not " + meant + ", which it looks like")
              .because("names like those of popular images are where people set traps");
      int at = use.variable() ? -1 : place(use.written(), known);
      if (at >= 0) {
        int start = use.span().start() + at;
        hit.edit(
            "write " + meant, Safety.REVIEW, new TextEdit(start, start + known.length(), meant));
      } else {
        hit.advise("write " + meant + ", if that is what is meant");
      }
    }
  }

  /** Where a name, perhaps a mirror's, ends with that repository; -1 where it does not. */
  private static int place(String written, String repository) {
    int at = written.lastIndexOf(repository);
    int end = at + repository.length();
    boolean whole =
        at >= 0
            && (at == 0 || written.charAt(at - 1) == '/')
            && (end == written.length()
                || written.charAt(end) == ':'
                || written.charAt(end) == '@');
    return whole ? at : -1;
  }

  /** True for names with an address before them: who runs a registry names images as they like. */
  private static boolean onRegistry(String repository) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
  }

  private static @Nullable String meant(String repository) {
    int slash = repository.indexOf('/');
    if (slash < 0) {
      return PopularImages.meant(repository);
    }
    // The official images' own folder, nearly.
    String folder = repository.substring(0, slash);
    String name = repository.substring(slash + 1);
    if (name.indexOf('/') < 0
        && !folder.equals("library")
        && folder.length() >= 5
        && PopularImages.distance("library", folder, 2) <= 2
        && PopularImages.contains(name)) {
      return name;
    }
    String whole = PopularImages.meant(repository);
    return whole != null && whole.indexOf('/') > 0 ? whole : null;
  }
}
