package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerBudget;
import dev.plinth.oci.layer.LayerBytes;
import dev.plinth.oci.layer.LayerPipeline;
import dev.plinth.oci.layer.LayerProof;
import dev.plinth.oci.layer.LayerRequest;
import dev.plinth.oci.layer.LayerResult;
import dev.plinth.oci.source.StreamEntry.Outcome;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an archive that can only be read forward. Which layers the image has is known for
 * certain only at the end, so everything that looks like a layer is analysed as it streams by, and
 * everything that looks like a document is kept; nothing else is.
 *
 * @param <R> what is learnt from one layer
 */
final class StreamPass<R> implements EntryStore {
  /** How many documents of the greatest size are kept, in all. */
  private static final int MAX_DOCUMENTS = 16;

  /** Up to which size a document is kept whatever it seems to be. */
  private static final int SURELY_KEPT = 64 << 10;

  /** How many bytes after the archive's end are read. */
  private static final long MAX_PADDING = 64L << 20;

  private final String label;
  private final ImageOptions options;
  private final @Nullable LayerAnalysis<R> analysis;
  private final LayerBudget budget;
  private final EntryTable<StreamEntry<R>> table;
  private long kept;

  /** With no analysis, layers are passed over. */
  StreamPass(String label, ImageOptions options, @Nullable LayerAnalysis<R> analysis) {
    this.label = label;
    this.options = options;
    this.analysis = analysis;
    this.budget = new LayerBudget(options.limits());
    this.table = new EntryTable<>(label);
  }

  /** Reads the whole archive. */
  void read(InputStream archive) throws IOException {
    try {
      readEntries(archive);
    } catch (PlinthException e) {
      throw SourceErrors.within(label, e);
    }
  }

