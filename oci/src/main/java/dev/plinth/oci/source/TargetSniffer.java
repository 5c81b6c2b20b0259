package dev.plinth.oci.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Says what a path without a prefix is, by its content. */
final class TargetSniffer {
  private static final String[] ROOT_MARKS = {
    "var/lib/dpkg/status",
    "var/lib/dpkg/status.d",
    "lib/apk/db/installed",
    "usr/lib/apk/db/installed",
    "var/lib/rpm",
    "usr/lib/sysimage/rpm",
    "usr/share/rpm",
    "etc/os-release",
    "usr/lib/os-release"
  };

  private TargetSniffer() {}

  static Target.Kind kind(String text, Path path) {
    if (Files.isDirectory(path)) {
      return folder(text, path);
    }
    if (!Files.isRegularFile(path)) {
      return Target.Kind.ARCHIVE; // a pipe or /dev/stdin: what it holds shows only as it is read
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(ArchiveMagic.HEAD);
    } catch (IOException e) {
      throw SourceErrors.unreadable(path.toString(), e);
    }
    return switch (ArchiveMagic.of(head)) {
      case TAR, GZIP, ZSTD -> Target.Kind.ARCHIVE;
      case JSON -> Target.Kind.SBOM;
      case XML -> throw SourceErrors.xml(text);
      case XZ, BZIP2 -> throw SourceErrors.otherCompression(text);
      case SQUASHFS -> throw SourceErrors.singularity(text);
      case EMPTY -> throw SourceErrors.emptyFile(text);
      case OTHER -> throw SourceErrors.unknownFile(text);
    };
  }

  private static Target.Kind folder(String text, Path path) {
    if (Files.exists(path.resolve("oci-layout"))
        || (Files.exists(path.resolve("index.json")) && Files.isDirectory(path.resolve("blobs")))) {
      return Target.Kind.OCI_LAYOUT;
    }
    for (String mark : ROOT_MARKS) {
      if (Files.exists(path.resolve(mark), LinkOption.NOFOLLOW_LINKS)) {
        return Target.Kind.ROOT_FILESYSTEM;
      }
    }
    if (isTransportFolder(path)) {
      throw SourceErrors.transportFolder(text);
    }
    return Target.Kind.SOURCE;
  }

  /** True for what {@code skopeo copy … dir:} writes. */
  private static boolean isTransportFolder(Path path) {
    Path version = path.resolve("version");
    if (!Files.exists(path.resolve("manifest.json")) || !Files.isRegularFile(version)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(version)) {
      return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1)
          .startsWith("Directory Transport Version");
    } catch (IOException e) {
      return false;
    }
  }
}
