package dev.plinth.http;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * The body of a GET, read to its end however often the connection drops: what is missing is asked
 * for by {@code Range} (RFC 9110 section 14), under {@code If-Range} where the server gave a tag or
 * a date, so that no two versions are pieced together. A server that starts anew is read again up
 * to where we were, when the content is known to be the same. Read by one thread; {@link #close}
 * may come from any.
 */
public final class Download extends InputStream {
  private static final int MOST_RESUMPTIONS = 100;
  private static final int UNCHANGED = 304;

  /** Who sends the requests: the client itself, or who adds what proves who we are. */
  @FunctionalInterface
  public interface Sender {
    HttpResponse send(HttpRequest request);
  }

  private final Sender sender;
  private final HttpOptions options;
  private final HttpRequest request;
  private final Validators validators;
  private final long limit;
  private final boolean proved;
  private final boolean unchanged;
  private final URI uri;
  private long length;
  private long position;
  private int failures;
  private int resumptions;
  private HttpResponse response;
  private volatile boolean closed;

  private Download(
      Sender sender,
      HttpOptions options,
      HttpRequest request,
      HttpResponse first,
      long expected,
      long limit,
      boolean proved) {
    this.sender = sender;
    this.options = options;
    this.request = request;
    this.response = first;
    this.limit = limit;
    this.proved = proved;
    this.unchanged = first.status() == UNCHANGED;
    this.validators = first.validators();
    this.length = unchanged ? 0 : first.length() < 0 ? expected : first.length();
    this.uri = first.uri();
  }

  /**
   * Starts one; see {@link HttpClient#download}.
   *
   * @param sender asked for the first answer and for each that continues it
   * @param expected how long the content must be where the server does not say; -1 when unknown
   */
  public static Download start(
      Sender sender,
      HttpOptions options,
      HttpRequest request,
      Validators known,
      long expected,
      long limit,
      boolean proved) {
    HttpResponse first = sender.send(known.condition(request));
    boolean accepted = first.status() == 200 || (first.status() == UNCHANGED && !known.isEmpty());
    if (!accepted) {
      throw first.refusal();
    }
    if (first.length() > limit) {
      first.close();
      throw HttpErrors.tooLarge(request, first.length(), limit);
    }
    return new Download(sender, options, request, first, expected, limit, proved);
  }

  /** True when the content is still the one whose validators were given: there is no body. */
  public boolean isUnchanged() {
    return unchanged;
  }

  /** To be given the next time. */
  public Validators validators() {
    return validators;
  }

  /** In bytes, -1 when the server does not say. */
  public long length() {
    return length;
  }

  /** How many bytes were read. */
  public long position() {
    return position;
  }

  /** Where it came from, after redirects. */
  public URI uri() {
    return uri;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws PlinthException when the rest cannot be had
   */
  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0 || unchanged) {
      return unchanged ? -1 : 0;
    }
    while (true) {
      if (closed) {
        throw new IOException("reading was given up");
      }
      try {
        int read = response.body().read(buffer, offset, count);
        if (read > 0) {
          position += read;
          failures = 0;
          if (position > limit) {
            throw HttpErrors.tooLarge(request, -1, limit);
          }
        } else if (length >= 0 && position < length) {
          throw new IOException("it ended after " + position + " of " + length + " bytes");
        }
        return read;
      } catch (IOException e) {
        response.close();
        resume(e);
      }
    }
  }

  private void resume(IOException failure) throws IOException {
    while (true) {
      if (closed) {
        throw new IOException("reading was given up", failure);
      }
      if (++failures >= options.patience().attempts() || ++resumptions > MOST_RESUMPTIONS) {
        throw HttpErrors.dropped(request, failure);
      }
      String unchangedIf = validators.strong();
      if (position > 0 && unchangedIf.isEmpty() && !proved) {
        throw HttpErrors.dropped(request, failure);
      }
      HttpClient.sleep(options, request, HttpClient.pause(options, failures));
      HttpRequest rest = request;
      if (position > 0) {
        rest = rest.with("Range", "bytes=" + position + "-");
        if (!unchangedIf.isEmpty()) {
          rest = rest.with("If-Range", unchangedIf);
        }
      }
      HttpResponse next = sender.send(rest);
      response = next;
      if (closed) {
        next.close();
        throw new IOException("reading was given up", failure);
      }
      try {
        accept(next);
        return;
      } catch (IOException e) {
        next.close();
        failure = e;
      }
    }
  }

  private void accept(HttpResponse next) throws IOException {
    if (next.status() == 206 && position > 0) {
      ContentRange range = ContentRange.parse(next.headers().first("Content-Range"));
      if (range == null || range.start() != position) {
        next.close();
        throw HttpErrors.range(request, "it was given another part than it asked for");
      }
      if (range.total() >= 0 && length >= 0 && range.total() != length) {
        next.close();
        throw HttpErrors.changed(request);
      }
      if (length < 0) {
        length = range.total();
      }
      checkSame(next);
    } else if (next.status() == 200) {
      if (length >= 0 && next.length() >= 0 && next.length() != length) {
        next.close();
        throw HttpErrors.changed(request);
      }
      checkSame(next);
      skip(next.body());
    } else {
      throw next.refusal();
    }
  }

  private void checkSame(HttpResponse next) {
    Validators now = next.validators();
    String before = validators.strong();
    boolean same = before.equals(now.strong());
    boolean known = !before.isEmpty() && !now.strong().isEmpty();
    // A part need not name its tag again; a whole that cannot be told to be the same is not.
    boolean doubtful = known ? !same : next.status() == 200 && position > 0;
    if (doubtful && !proved) {
      next.close();
      throw HttpErrors.changed(request);
    }
  }

  private void skip(InputStream body) throws IOException {
    byte[] piece = new byte[64 << 10];
    for (long left = position; left > 0; ) {
      int read = body.read(piece, 0, (int) Math.min(left, piece.length));
      if (read < 0) {
        throw new IOException("it ended before the place where it had broken off");
      }
      left -= read;
    }
  }

  @Override
  public void close() {
    closed = true;
    response.close();
  }
}
