package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads targets as they stand on a command line: {@link Target#parse}. */
final class TargetParser {
  private static final int LONGEST = 8_192;

  private TargetParser() {}

  static Target parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw SourceErrors.target(text, text.isEmpty() ? "it is empty" : "no path reads like that");
    }
    if (isStandardInput(text)) {
      return located(Target.Kind.ARCHIVE, text, text);
    }
    int colon = text.indexOf(':');
    if (colon > 0) {
      String prefix = text.substring(0, colon);
      String rest = text.substring(colon + 1);
      Target.Kind kind =
          switch (prefix) {
            case "docker-archive", "docker-tar" -> Target.Kind.DOCKER_ARCHIVE;
            case "oci-dir", "oci", "ocidir", "oci-layout" -> Target.Kind.OCI_LAYOUT;
            case "oci-archive" -> Target.Kind.OCI_ARCHIVE;
            case "tar" -> Target.Kind.ARCHIVE;
            case "dir", "rootfs" -> Target.Kind.ROOT_FILESYSTEM;
            case "src" -> Target.Kind.SOURCE;
            case "sbom" -> Target.Kind.SBOM;
            default -> null;
          };
      if (kind != null) {
        return prefixed(kind, text, rest.startsWith("//") ? rest.substring(2) : rest);
      }
      Target.Kind engine = engine(prefix, rest);
      if (engine != null) {
        return engine(engine, text, rest.startsWith("//") ? rest.substring(2) : rest);
      }
      if (prefix.equals("registry") || prefix.equals("docker")) {
        return registry(text, rest.startsWith("//") ? rest.substring(2) : rest);
      }
      if (prefix.equals("sif")) {
        throw SourceErrors.singularity(text);
      }
    }
    return bare(text);
  }

  /** Null for what names no engine; {@code docker://} is skopeo's word for a registry. */
  private static Target.@Nullable Kind engine(String prefix, String rest) {
    return switch (prefix) {
      case "docker" -> rest.startsWith("//") ? null : Target.Kind.DOCKER;
      case "docker-daemon" -> Target.Kind.DOCKER;
      case "podman", "containers-storage" -> Target.Kind.PODMAN;
      default -> null;
    };
  }

  private static Target engine(Target.Kind kind, String text, String name) {
    if (name.isEmpty()) {
      throw SourceErrors.target(text, "no image's name follows the prefix");
    }
    return new Target(kind, text, null, name, null);
  }

  private static Target registry(String text, String reference) {
    if (reference.isEmpty()) {
      throw SourceErrors.target(text, "no image's name follows the prefix");
    }
    Reference.parse(reference);
    return new Target(Target.Kind.REGISTRY, text, null, reference, null);
  }

  private static boolean isStandardInput(String text) {
    return text.equals("-") || text.startsWith("-:") || text.startsWith("-@");
  }

  private static Target prefixed(Target.Kind kind, String text, String rest) {
    if (rest.isEmpty()) {
      throw SourceErrors.target(text, "no path follows the prefix");
    }
    if (kind == Target.Kind.ROOT_FILESYSTEM
        || kind == Target.Kind.SOURCE
        || kind == Target.Kind.SBOM) {
      Path path = existing(rest);
      if (path == null) {
        throw SourceErrors.absent(text, rest);
      }
      boolean folder = Files.isDirectory(path);
      if (folder == (kind == Target.Kind.SBOM)) {
        throw SourceErrors.wrongKind(text, rest, folder ? "a folder" : "not a folder");
      }
      return new Target(kind, text, path, "", null);
    }
    if (kind != Target.Kind.OCI_LAYOUT && isStandardInput(rest)) {
      return located(kind, text, rest);
    }
    Target target = located(kind, text, rest);
    Path path = target.path();
    boolean folder = path != null && Files.isDirectory(path);
    if (folder != (kind == Target.Kind.OCI_LAYOUT)) {
      throw SourceErrors.wrongKind(
          text,
          String.valueOf(path),
          folder ? "a folder (is it oci-dir:?)" : "a file (is it oci-archive:?)");
    }
    return target;
  }

  private static Target bare(String text) {
    Split split = split(text);
    if (split == null) {
      if (looksLikePath(text) || !isName(text)) {
        throw SourceErrors.absent(text, text);
      }
      return new Target(Target.Kind.NAME, text, null, text, null);
    }
    Target.Kind kind = TargetSniffer.kind(text, split.path);
    if (!kind.isImage() || kind == Target.Kind.ROOT_FILESYSTEM) {
      if (!split.rest.isEmpty()) {
        throw SourceErrors.nothingToChoose(text, split.path.toString(), kind.word());
      }
      return new Target(kind, text, split.path, "", null);
    }
    return chosen(kind, text, split.path, split.rest);
  }

  private static boolean isName(String text) {
    try {
      Reference.parse(text);
      return true;
    } catch (PlinthException e) {
      return text.length() == 64 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
  }

  private static boolean looksLikePath(String text) {
    return text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("~")
        || text.endsWith(".tar")
        || text.endsWith(".tgz")
        || text.endsWith(".tar.gz")
        || text.endsWith(".tar.zst")
        || text.endsWith(".json")
        || text.endsWith("/");
  }

  private static Target located(Target.Kind kind, String text, String rest) {
    if (isStandardInput(rest)) {
      return chosen(kind, text, null, rest.substring(1));
    }
    Split split = split(rest);
    if (split == null) {
      throw SourceErrors.absent(text, rest);
    }
    return chosen(kind, text, split.path, split.rest);
  }

  /** What exists, and what follows it: empty, or starting with a colon or an at sign. */
  private record Split(Path path, String rest) {}

  private static @Nullable Split split(String text) {
    Path whole = existing(text);
    if (whole != null) {
      return new Split(whole, "");
    }
    for (int i = text.length() - 1; i > 0; i--) {
      char c = text.charAt(i);
      if (c == ':' || c == '@') {
        Path path = existing(text.substring(0, i));
        if (path != null) {
          return new Split(path, text.substring(i));
        }
      }
    }
    return null;
  }

  private static @Nullable Path existing(String text) {
    try {
      Path path = Path.of(text);
      return Files.exists(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Target chosen(Target.Kind kind, String text, @Nullable Path path, String rest) {
    if (rest.isEmpty()) {
      return new Target(kind, text, path, "", null);
    }
    int at = rest.lastIndexOf('@');
    Digest digest = null;
    if (at >= 0) {
      try {
        digest = Digest.parse(rest.substring(at + 1));
      } catch (IllegalArgumentException e) {
        throw SourceErrors.target(text, "what follows '@' is no digest: " + safe(e));
      }
    }
    String name = at < 0 ? rest.substring(1) : at == 0 ? "" : rest.substring(1, at);
    if (name.isEmpty() && digest == null) {
      throw SourceErrors.target(text, "no tag follows the last colon");
    }
    return new Target(kind, text, path, name, digest);
  }

  private static String safe(IllegalArgumentException e) {
    return SafeText.of(String.valueOf(e.getMessage()));
  }
}
