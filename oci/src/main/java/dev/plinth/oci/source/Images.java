package dev.plinth.oci.source;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.engine.EngineImage;
import dev.plinth.oci.engine.EngineKind;
import dev.plinth.oci.engine.Engines;
import dev.plinth.oci.image.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens the images that targets name. */
public final class Images {
  private Images() {}

  /**
   * Opens a target; what it holds is read only when it is asked for. A plain tar in a file is
   * reached at any place; standard input, pipes and compressed files are read forward, once.
   *
   * @throws dev.plinth.foundation.PlinthException when it cannot be opened or is no image
   */
  public static OpenImage open(Target target, ImageOptions options) {
    return open(target, options, System.in);
  }

  /** As above, with another standard input. */
  static OpenImage open(Target target, ImageOptions options, InputStream standardInput) {
    Path path = target.path();
    return switch (target.kind()) {
      case ROOT_FILESYSTEM -> new FolderSource(target, options, existing(path));
      case OCI_LAYOUT ->
          new StoredSource(
              target,
              options,
              new FolderStore(existing(path), options.limits().documentBytes()),
              true);
      case DOCKER_ARCHIVE, OCI_ARCHIVE, ARCHIVE ->
          path == null
              ? stream(target, options, "standard input", standardInput)
              : archive(target, options, path);
      case DOCKER -> engine(target, options, EngineKind.DOCKER);
      case PODMAN -> engine(target, options, EngineKind.PODMAN);
      case NAME -> named(target, options);
      case REGISTRY -> new RegistrySource(target, options);
      case SOURCE -> throw SourceErrors.sourceIsNoImage(target);
      case SBOM -> throw SourceErrors.sbomIsNoImage(target);
    };
  }

  private static Path existing(@Nullable Path path) {
    return Objects.requireNonNull(path, "a folder that was found has a path");
  }

  private static OpenImage engine(Target target, ImageOptions options, EngineKind kind) {
    return new EngineSource(
        target, options, Engines.image(target.name(), kind, options.environment()));
  }

  /** A name without a prefix: what was just built is in an engine, and comes first. */
  private static OpenImage named(Target target, ImageOptions options) {
    Engines.Search search = Engines.search(target.name(), options.environment());
    EngineImage image = search.image();
    if (image != null) {
      return new EngineSource(target, options, image);
    }
    if (Reference.isIdentifier(target.name())) {
      throw SourceErrors.absent(target.text(), target.text());
    }
    return new RegistrySource(target, options);
  }

  private static OpenImage archive(Target target, ImageOptions options, Path path) {
    String label = path.toString();
    try {
      if (Files.isRegularFile(path)) {
        try (InputStream in = Files.newInputStream(path)) {
          ArchiveMagic magic = ArchiveMagic.of(in.readNBytes(ArchiveMagic.HEAD));
          if (magic == ArchiveMagic.TAR) {
            return new StoredSource(
                target, options, TarFileStore.open(path, options.limits()), false);
          }
        }
      }
      return stream(target, options, label, Files.newInputStream(path));
    } catch (IOException e) {
      throw SourceErrors.unreadable(label, e);
    }
  }

  private static OpenImage stream(
      Target target, ImageOptions options, String label, InputStream in) {
    boolean opened = false;
    try {
      byte[] head = in.readNBytes(ArchiveMagic.HEAD);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
      Compression compression = compression(target, label, head);
      StreamedSource source =
          new StreamedSource(
              target,
              options,
              label,
              compression == Compression.NONE
                  ? whole
                  : new UnpackingStream(label, whole, compression, options.limits()));
      opened = true;
      return source;
    } catch (IOException e) {
      throw SourceErrors.unreadable(label, e);
    } finally {
      if (!opened) {
        Cancellation.close(in);
      }
    }
  }

  /** How an archive that starts like this is compressed. */
  static Compression compression(Target target, String label, byte[] head) {
    return switch (ArchiveMagic.of(head)) {
      case TAR -> Compression.NONE;
      case GZIP -> Compression.GZIP;
      case ZSTD -> Compression.ZSTD;
      case EMPTY ->
          throw target.path() == null
              ? SourceErrors.emptyStream(label)
              : SourceErrors.emptyFile(label);
      case XZ, BZIP2 -> throw SourceErrors.otherCompression(label);
      case SQUASHFS -> throw SourceErrors.singularity(label);
      case JSON, XML, OTHER -> throw SourceErrors.unknownFile(label);
    };
  }
}
