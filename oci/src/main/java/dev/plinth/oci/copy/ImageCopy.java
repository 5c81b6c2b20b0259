package dev.plinth.oci.copy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.source.ImageContent;
import dev.plinth.oci.source.ImageContents;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.LayoutUpdate;
import dev.plinth.oci.write.TemporaryPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Copies an image, or an index with all that is in it, byte for byte. Everything is proved by its
 * digest on the way; what is there already is not sent again.
 */
public final class ImageCopy {
  private static final int MOST_MANIFESTS = 10_000;

  private final ImageContent from;
  private final ImageSink to;
  private final Limits limits;
  private final boolean all;
  private final ImageOptions.Progress progress;
  private final Set<Digest> done = new HashSet<>();
  private int manifests;
  private int copied;
  private int there;
  private int mounted;
  private long bytes;

  private ImageCopy(ImageContent from, ImageSink to, ImageOptions options, boolean all) {
    this.from = from;
    this.to = to;
    this.limits = options.limits();
    this.all = all;
    this.progress = options.progress();
  }

  /**
   * What was done.
   *
   * @param root the manifest or index that was copied
   * @param manifests how many, indexes included
   * @param copied how many blobs
   * @param bytes of these
   * @param there how many blobs were there before
   * @param mounted how many a registry took over from another of its repositories
   * @param platformNote why another platform was taken than the one asked for; empty when it was
   *     not
   */
  public record Result(
      Descriptor root,
      int manifests,
      int copied,
      long bytes,
      int there,
      int mounted,
      String platformNote) {}

  /**
   * Copies.
   *
   * @param all true for every platform with all that belongs to it, false for one platform's image
   * @param input standard input
   * @throws PlinthException when it cannot be done; then what was at the destination is as it was
   */
  public static Result run(
      Target from, Destination to, ImageOptions options, boolean all, InputStream input) {
    return with(
        to,
        work -> {
          try (ImageContent content = ImageContents.open(from, options, all, input, work)) {
            return run(content, to, options, all, work);
          }
        });
  }

  /** The same for content that is made here. */
  static Result run(ImageContent from, Destination to, ImageOptions options) {
    return with(to, work -> run(from, to, options, true, work));
  }

  private static Result run(
      ImageContent from, Destination to, ImageOptions options, boolean all, Path work) {
    try (ImageSink sink = sink(to, options, work)) {
      return new ImageCopy(from, sink, options, all).run();
    }
  }

  private static Result with(Destination to, Function<Path, Result> copying) {
    Path work = null;
    try {
      work = workFolder(to);
      return copying.apply(work);
    } catch (IOException e) {
      throw CopyErrors.work(e);
    } finally {
      if (work != null) {
        TemporaryPlaces.delete(work);
      }
    }
  }

  private static ImageSink sink(Destination to, ImageOptions options, Path work) {
    Path path = to.path();
    if (path == null) {
      return new RegistrySink(
          Reference.parse(to.name()), options.registries().get(), options.limits());
    }
    return to.kind() == Destination.Kind.OCI_LAYOUT
        ? new LayoutSink(LayoutUpdate.of(path), to.name())
        : new ArchiveSink(work.resolve("layout"), path, to.name());
  }

  /** Beside the destination, where there is room for what will be there anyway. */
  private static Path workFolder(Destination to) throws IOException {
    Path path = to.path();
    if (path == null) {
      return Files.createTempDirectory("plinth-copy-");
    }
    Path parent = path.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException("the root folder cannot be written to");
    }
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, ".plinth-copy-");
  }

  private Result run() {
    progress.started(0, -1);
    byte[] root = document(from.root(), 0);
    to.finish(from.root(), root);
    return new Result(from.root(), manifests, copied, bytes, there, mounted, from.platformNote());
  }

  private byte[] document(Descriptor descriptor, int depth) {
    if (depth > limits.indexDepth()) {
      throw CopyErrors.large(
          from.label(), "its indexes nest more than " + limits.indexDepth() + " deep");
    }
    if (++manifests > MOST_MANIFESTS) {
      throw CopyErrors.large(from.label(), "it has more than " + MOST_MANIFESTS + " manifests");
    }
    byte[] content = from.document(descriptor);
    String name = descriptor.digest().toString();
    Document document = ManifestReader.read(content, name, limits.documentBytes(), limits.layers());
    if (document instanceof Manifest manifest) {
      blob(manifest.config());
      for (Descriptor layer : manifest.layers()) {
        blob(layer);
      }
    } else if (document instanceof ImageIndex index) {
      for (Descriptor inner : index.manifests()) {
        if (!done.add(inner.digest())) {
          continue;
        }
        if (!from.has(inner)) {
          throw CopyErrors.absent(from.label(), List.of(inner.digest().toString()), all);
        }
        if (isDocument(inner.mediaType())) {
          to.manifest(typed(inner), document(inner, depth + 1));
        } else {
          blob(inner);
        }
      }
    }
    return content;
  }

  /** An index may leave out what its manifests are. */
  private static Descriptor typed(Descriptor inner) {
    return inner.mediaType().isEmpty()
        ? Descriptor.of(MediaTypes.OCI_MANIFEST, inner.digest(), inner.size())
        : inner;
  }

  private static boolean isDocument(String mediaType) {
    return mediaType.isEmpty() || MediaTypes.isIndex(mediaType) || MediaTypes.isManifest(mediaType);
  }

  private void blob(Descriptor descriptor) {
    if (!done.add(descriptor.digest())) {
      return;
    }
    if (!from.has(descriptor)) {
      if (MediaTypes.isForeign(descriptor.mediaType()) || !descriptor.urls().isEmpty()) {
        return; // kept elsewhere by its own word, and fetched from there
      }
      throw CopyErrors.absent(from.label(), List.of(descriptor.digest().toString()), all);
    }
    try {
      ImageSink.Outcome outcome = to.blob(descriptor, from);
      switch (outcome) {
        case THERE -> there++;
        case MOUNTED -> mounted++;
        case COPIED -> {
          copied++;
          bytes += descriptor.size();
          progress.advanced(descriptor.size());
        }
      }
      progress.layerDone(outcome != ImageSink.Outcome.COPIED);
    } catch (IOException e) {
      throw CopyErrors.read(from.label(), descriptor, e);
    }
  }
}
