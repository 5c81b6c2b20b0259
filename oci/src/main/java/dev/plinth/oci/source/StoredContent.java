package dev.plinth.oci.source;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a layout, in a folder or in an archive that can be reached at any place. */
final class StoredContent implements ImageContent {
  private final ReachableStore store;
  private final VerifiedDocuments documents;
  private final Descriptor root;
  private final String platformNote;

  private StoredContent(
      ReachableStore store, ImageOptions options, Descriptor root, String platformNote) {
    this.store = store;
    this.documents = new VerifiedDocuments(store, options.limits());
    this.root = root;
    this.platformNote = platformNote;
  }

  /**
   * Chooses what is to be copied.
   *
   * @param all true for an index with everything in it, false for one platform's image
   * @param form null for an archive, whose content shows it
   * @param work a folder of the caller's where files may be made, for images that are stored
   *     without a manifest
   */
  static ImageContent choose(
      ReachableStore store,
      Target target,
      ImageOptions options,
      boolean all,
      @Nullable String form,
      Path work) {
    ImageCatalog catalog = ImageCatalog.of(store, options.limits(), target, form);
    ImageChooser chooser = new ImageChooser(store.label(), target, options.platform());
    List<Candidate> hits = chooser.hits(catalog.candidates());
    boolean artifacts = true;
    for (Candidate hit : hits) {
      artifacts &= !hit.artifact().isEmpty();
    }
    if ((all || artifacts) && !hits.isEmpty() && hits.getFirst().digests().size() > 1) {
      Digest digest = whole(store, target, hits);
      return new StoredContent(store, options, describe(store, options, digest, null), "");
    }
    StoredImage image = chooser.choose(catalog.candidates());
    Digest manifest = image.image().manifestDigest();
    if (manifest != null) {
      Descriptor described = describe(store, options, manifest, image.image().platform());
      return new StoredContent(store, options, described, image.image().platformNote());
    }
    return SavedContent.of(store, options, image, work);
  }

  /** The outermost of what all of them have around them, or the one that was named. */
  private static Digest whole(ReachableStore store, Target target, List<Candidate> hits) {
    int root = hits.getFirst().root();
    for (Candidate hit : hits) {
      if (hit.root() != root) {
        List<String> choices = hits.stream().map(Candidate::shown).distinct().toList();
        throw SourceErrors.ambiguous(store.label(), choices);
      }
      if (!hit.missing().isEmpty()) {
        throw SourceErrors.missing(store.label(), hit.missing());
      }
    }
    // Of a complete one: the indexes around it, its configuration, its manifest.
    List<Digest> digests = hits.getFirst().digests();
    Digest configuration = digests.get(digests.size() - 2);
    Digest named = target.digest();
    if (named != null) {
      return named.equals(configuration) ? digests.getLast() : named;
    }
    return digests.size() > 2 ? digests.getFirst() : digests.getLast();
  }

  private static Descriptor describe(
      ReachableStore store, ImageOptions options, Digest digest, @Nullable Platform platform) {
    String name = VerifiedDocuments.blob(digest);
    byte[] bytes = store.document(name);
    if (bytes == null) {
      throw SourceErrors.missing(store.label(), List.of(name));
    }
    new VerifiedDocuments(store, options.limits()).prove(name, digest, bytes);
    Document document =
        ManifestReader.read(
            bytes, name, options.limits().documentBytes(), options.limits().layers());
    String type =
        document instanceof Manifest manifest
            ? manifest.mediaType()
            : ((ImageIndex) document).mediaType();
    return new Descriptor(type, digest, bytes.length, "", platform, Map.of(), List.of(), "");
  }

  @Override
  public Descriptor root() {
    return root;
  }

  @Override
  public String label() {
    return store.label();
  }

  @Override
  public String platformNote() {
    return platformNote;
  }

  @Override
  public synchronized byte[] document(Descriptor descriptor) {
    byte[] bytes = documents.read(descriptor);
    if (bytes == null) {
      throw SourceErrors.missing(
          store.label(), List.of(VerifiedDocuments.blob(descriptor.digest())));
    }
    return bytes;
  }

  @Override
  public boolean has(Descriptor descriptor) {
    return documents.has(descriptor);
  }

  @Override
  public InputStream open(Descriptor descriptor) throws IOException {
    byte[] inline = descriptor.inline();
    String name = VerifiedDocuments.blob(descriptor.digest());
    if (inline != null && store.size(name) < 0) {
      return new ByteArrayInputStream(inline);
    }
    return open(store, name);
  }

  /** The entry of that name, from its start. */
  static InputStream open(ReachableStore store, String name) throws IOException {
    if (store.size(name) < 0) {
      throw SourceErrors.missing(store.label(), List.of(name));
    }
    return new RegionStream(store.region(name));
  }

  /** A part of a file, which closing closes. */
  private static final class RegionStream extends InputStream {
    private final FileChannel channel;
    private long position;
    private long left;

    RegionStream(ReachableStore.Region region) {
      channel = region.channel();
      position = region.offset();
      left = region.size();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      int wanted = (int) Math.min(length, left);
      int count = channel.read(ByteBuffer.wrap(into, from, wanted), position);
      if (count > 0) {
        position += count;
        left -= count;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (IOException e) {
      throw SourceErrors.unreadable(store.label(), e);
    }
  }
}
