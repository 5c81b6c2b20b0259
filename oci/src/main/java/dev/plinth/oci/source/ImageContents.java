package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.engine.EngineImage;
import dev.plinth.oci.engine.EngineKind;
import dev.plinth.oci.engine.Engines;
import dev.plinth.oci.image.Reference;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens what targets name for being copied. */
public final class ImageContents {
  private ImageContents() {}

  /**
   * Opens a target and chooses what of it is to be copied. What can only be read forward (standard
   * input, an engine's export, a compressed archive) is written to a file first.
   *
   * @param all true for an index with everything in it, false for one platform's image
   * @param input standard input
   * @param work a folder of the caller's where files may be made; the caller removes it
   * @throws PlinthException when it cannot be opened, or none or several could be meant
   */
  public static ImageContent open(
      Target target, ImageOptions options, boolean all, InputStream input, Path work) {
    return switch (target.kind()) {
      case OCI_LAYOUT ->
          chosen(
              new FolderStore(
                  Objects.requireNonNull(target.path(), "a layout is a folder"),
                  options.limits().documentBytes()),
              target,
              options,
              all,
              "oci-dir",
              work);
      case DOCKER_ARCHIVE, OCI_ARCHIVE, ARCHIVE -> archive(target, options, all, input, work);
      case DOCKER ->
          engine(
              target,
              options,
              all,
              Engines.image(target.name(), EngineKind.DOCKER, options.environment()),
              work);
      case PODMAN ->
          engine(
              target,
              options,
              all,
              Engines.image(target.name(), EngineKind.PODMAN, options.environment()),
              work);
      case NAME -> {
        EngineImage image = Engines.search(target.name(), options.environment()).image();
        if (image == null && Reference.isIdentifier(target.name())) {
          throw SourceErrors.absent(target.text(), target.text());
        }
        yield image == null
            ? RegistryContent.of(target, options, all)
            : engine(target, options, all, image, work);
      }
      case REGISTRY -> RegistryContent.of(target, options, all);
      case ROOT_FILESYSTEM, SOURCE, SBOM -> throw SourceErrors.notCopied(target);
    };
  }

  private static ImageContent chosen(
      ReachableStore store,
      Target target,
      ImageOptions options,
      boolean all,
      @Nullable String form,
      Path work) {
    boolean chosen = false;
    try {
      ImageContent content = StoredContent.choose(store, target, options, all, form, work);
      chosen = true;
      return content;
    } finally {
      if (!chosen) {
        Cancellation.close(store);
      }
    }
  }

  private static ImageContent archive(
      Target target, ImageOptions options, boolean all, InputStream input, Path work) {
    Path path = target.path();
    String label = path == null ? "standard input" : path.toString();
    try {
      if (path != null && Files.isRegularFile(path)) {
        try (InputStream in = Files.newInputStream(path)) {
          if (ArchiveMagic.of(in.readNBytes(ArchiveMagic.HEAD)) == ArchiveMagic.TAR) {
            TarFileStore store = TarFileStore.open(path, options.limits());
            return chosen(store, target, options, all, null, work);
          }
        }
      }
      try (InputStream in = path == null ? input : Files.newInputStream(path)) {
        return spooled(label, in, target, options, all, null, work);
      }
    } catch (IOException e) {
      throw SourceErrors.unreadable(label, e);
    }
  }

  private static ImageContent engine(
      Target target, ImageOptions options, boolean all, EngineImage image, Path work) {
    Target exact = new Target(target.kind(), target.text(), null, "", image.id());
    try (InputStream in = image.export()) {
      return spooled(target.text(), in, exact, options, all, image.kind().word(), work);
    } catch (IOException e) {
      throw SourceErrors.unreadable(target.text(), e);
    }
  }

  private static ImageContent spooled(
      String label,
      InputStream in,
      Target target,
      ImageOptions options,
      boolean all,
      @Nullable String form,
      Path work)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(ArchiveMagic.HEAD);
    byte[] head = buffered.readNBytes(ArchiveMagic.HEAD);
    buffered.reset();
    Compression compression = Images.compression(target, label, head);
    Path file = work.resolve("archive.tar");
    try (InputStream plain =
            compression == Compression.NONE
                ? buffered
                : new UnpackingStream(label, buffered, compression, options.limits());
        OutputStream out = Files.newOutputStream(file)) {
      plain.transferTo(out);
    }
    return chosen(
        TarFileStore.open(file, label, options.limits()), target, options, all, form, work);
  }
}
