package dev.plinth.checks.image;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.known.Glob;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;
import java.util.List;

/**
 * An image from elsewhere than the settings allow. The argument {@code registries} names registries
 * by their addresses; {@code images} names repositories with their registry, with {@code *} for any
 * run of characters and with or without a tag. Where both are given, one is enough. Silent where
 * neither is.
 */
@RuleInfo(
    id = "approved-images",
    level = Level.WARNING,
    title = "Image or registry that the settings do not approve",
    category = Category.BASE_IMAGE,
    aliases = "hadolint:DL3026")
public final class ApprovedImages implements Rule {
  private static final String ID = "approved-images";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Approvals approvals = facts.today().bases().approvals();
    if (approvals.given()) {
      section(facts, approvals, report);
    }
    if (!facts.settings().given(ID, "registries") && !facts.settings().given(ID, "images")) {
      return;
    }
    List<String> registries = facts.settings().list(ID, "registries");
    List<String> images = facts.settings().list(ID, "images");
    for (ImageUse use : facts.build().images()) {
      String name = use.name();
      if (!use.external() || name == null || name.isEmpty()) {
        continue;
      }
      Full image = Full.of(name);
      if (!approved(image, registries, images)) {
        report
            .at(
                use.span(),
                name,
                use.place() == ImageUse.Place.SYNTAX
                    ? "the builder's own image, " + name + ", is none of the approved images"
                    : name + " is none of the approved images")
            .because(allowed(registries, images))
            .advise("use an approved image, or have this one approved");
      }
    }
  }

  /** By the section {@code approved} of the settings. */
  private static void section(DockerfileFacts facts, Approvals approvals, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      String name = use.name();
      if (!use.external() || name == null || name.isEmpty()) {
        continue;
      }
      Approvals.Judgement judgement = approvals.judge(name, facts.today().date());
      if (judgement.standing() != Approvals.Standing.APPROVED) {
        report
            .at(use.span(), name, name + " is none of the approved images")
            .because(judgement.why())
            .advise("use an approved image, or have this one approved");
      }
    }
  }

  /**
   * True where the settings approve an image, by its name; false too where they approve nothing.
   *
   * @param registries and images as the rule's arguments have them
   */
  public static boolean approves(String name, List<String> registries, List<String> images) {
    return approved(Full.of(name), registries, images);
  }

  private static String allowed(List<String> registries, List<String> images) {
    StringBuilder out = new StringBuilder("approved are ");
    if (!registries.isEmpty()) {
      out.append("the registries ").append(String.join(", ", registries));
    }
    if (!images.isEmpty()) {
      out.append(registries.isEmpty() ? "" : " and ");
      out.append("the images ").append(String.join(", ", images));
    }
    return registries.isEmpty() && images.isEmpty() ? "nothing is approved" : out.toString();
  }

  private static boolean approved(Full image, List<String> registries, List<String> images) {
    for (String registry : registries) {
      if (Glob.matches(registry, image.registry)) {
        return true;
      }
    }
    for (String pattern : images) {
      int slash = pattern.indexOf('/');
      boolean hub = slash < 0 || !domain(pattern.substring(0, slash));
      String whole = !hub ? pattern : "docker.io/" + (slash < 0 ? "library/" : "") + pattern;
      boolean tag = whole.lastIndexOf(':') > whole.lastIndexOf('/');
      String repository = image.registry + '/' + image.path;
      if (Glob.matches(whole, tag ? repository + ':' + image.tag : repository)
          || (pattern.equals("*") && slash < 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean domain(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.indexOf('*') >= 0
        || first.equals("localhost");
  }

  /** An image's name with what Docker adds to it. */
  private record Full(String registry, String path, String tag) {
    static Full of(String name) {
      int at = name.indexOf('@');
      String rest = at < 0 ? name : name.substring(0, at);
      String tag = at < 0 ? "latest" : "";
      int colon = rest.lastIndexOf(':');
      if (colon > rest.lastIndexOf('/')) {
        tag = rest.substring(colon + 1);
        rest = rest.substring(0, colon);
      }
      int slash = rest.indexOf('/');
      String registry = "docker.io";
      if (slash > 0 && domain(rest.substring(0, slash))) {
        registry = rest.substring(0, slash);
        rest = rest.substring(slash + 1);
      }
      if (registry.equals("index.docker.io")) {
        registry = "docker.io";
      }
      if (registry.equals("docker.io") && rest.indexOf('/') < 0) {
        rest = "library/" + rest;
      }
      return new Full(registry, rest, tag);
    }
  }
}
