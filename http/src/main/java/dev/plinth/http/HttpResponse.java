package dev.plinth.http;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * An answer: its status and headers, its body still to be read. Close it, or read the body to its
 * end.
 */
public final class HttpResponse implements AutoCloseable {
  private final HttpRequest request;
  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;

  HttpResponse(HttpRequest request, URI uri, int status, HttpHeaders headers, InputStream body) {
    this.request = request;
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** What was asked. */
  public HttpRequest request() {
    return request;
  }

  /** Where the answer came from, after redirects. */
  public URI uri() {
    return uri;
  }

  /** Such as 200. */
  public int status() {
    return status;
  }

  /** True for 200 to 299. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public HttpHeaders headers() {
    return headers;
  }

  /** By which a later request can ask whether the content changed. */
  public Validators validators() {
    return Validators.of(headers);
  }

  /** The stated length of the body, -1 where not stated. */
  public long length() {
    return headers.number("Content-Length");
  }

  /**
   * The body as it comes, guarded against stalls; raw, whatever its {@code Content-Encoding}. A
   * body that ends before its stated length gives an {@link IOException}.
   */
  public InputStream body() {
    return body;
  }

  /**
   * The whole body, and closes.
   *
   * @throws PlinthException when it has more bytes than that, or the connection drops
   */
  public byte[] bytes(int limit) {
    try (InputStream in = body) {
      if (length() > limit) {
        throw HttpErrors.tooLarge(request, length(), limit);
      }
      byte[] bytes = in.readNBytes(limit);
      if (bytes.length == limit && in.read() >= 0) {
        throw HttpErrors.tooLarge(request, -1, limit);
      }
      return bytes;
    } catch (IOException e) {
      throw HttpErrors.dropped(request, e);
    }
  }

  /** That the server refused, with its status and the start of what it says. */
  public PlinthException refusal() {
    return HttpErrors.status(this, excerpt());
  }

  /** The first bytes of the body, as far as they come without trouble. */
  byte[] excerpt() {
    try (InputStream in = body) {
      return in.readNBytes(2_048);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** Gives up what was not read. May come from any thread. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // nothing was written, so nothing can be lost
    }
  }
}
