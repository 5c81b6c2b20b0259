package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A format that feeds come in: a class of its own and one line in {@link FeedFormats}. Formats are
 * told by content, never by a file's name.
 */
interface FeedFormat {
  /** What people call it, as the errors and the help list it. */
  String title();

  /** A format that is a whole document, read as a stream. */
  interface OfDocuments extends FeedFormat {
    /** Whether a document that begins so is of this format. */
    boolean begins(DocumentStart start);

    /**
     * Reads the document to its end.
     *
     * @param in all of it, from its first byte on
     * @return false where on a closer look it is of no known format, and nothing was taken
     * @throws BadRecordException where it is one record, and bad
     * @throws IOException where it is cut off or damaged
     */
    boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
        throws IOException, BadRecordException;
  }

  /**
   * A format of small JSON records, which stand alone or in lists. One instance serves for one list
   * or record.
   */
  interface OfRecords extends FeedFormat {
    /** Whether this record is of this format. */
    boolean recognises(Json element);

    /** Takes it in. */
    void read(Json element, RecordSink sink) throws BadRecordException;

    /**
     * The list has ended.
     *
     * @param beside the members beside the list, none where it stands alone
     */
    default void end(Map<String, Json> beside, RecordSink sink) {}
  }
}
