package dev.plinth.cli;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.source.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** References of the verbs that talk to registries. */
final class RegistryTargets {
  private RegistryTargets() {}

  /**
   * The reference that this target is in a registry, with or without a prefix; null when it names
   * something else.
   */
  static @Nullable Reference reference(Target target) {
    return target.kind() == Target.Kind.REGISTRY || target.kind() == Target.Kind.NAME
        ? Reference.parse(target.name())
        : null;
  }

  /** What the text names in a registry, whatever files of that name there may be. */
  static Reference parse(String text) {
    for (String prefix : new String[] {"registry://", "registry:", "docker://"}) {
      if (text.startsWith(prefix)) {
        return Reference.parse(text.substring(prefix.length()));
      }
    }
    return Reference.parse(text);
  }

  static RegistryClient client(ParseResult arguments, Console console) {
    return new RegistryClient(RegistryArguments.options(arguments, console), Limits.defaults());
  }
}
