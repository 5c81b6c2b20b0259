package dev.plinth.dockerfile.meaning;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a build is given on its command line.
 *
 * @param arguments {@code --build-arg}: values of ARGs by name
 * @param platform {@code --platform}: {@code os/arch[/variant]} of what is built; null where it is
 *     not known
 * @param buildPlatform of what builds; null where it is not known
 * @param contexts {@code --build-context}: by name what stands for it, such as {@code
 *     docker-image://alpine:3.20}, {@code oci-layout://…}, a URL or a folder
 */
public record BuildOptions(
    Map<String, String> arguments,
    @Nullable String platform,
    @Nullable String buildPlatform,
    Map<String, String> contexts) {
  /** Nothing but what the file says. */
  public static final BuildOptions NONE = new BuildOptions(Map.of(), null, null, Map.of());

  private static final String IMAGE = "docker-image://";

  /** Keeps its own copies. */
  public BuildOptions {
    arguments = Map.copyOf(arguments);
    Map<String, String> named = new HashMap<>();
    contexts.forEach((name, value) -> named.put(plain(name), value));
    contexts = Map.copyOf(named);
  }

  /** What stands for a stage or image of that name; null where it stands for itself. */
  @Nullable String context(String name) {
    return contexts.isEmpty() ? null : contexts.get(plain(name));
  }

  /** The image that a context is; null where it is none. */
  static @Nullable String image(String context) {
    return context.startsWith(IMAGE) ? context.substring(IMAGE.length()) : null;
  }

  private static String plain(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    for (String prefix : new String[] {"docker.io/library/", "docker.io/"}) {
      if (plain.startsWith(prefix)) {
        plain = plain.substring(prefix.length());
      }
    }
    return plain.endsWith(":latest")
        ? plain.substring(0, plain.length() - ":latest".length())
        : plain;
  }
}
