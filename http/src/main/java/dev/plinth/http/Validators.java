package dev.plinth.http;

/**
 * By what a server tells whether content changed: RFC 9110 section 8.8.
 *
 * @param etag as sent, quotes and {@code W/} included; empty where none
 * @param lastModified as sent; empty where none
 */
public record Validators(String etag, String lastModified) {
  /** None: whatever is there is fetched. */
  public static final Validators NONE = new Validators("", "");

  private static final int LONGEST = 1_024;

  static Validators of(HttpHeaders headers) {
    return new Validators(
        bounded(headers.first("ETag").strip()), bounded(headers.first("Last-Modified").strip()));
  }

  private static String bounded(String value) {
    return value.length() > LONGEST ? "" : value;
  }

  public boolean isEmpty() {
    return etag.isEmpty() && lastModified.isEmpty();
  }

  /** What {@code If-Range} may carry: a strong tag, else a date; empty where there is neither. */
  String strong() {
    return !etag.isEmpty() ? (etag.startsWith("W/") ? "" : etag) : lastModified;
  }

  /** The request, made conditional: 304 means that nothing changed. */
  HttpRequest condition(HttpRequest request) {
    HttpRequest conditional = request;
    if (!etag.isEmpty()) {
      conditional = conditional.with("If-None-Match", etag);
    }
    if (!lastModified.isEmpty()) {
      conditional = conditional.with("If-Modified-Since", lastModified);
    }
    return conditional;
  }
}
