package dev.plinth.advisories.store;

/**
 * What is known of one document of a feed on the network. Texts are empty where unknown.
 *
 * @param feed the feed's id, such as {@code debian} or {@code osv-npm}
 * @param part which of its documents, empty where it has only one
 * @param url where it came from
 * @param etag the server's, as sent
 * @param lastModified the server's, as sent
 * @param cursor up to where increments were read, in the feed's own form
 * @param records how many records it had
 * @param asOf the newest date in its data, ISO 8601
 * @param updated when its content was last taken in, seconds since 1970
 * @param checked when it was last known to be current, seconds since 1970
 */
public record DocumentState(
    String feed,
    String part,
    String url,
    String etag,
    String lastModified,
    String cursor,
    long records,
    String asOf,
    long updated,
    long checked) {

  /** The state of a document that was never read. */
  public static DocumentState none(String feed, String part) {
    return new DocumentState(feed, part, "", "", "", "", 0, "", 0, 0);
  }

  /** True where it was read before. */
  public boolean known() {
    return updated > 0;
  }

  /** The same, found current at that time. */
  public DocumentState checkedAt(long seconds) {
    return new DocumentState(
        feed, part, url, etag, lastModified, cursor, records, asOf, updated, seconds);
  }
}
