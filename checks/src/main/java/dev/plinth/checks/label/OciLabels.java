package dev.plinth.checks.label;

/** Names of the OCI image specification, "Annotations". */
final class OciLabels {
  /** What they all begin with. */
  static final String PREFIX = "org.opencontainers.image.";

  private OciLabels() {}

  /** What form its value has; {@code text} where it has none. */
  static String form(String name) {
    if (!name.startsWith(PREFIX)) {
      return "text";
    }
    return switch (name.substring(PREFIX.length())) {
      case "url", "documentation", "source" -> "url";
      case "licenses" -> "spdx";
      case "created" -> "rfc3339";
      case "version" -> "semver";
      case "revision" -> "hash";
      case "base.digest" -> "digest";
      default -> "text";
    };
  }

  /** True for a name that the specification defines. */
  static boolean defined(String name) {
    return name.startsWith(PREFIX)
        && (!form(name).equals("text")
            || switch (name.substring(PREFIX.length())) {
              case "authors", "vendor", "title", "description", "ref.name", "base.name" -> true;
              default -> false;
            });
  }
}
