package dev.plinth.advisories.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads one document by the first of the {@link FeedFormats} that recognises it. */
final class DocumentReader {
  private final FeedLimits limits;
  private final RecordSink sink;
  private final String file;

  /**
   * @param file the name of the file that the documents lie in
   */
  DocumentReader(FeedLimits limits, RecordSink sink, String file) {
    this.limits = limits;
    this.sink = sink;
    this.file = file;
  }

  /**
   * Reads a document to its end.
   *
   * @param name what to call it when a record of it is bad
   * @param modified when it was changed, in seconds since 1970; 0 where nothing reliable says so
   * @return false where it is of no known format and nothing was taken
   * @throws BadRecordException where it is one record, and bad
   * @throws IOException where it is cut off or damaged
   */
  boolean read(String name, long modified, InputStream stream)
      throws IOException, BadRecordException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(DocumentStart.LENGTH);
    byte[] bytes = in.readNBytes(DocumentStart.LENGTH);
    in.reset();
    int from = 0;
    if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xEF && (bytes[1] & 0xff) == 0xBB) {
      from = 3;
      in.skipNBytes(3);
    }
    DocumentStart start =
        DocumentStart.of(name, name.isEmpty() ? file : name, modified, bytes, from);
    for (FeedFormat.OfDocuments format : FeedFormats.ofDocuments()) {
      if (format.begins(start)) {
        return format.read(start, in, limits, sink);
      }
    }
    return false;
  }
}
