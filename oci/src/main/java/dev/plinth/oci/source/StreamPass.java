package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerBudget;
import dev.plinth.oci.layer.LayerBytes;
import dev.plinth.oci.layer.LayerPipeline;
import dev.plinth.oci.layer.LayerRequest;
import dev.plinth.oci.layer.LayerResult;
import dev.plinth.oci.source.StreamEntry.Outcome;
import dev.plinth.oci.tar.TarCursor;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
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
    TarCursor cursor =
        new TarCursor(
            options.limits(), options.limits().archiveEntries(), new StreamSource(archive));
    for (TarEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      switch (entry.type()) {
        case FILE -> {
          StreamEntry<R> before = table.find(entry.path());
          if (!cursor.isSparse()) {
            StreamEntry<R> read = file(entry.path(), cursor);
            abandon(before);
            table.put(entry.path(), read);
          }
        }
        case SYMLINK -> table.link(entry.path(), entry.link());
        case HARDLINK -> table.hardLink(entry.path(), entry.link());
        case DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, OTHER -> {}
      }
    }
    // A writer that is still there would fail if nobody read what follows the archive's end.
    byte[] rest = new byte[1 << 16];
    while (archive.read(rest) >= 0) {}
  }

  private static final class StreamSource implements TarCursor.Source {
    private final InputStream stream;

    StreamSource(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return stream.read(buffer, offset, length);
    }

    @Override
    public long skip(long bytes) throws IOException {
      byte[] passed = new byte[(int) Math.min(bytes, 1 << 16)];
      long left = bytes;
      while (left > 0) {
        int read = stream.read(passed, 0, (int) Math.min(left, passed.length));
        if (read < 0) {
          break;
        }
        left -= read;
      }
      return bytes - left;
    }
  }

  private StreamEntry<R> file(String path, TarCursor cursor) throws IOException {
    long size = cursor.stored();
    byte[] head = take(cursor, (int) Math.min(size, ArchiveMagic.HEAD));
    ArchiveMagic magic = ArchiveMagic.of(head);
    return switch (magic) {
      case JSON -> new StreamEntry<>(size, document(head, size, cursor), null);
      case TAR, GZIP, ZSTD -> new StreamEntry<>(size, null, layer(path, head, size, cursor, magic));
      case XZ, BZIP2, SQUASHFS, XML, EMPTY, OTHER -> new StreamEntry<>(size, null, null);
    };
  }

  private static byte[] take(TarCursor cursor, int length) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      filled += cursor.read(bytes, filled, length - filled);
    }
    return bytes;
  }

  private byte @Nullable [] document(byte[] head, long size, TarCursor cursor) throws IOException {
    int limit = options.limits().documentBytes();
    if (size > limit || kept + size > (long) MAX_DOCUMENTS * limit) {
      return null;
    }
    kept += size;
    byte[] document = new byte[(int) size];
    System.arraycopy(head, 0, document, 0, head.length);
    byte[] rest = take(cursor, document.length - head.length);
    System.arraycopy(rest, 0, document, head.length, rest.length);
    return document;
  }

  private @Nullable Outcome<R> layer(
      String path, byte[] head, long size, TarCursor cursor, ArchiveMagic magic) {
    LayerAnalysis<R> learning = analysis;
    if (learning == null) {
      return null;
    }
    Digest named = VerifiedDocuments.digestOf(path);
    R known = named == null ? null : learning.known(named);
    if (known != null) {
      return new Outcome.Known<>(known);
    }
    EntryStream content = new EntryStream(cursor, head);
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
