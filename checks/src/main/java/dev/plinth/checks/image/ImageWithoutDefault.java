package dev.plinth.checks.image;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.findings.Level;

/** A FROM that names no image unless a build argument is given. */
@RuleInfo(
    id = "image-without-default",
    level = Level.WARNING,
    title = "Image named by a variable without a default",
    category = Category.BASE_IMAGE,
    aliases = "buildkit:InvalidDefaultArgInFrom")
public final class ImageWithoutDefault implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      if (use.place() != ImageUse.Place.FROM || !use.variable() || use.undefined()) {
        continue;
      }
      String known = use.name();
      if (known != null && sound(known)) {
        continue;
      }
      Expansion.Result asBuilt =
          Expansion.of(
              use.written(),
              facts.file().escape(),
              name -> {
                Variable variable = facts.build().globals().get(name);
                return variable != null && variable.kind() == Variable.Kind.GLOBAL_ARG
                    ? new Variable(
                        name,
                        variable.value() == null
                                && variable.declared() != null
                                && variable.declared().value() == null
                            ? ""
                            : variable.value(),
                        variable.kind(),
                        variable.declared())
                    : variable;
              });
      String name = asBuilt.value();
      if (name != null && !sound(name)) {
        report
            .at(
                use.span(),
                use.shown(),
                name.isEmpty()
                    ? "without build arguments no image is named here"
                    : "without build arguments the image is named " + name + ", which is no name")
            .because(
                "what the variable holds is left to --build-arg, and the file says nothing else")
            .advise("give the ARG a default: the image that the build is known to work with");
      }
    }
  }

  /** True where a name lacks none of the parts that its punctuation announces. */
  private static boolean sound(String name) {
    return !name.isEmpty()
        && !name.startsWith(":")
        && !name.startsWith("/")
        && !name.startsWith("@")
        && !name.endsWith(":")
        && !name.endsWith("/")
        && !name.endsWith("@")
        && !name.endsWith("-")
        && !name.contains(":-")
        && !name.contains("//")
        && !name.contains("/:");
  }
}
