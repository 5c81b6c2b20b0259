package dev.plinth.dockerfile.meaning;

import org.jspecify.annotations.Nullable;

/** The builder's own arguments: Dockerfile reference, "Automatic platform ARGs". */
final class Platforms {
  static final String[] NAMES = {
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE"
  };

  private Platforms() {}

  /** What one of them holds; null where only the build tells. */
  static @Nullable String value(String name, BuildOptions options) {
    boolean target = name.startsWith("TARGET");
    String platform = target ? options.platform() : options.buildPlatform();
    if (platform == null) {
      return null;
    }
    String[] parts = platform.split("/", 3);
    return switch (name.substring(target ? "TARGET".length() : "BUILD".length())) {
      case "PLATFORM" -> platform;
      case "OS" -> parts[0];
      case "ARCH" -> parts.length > 1 ? parts[1] : null;
      case "VARIANT" -> parts.length > 2 ? parts[2] : "";
      default -> null;
    };
  }
}