  private void readEntries(InputStream archive) throws IOException {
    TarStream tar =
        new TarStream(
            new PassingStream(archive), options.limits(), options.limits().archiveEntries());
    for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
      switch (entry.type()) {
        case FILE -> {
          StreamEntry<R> before = table.find(entry.path());
          if (tar.contentOffset() >= 0) {
            StreamEntry<R> read = file(entry.path(), entry.size(), tar.content());
            abandon(before);
            table.put(entry.path(), read);
          }
        }
        case SYMLINK -> table.link(entry.path(), entry.link());
        case HARDLINK -> table.hardLink(entry.path(), entry.link());
        case DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, OTHER -> {}
      }
    }
    // A writer that is still there would fail if nobody read what pads the archive, and only at its
    // end does a compressed one show whether it is whole; but no padding goes on for ever.
    byte[] rest = new byte[1 << 16];
    long padding = 0;
    for (int n = archive.read(rest); n >= 0 && padding < MAX_PADDING; n = archive.read(rest)) {
      padding += n;
    }
  }

  /** Passes over in large pieces what others skip in small ones. */
  private static final class PassingStream extends FilterInputStream {
    private final byte[] passed = new byte[1 << 16];

    PassingStream(InputStream stream) {
      super(stream);
    }

    @Override
    public long skip(long bytes) throws IOException {
      return Math.max(read(passed, 0, Math.clamp(bytes, 0, passed.length)), 0);
    }
  }

  private StreamEntry<R> file(String path, long size, InputStream content) throws IOException {
    byte[] head = content.readNBytes(ArchiveMagic.HEAD);
    ArchiveMagic magic = ArchiveMagic.of(head);
    return switch (magic) {
      case JSON -> new StreamEntry<>(size, document(head, size, content), null);
      case TAR, GZIP, ZSTD ->
          new StreamEntry<>(size, null, layer(path, head, size, content, magic));
      case XZ, BZIP2, SQUASHFS, XML, EMPTY, OTHER -> new StreamEntry<>(size, null, null);
    };
  }

  /** True for what archives carry beside the image: in-toto statements, signed envelopes, SBOMs. */
  private static boolean isStatement(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.contains("\"_type\"")
        || text.contains("\"payloadType\"")
        || text.contains("\"spdxVersion\"")
        || text.contains("\"bomFormat\"");
  }

  private byte @Nullable [] document(byte[] head, long size, InputStream content)
      throws IOException {
    int limit = options.limits().documentBytes();
    if (size > limit
        || kept + size > (long) MAX_DOCUMENTS * limit
        || (size > SURELY_KEPT && isStatement(head))) {
      return null;
    }
    kept += size;
    byte[] document = new byte[(int) size];
    System.arraycopy(head, 0, document, 0, head.length);
    content.readNBytes(document, head.length, document.length - head.length);
    return document;
  }

  private @Nullable Outcome<R> layer(
      String path, byte[] head, long size, InputStream stream, ArchiveMagic magic) {
    LayerAnalysis<R> learning = analysis;
    if (learning == null) {
      return null;
    }
    Digest named = VerifiedDocuments.digestOf(path);
    // What is known came from the stored bytes: it says nothing of what is asked to be proved now.
    R known = named == null || options.verifyDiffIds() ? null : learning.known(named);
    EntryStream content = new EntryStream(stream, head);
    if (known != null && named != null) {
      try {
        LayerProof.prove(
            LayerBytes.stream(path + " of " + label, content, size),
            named,
            size,
            options.progress()::advanced);
        return new Outcome.Known<>(known);
      } catch (PlinthException e) {
        return new Outcome.Failed<>(e);
      } finally {
        content.detach();
      }
    }
    LayerRequest request =
        LayerRequest.of(LayerBytes.stream(path + " of " + label, content, size))
            .expecting(named, size);
    if (magic != ArchiveMagic.TAR && (named == null || options.verifyDiffIds())) {
      request = request.withDiffId(null);
    }
    LayerAnalysis.Reading<R> reading = learning.begin();
    boolean read = false;
    try {
      LayerResult result =
          LayerPipeline.read(request, reading, budget, options.progress()::advanced);
      read = true;
      return new Outcome.Read<>(reading, result, named);
    } catch (PlinthException e) {
      return new Outcome.Failed<>(e);
    } finally {
      content.detach();
      if (!read) {
        reading.abandon();
      }
    }
  }

  /** Lets go of everything that was read and is not wanted. */
  void abandonAllBut(Set<String> wanted) {
    table
        .entries()
        .forEach((name, entry) -> {
          if (!wanted.contains(name)) {
            abandon(entry);
          }
        });
  }

  private static <R> void abandon(@Nullable StreamEntry<R> entry) {
    if (entry != null && entry.layer() instanceof Outcome.Read<R> read) {
      read.reading().abandon();
    }
  }

  /** The outcome of the entry of that name; null when it is no layer, or not there. */
  @Nullable Outcome<R> outcome(String name) {
    StreamEntry<R> entry = table.find(name);
    return entry == null ? null : entry.layer();
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public long size(String name) {
    StreamEntry<R> entry = table.find(name);
    return entry == null ? -1 : entry.size();
  }

  @Override
  public byte @Nullable [] document(String name) {
    StreamEntry<R> entry = table.find(name);
    if (entry == null) {
      return null;
    }
    int limit = options.limits().documentBytes();
    if (entry.size() > limit) {
      throw SourceErrors.documentSize(label, name, entry.size(), limit);
    }
    byte[] document = entry.document();
    if (document == null) {
      throw kept + entry.size() > (long) MAX_DOCUMENTS * limit
          ? SourceErrors.documentsSize(label, (long) MAX_DOCUMENTS * limit)
          : SourceErrors.notADocument(label, name);
    }
    return document;
  }

  @Override
  public String canonical(String name) {
    String resolved = table.resolve(name);
    return resolved == null ? name : resolved;
  }

  @Override
  public Set<String> names() {
    return table.names();
  }
}
