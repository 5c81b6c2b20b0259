package dev.plinth.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param method in upper case: {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code DELETE}
 * @param uri where to, {@code http} or {@code https}
 * @param headers of the caller; those that may tell a secret never follow a redirect to another
 *     origin
 * @param body null for none
 * @param repeatable true when sending it twice does no harm, so that it may be repeated after a
 *     failure
 * @param action what it does, in words that follow "Tried to": {@code fetch the manifest of app:1}
 */
public record HttpRequest(
    String method,
    URI uri,
    HttpHeaders headers,
    @Nullable RequestBody body,
    boolean repeatable,
    String action) {

  /** Asks for content. */
  public static HttpRequest get(URI uri, String action) {
    return new HttpRequest("GET", uri, HttpHeaders.none(), null, true, action);
  }

  /** Asks for headers alone. */
  public static HttpRequest head(URI uri, String action) {
    return new HttpRequest("HEAD", uri, HttpHeaders.none(), null, true, action);
  }

  /** Sends content; not repeated after a failure unless {@link #repeatedly} says it may be. */
  public static HttpRequest post(URI uri, RequestBody body, String action) {
    return new HttpRequest("POST", uri, HttpHeaders.none(), body, false, action);
  }

  /** Puts content in its place. */
  public static HttpRequest put(URI uri, RequestBody body, String action) {
    return new HttpRequest("PUT", uri, HttpHeaders.none(), body, body.repeatable(), action);
  }

  /** Removes what is there. */
  public static HttpRequest delete(URI uri, String action) {
    return new HttpRequest("DELETE", uri, HttpHeaders.none(), null, true, action);
  }

  /** The same with that header. */
  public HttpRequest with(String name, String value) {
    return new HttpRequest(method, uri, headers.with(name, value), body, repeatable, action);
  }

  /** The same with these headers alone. */
  public HttpRequest with(HttpHeaders other) {
    return new HttpRequest(method, uri, other, body, repeatable, action);
  }

  /** The same to another address. */
  public HttpRequest to(URI other) {
    return new HttpRequest(method, other, headers, body, repeatable, action);
  }

  /** The same, which may be repeated after a failure. */
  public HttpRequest repeatedly() {
    return new HttpRequest(method, uri, headers, body, true, action);
  }

  /** Method and address, without what may be secret. */
  @Override
  public String toString() {
    return method + " " + HttpErrors.shown(uri);
  }
}
