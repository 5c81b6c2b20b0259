package dev.plinth.advisories.feed;

import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.PlinthException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes files into the store: {@code plinth db import}. Each file is one transaction, and so are
 * the loose documents of each folder given: a bad record is named and skipped, a bad file changes
 * nothing. A folder is walked in the order of names; links in it are not followed and its hidden
 * files not read; archives in it are files of their own. Nothing is unpacked to disk.
 */
public final class Importer {
  private final StoreUpdate store;
  private final ImportListener listener;
  private final FeedLimits limits;
  private Framing framing = Framing.FILE;
  private final List<ImportReport.FileReport> reports = new ArrayList<>();

  private Importer(StoreUpdate store, ImportListener listener, FeedLimits limits) {
    this.store = store;
    this.listener = listener;
    this.limits = limits;
  }

  /**
   * Takes all of these in; the caller publishes the update where the report says that it {@link
   * ImportReport#changed changed} anything.
   */
  public static ImportReport importPaths(
      List<Path> paths, StoreUpdate store, ImportListener listener) {
    return importPaths(paths, store, listener, FeedLimits.defaults());
  }

  /** As above, within limits of one's own. */
  public static ImportReport importPaths(
      List<Path> paths, StoreUpdate store, ImportListener listener, FeedLimits limits) {
    Importer importer = new Importer(store, listener, limits);
    for (Path path : paths) {
      importer.path(path);
    }
    return new ImportReport(importer.reports);
  }

  /**
   * Takes one stream in, as a file of its own: a document or a tar archive, compressed or not. For
   * transports other than the file system; a zip archive must be a file.
   */
  public static ImportReport.FileReport importStream(
      String name, InputStream in, StoreUpdate store, ImportListener listener) {
    Importer importer = new Importer(store, listener, FeedLimits.defaults());
    importer.transaction(name, sink -> importer.stream(name, in, sink));
    return importer.reports.getFirst();
  }

  /**
   * Takes files in as one document of a feed, in one transaction.
   *
   * @param name what to call it
   * @param files an archive or a document; or archives and documents in the order of their age, of
   *     which single documents may be bad
   */
  public static ImportReport.FileReport importDocument(
      String name, List<Path> files, StoreUpdate store, ImportListener listener, Framing framing) {
    Importer importer = new Importer(store, listener, FeedLimits.defaults());
    importer.framing = framing;
    importer.transaction(
        name,
        sink -> {
          if (files.size() == 1 && !framing.mayBeEmpty()) {
            importer.file(files.getFirst(), name, Files.size(files.getFirst()), sink);
          } else {
            importer.documents(files, sink);
          }
        },
        framing);
    return importer.reports.getFirst();
  }

  @FunctionalInterface
  private interface Reading {
    void read(RecordSink sink) throws IOException;
  }

  private void transaction(String name, Reading reading) {
    transaction(name, reading, Framing.FILE);
  }

  private void transaction(String name, Reading reading, Framing framing) {
    listener.started(name);
    RecordSink sink = new RecordSink(name, store, listener);
    PlinthException failure = null;
    framing.begin(name, store);
    boolean whole = false;
    try {
      reading.read(sink);
      if (sink.understood() == 0 && !framing.mayBeEmpty()) {
        throw FeedErrors.nothing(name);
      }
      framing.end(sink.report(null), store);
      store.commit();
      whole = true;
    } catch (IOException e) {
      failure = FeedErrors.io(name, e);
    } catch (PlinthException e) {
      if (e.code().startsWith("PLINTH-STORE-")) {
        throw e;
      }
      failure = e;
    } finally {
      if (!whole) {
        store.rollback();
      }
    }
    ImportReport.FileReport report = sink.report(failure);
    reports.add(report);
    listener.finished(report);
  }

