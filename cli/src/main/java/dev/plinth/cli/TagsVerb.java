package dev.plinth.cli;

import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.image.TagOrder;
import dev.plinth.oci.registry.Repository;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Which tags a repository has. */
final class TagsVerb implements Verb {
  static final String SUMMARY = "list the tags of a repository";

  @Override
  public String name() {
    return "tags";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("REPOSITORY")
            .description("Such as debian or registry.example.com/team/app.")
            .build());
    spec.addOption(CommandLines.flag("Order them as versions: 1.9 before 1.10.", "--sort"));
    spec.addOption(
        CommandLines.flag(
            "Leave out tags that attach signatures and the like: sha256-….",
            "-O",
            "--omit-digest-tags"));
    RegistryArguments.addTo(spec);
    spec.usageMessage()
        .description("Lists the tags of a repository, one a line, in the registry's order.")
        .footer("", "Example: plinth tags --sort debian");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    Reference reference = RegistryTargets.parse(arguments.matchedPositionalValue(0, ""));
    List<String> tags =
        new ArrayList<>(
            RegistryTargets.client(arguments, console).ask(reference, Repository::tags));
    if (arguments.hasMatchedOption("--omit-digest-tags")) {
      tags.removeIf(TagsVerb::isDigestTag);
    }
    if (arguments.hasMatchedOption("--sort")) {
      tags.sort(TagOrder.INSTANCE);
    }
    for (String tag : tags) {
      console.out().println(SafeText.of(tag));
    }
    return Main.PASSED;
  }

  /** {@code sha256-<hex>}, alone or with an ending. */
  private static boolean isDigestTag(String tag) {
    if (!tag.startsWith("sha256-") || tag.length() < 71) {
      return false;
    }
    for (int i = 7; i < 71; i++) {
      if (Character.digit(tag.charAt(i), 16) < 0) {
        return false;
      }
    }
    return tag.length() == 71 || tag.charAt(71) == '.';
  }
}
