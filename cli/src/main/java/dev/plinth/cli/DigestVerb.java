package dev.plinth.cli;

import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** By which digest an image can be named for good. */
final class DigestVerb implements Verb {
  static final String SUMMARY = "print the digest that an image's name stands for";

  @Override
  public String name() {
    return "digest";
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
            .paramLabel("TARGET")
            .description(
                "The name of an image in a registry, such as debian:12; or a layout or archive"
                    + " that keeps manifests: oci-dir:, oci-archive:, docker-archive:.")
            .build());
    spec.addOption(
        CommandLines.option(
            "OS/ARCH[/VARIANT]",
            "The digest of that platform's manifest, instead of the index's.",
            "--platform"));
    spec.addOption(CommandLines.flag("Print NAME@DIGEST.", "--full-ref"));
    RegistryArguments.addTo(spec);
    spec.usageMessage()
        .description(
            "Prints the digest of an image: of its index where it is one for several platforms,"
                + " else of its manifest. A registry is only asked for the digest.")
        .footer("", "Example: plinth digest debian:12 --platform linux/arm64");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    Target target = Target.parse(arguments.matchedPositionalValue(0, ""));
    boolean platform = arguments.hasMatchedOption("--platform");
    Reference reference = RegistryTargets.reference(target);
    String digest;
    String name;
    if (reference != null && !platform) {
      digest =
          RegistryTargets.client(arguments, console).ask(reference, Repository::digest).toString();
      name = reference.familiarName();
    } else {
      Target exact =
          reference == null
              ? target
              : new Target(Target.Kind.REGISTRY, target.text(), null, target.name(), null);
      ImageOptions options = ImageArguments.documentOptions(arguments, console);
      try (OpenImage open = Images.open(exact, options)) {
        Image image = open.image();
        digest = digest(image, platform).toString();
        name = reference == null ? name(image) : reference.familiarName();
      }
    }
    boolean full = arguments.hasMatchedOption("--full-ref") && !name.isEmpty();
    console.out().println(full ? SafeText.of(name) + "@" + digest : digest);
    return Main.PASSED;
  }

  private static Digest digest(Image image, boolean platform) {
    Digest index = image.indexDigest();
    Digest manifest = image.manifestDigest();
    if (index != null && !platform) {
      return index;
    }
    if (manifest == null) {
      throw CliErrors.noDigest(image.target(), image.form(), image.configDigest());
    }
    return manifest;
  }

  private static String name(Image image) {
    String name = image.name();
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }
}
