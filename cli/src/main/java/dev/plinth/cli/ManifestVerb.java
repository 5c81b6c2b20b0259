package dev.plinth.cli;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.registry.StoredManifest;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What a registry stores under an image's name. */
final class ManifestVerb implements Verb {
  static final String SUMMARY = "print an image's manifest, index or configuration as stored";

  @Override
  public String name() {
    return "manifest";
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
            .paramLabel("REFERENCE")
            .description("The name of an image in a registry, such as debian:12.")
            .build());
    spec.addOption(
        CommandLines.option(
            "OS/ARCH[/VARIANT]",
            "The manifest of that platform, instead of the index.",
            "--platform"));
    spec.addOption(
        CommandLines.flag("The image's configuration, instead of its manifest.", "--config"));
    spec.addOption(
        CommandLines.flag(
            "Indented, as it always is on a terminal; otherwise the bytes as stored.", "--pretty"));
    RegistryArguments.addTo(spec);
    spec.usageMessage()
        .description(
            "Prints the manifest or index that a name stands for, byte for byte, after its digest"
                + " was verified.")
        .footer("", "Example: plinth manifest debian:12 | sha256sum");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    Reference reference = RegistryTargets.parse(arguments.matchedPositionalValue(0, ""));
    boolean config = arguments.hasMatchedOption("--config");
    byte[] bytes;
    if (config || arguments.hasMatchedOption("--platform")) {
      Digest manifest = chosen(reference, arguments, console);
      Reference exact =
          new Reference(reference.domain(), reference.path(), reference.tag(), manifest);
      bytes =
          RegistryTargets.client(arguments, console)
              .ask(exact, repository -> document(repository, exact, config));
    } else {
      bytes =
          RegistryTargets.client(arguments, console)
              .ask(reference, repository -> document(repository, reference, false));
    }
    if (arguments.hasMatchedOption("--pretty") || console.outIsTerminal()) {
      PrettyJson.write(bytes, reference.familiar(), console.out());
    } else {
      console.out().writeBytes(bytes);
    }
    console.out().flush();
    return Main.PASSED;
  }

  private static Digest chosen(Reference reference, ParseResult arguments, Console console) {
    ImageOptions options = ImageArguments.documentOptions(arguments, console);
    Target target =
        new Target(Target.Kind.REGISTRY, reference.familiar(), null, reference.toString(), null);
    try (OpenImage open = Images.open(target, options)) {
      Image image = open.image();
      return Objects.requireNonNull(image.manifestDigest(), "a registry's image has a manifest");
    }
  }

  /** Not printed unless it is a manifest or index at all, or the configuration of one. */
  private static byte[] document(Repository repository, Reference reference, boolean config) {
    StoredManifest stored = repository.manifest();
    String name = "the manifest of " + reference.familiar();
    if (stored.document(name, Limits.defaults()) instanceof Manifest manifest && config) {
      Descriptor descriptor = manifest.config();
      return repository.document(descriptor, "the configuration");
    }
    return stored.bytes();
  }
}