  private void path(Path path) {
    String name = path.toString();
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        folder(path);
      } else if (attributes.isRegularFile()) {
        transaction(name, sink -> file(path, name, attributes.size(), sink));
      } else {
        transaction(
            name,
            sink -> {
              throw FeedErrors.special(name);
            });
      }
    } catch (IOException e) {
      transaction(
          name,
          sink -> {
            throw e;
          });
    }
  }

  private void file(Path path, String name, long size, RecordSink sink) throws IOException {
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(4);
    }
    if (Unwrapping.zip(magic)) {
      Unwrapping.zip(path, size, limits, new Members(name, sink));
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        stream(name, in, sink);
      }
    }
  }

  private void stream(String name, InputStream in, RecordSink sink) throws IOException {
    Unwrapping.stream(in, limits, new Members(name, sink));
  }

  private final class Members implements Unwrapping.Visitor {
    private final String file;
    private final RecordSink sink;
    private final DocumentReader reader;

    Members(String file, RecordSink sink) {
      this.file = file;
      this.sink = sink;
      this.reader = new DocumentReader(limits, sink, file);
    }

    @Override
    public void document(InputStream in) throws IOException {
      try {
        if (!reader.read("", 0, in)) {
          throw FeedErrors.unknown(file);
        }
      } catch (BadRecordException e) {
        throw FeedErrors.damaged(file, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void member(String name, long modified, InputStream in) throws IOException {
      if (framing.reads(name)) {
        Importer.member(name, modified, in, reader, sink);
      } else {
        sink.ignored();
      }
    }

    @Override
    public void ignored(String name) {
      sink.ignored();
    }
  }

  /**
   * One document among many: what is wrong with a single record is that record's fault, but a
   * damaged one of many records, whose first are taken already, spoils the whole file.
   */
  private static void member(
      String name, long modified, InputStream in, DocumentReader reader, RecordSink sink)
      throws IOException {
    long before = sink.seen();
    Guarded content = new Guarded(in);
    try {
      if (!reader.read(name, modified, content)) {
        sink.skipped(name, "it is of no known format");
      }
    } catch (BadRecordException e) {
      sink.skipped(name, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (content.failed || sink.seen() != before) {
        throw e;
      }
      sink.skipped(name, String.valueOf(e.getMessage()));
    }
  }

  /** Tells failures of the container from those of the document in it. */
  private static final class Guarded extends FilterInputStream {
    boolean failed;

    Guarded(InputStream in) {
      super(in);
    }

    /** The container closes it: a reader of the document must not. */
    @Override
    public void close() {}

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }

  private void folder(Path folder) {
    List<Path> documents = new ArrayList<>();
    List<Path> wrapped = new ArrayList<>();
    int[] others = new int[1];
    IOException failure = null;
    try {
      walk(folder, 0, documents, wrapped, others);
    } catch (IOException e) {
      failure = e;
    }
    IOException failed = failure;
    if (failed != null || !documents.isEmpty() || wrapped.isEmpty()) {
      transaction(
          folder.toString(),
          sink -> {
            if (failed != null) {
              throw failed;
            }
            documents(folder, documents, others[0], sink);
          });
    }
    if (failed == null) {
      for (Path path : wrapped) {
        path(path);
      }
    }
  }

  private void documents(Path folder, List<Path> documents, int others, RecordSink sink)
      throws IOException {
    for (int i = 0; i < others; i++) {
      sink.ignored();
    }
    for (Path document : documents) {
      document(document, shown(folder, document), sink);
    }
  }

  private void documents(List<Path> documents, RecordSink sink) throws IOException {
    for (Path document : documents) {
      String name = String.valueOf(document.getFileName());
      if (Unwrapping.wrapped(name)) {
        file(document, name, Files.size(document), sink);
      } else {
        document(document, name, sink);
      }
    }
  }

  private void document(Path document, String name, RecordSink sink) throws IOException {
    try (InputStream in =
        new BufferedInputStream(
            Files.newInputStream(document, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      member(name, 0, in, new DocumentReader(limits, sink, name), sink);
    }
  }

  private void walk(Path folder, int depth, List<Path> documents, List<Path> wrapped, int[] others)
      throws IOException {
    if (depth > limits.depth()) {
      throw new FeedLimitException("its folders nest deeper than " + limits.depth());
    }
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = new ArrayList<>(listed.limit(limits.members() + 1L).toList());
    }
    entries.sort(null);
    for (Path entry : entries) {
      Unwrapping.count(documents.size() + wrapped.size() + others[0], limits);
      String name = String.valueOf(entry.getFileName());
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (name.startsWith(".")) {
        others[0] += attributes.isDirectory() ? 0 : 1;
      } else if (attributes.isDirectory()) {
        walk(entry, depth + 1, documents, wrapped, others);
      } else if (attributes.isRegularFile() && Unwrapping.document(inFolder(entry, name))) {
        documents.add(entry);
      } else if (attributes.isRegularFile() && Unwrapping.wrapped(name)) {
        wrapped.add(entry);
      } else {
        others[0]++;
      }
    }
  }

  /** As it is called below the folder given; where it tells the format, with that folder's name. */
  private static String shown(Path folder, Path document) {
    String below = folder.relativize(document).toString();
    String name = String.valueOf(document.getFileName());
    String own = inFolder(document, name);
    return below.equals(name) && OfficialImagesReader.named(own) ? own : below;
  }

  /** With the folder that it lies in, which of some formats tells what it is. */
  private static String inFolder(Path entry, String name) {
    Path parent = entry.toAbsolutePath().normalize().getParent();
    return parent == null ? name : parent.getFileName() + "/" + name;
  }
}
