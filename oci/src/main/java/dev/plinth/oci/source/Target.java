package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a command line names: an image in a file, a folder, an engine or a registry, a root
 * filesystem, a source tree or an SBOM.
 *
 * @param kind what it is
 * @param text as written
 * @param path where it lies; null for standard input and for what lies in an engine or a registry
 * @param name which image of an archive or layout is meant: a tag or a whole reference; empty when
 *     none was given. Of an engine, the image's name or ID; of a registry, the whole reference
 * @param digest which image is meant, of its manifest, its index or its configuration; null when
 *     none was given
 */
public record Target(
    Kind kind, String text, @Nullable Path path, String name, @Nullable Digest digest) {

  /** What a target is. */
  public enum Kind {
    /** What {@code docker save} and its kin write. */
    DOCKER_ARCHIVE("docker-archive", true),
    /** A folder with an OCI image layout. */
    OCI_LAYOUT("oci-dir", true),
    /** A tar with an OCI image layout. */
    OCI_ARCHIVE("oci-archive", true),
    /** An archive whose content will show what it is. */
    ARCHIVE("archive", true),
    /** An image in a running engine, Docker's before Podman's. */
    DOCKER("docker", true),
    /** An image in a running engine, Podman's before Docker's. */
    PODMAN("podman", true),
    /** An image's name alone: looked for in a running engine, then in its registry. */
    NAME("name", true),
    /** An image in a registry. */
    REGISTRY("registry", true),
    /** A folder with a root filesystem. */
    ROOT_FILESYSTEM("dir", true),
    /** A folder with source code. */
    SOURCE("src", false),
    /** A file with an SBOM. */
    SBOM("sbom", false);

    private final String word;
    private final boolean image;

    Kind(String word, boolean image) {
      this.word = word;
      this.image = image;
    }

    /** The word of the command line, without its colon. */
    public String word() {
      return word;
    }

    /** True for what may come out of an engine. */
    boolean isEngine() {
      return this == DOCKER || this == PODMAN || this == NAME;
    }

    /** True for what {@link Images#open} reads. */
    public boolean isImage() {
      return image;
    }
  }

  /**
   * The target in this text:
   *
   * <pre>
   * target  = prefix ":" path [ ":" name | "@" digest ]  |  "-" [ ":" name | "@" digest ]  |  path …
   *         | engine ":" name  |  registry ":" reference  |  name
   * prefix  = docker-archive | docker-tar | oci-dir | oci | ocidir | oci-layout | oci-archive | tar
   *         | dir | rootfs | src | sbom
   * engine  = docker | docker-daemon | podman | containers-storage
   * registry = registry | docker "://"
   * </pre>
   *
   * A prefix may be followed by {@code //}. Where a path has colons, the longest part of the text
   * that exists is the path. Without a prefix, the content decides: a folder with {@code
   * oci-layout} is a layout, one with a package database or an os-release a root filesystem, any
   * other a source tree; a tar, plain or compressed, is an archive, JSON is an SBOM. What is
   * neither there nor looks like a path is an image's name.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none, or does not exist
   */
  public static Target parse(String text) {
    return TargetParser.parse(text);
  }

  /** True when one image of several was named. */
  public boolean chooses() {
    return !name.isEmpty() || digest != null;
  }
}
