package dev.plinth.http;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests: follows redirects without carrying secrets to another origin, repeats what failed
 * in passing, waits as servers ask. May be used by several threads at once; needs no closing.
 *
 * <pre>
 * repeated      connections that fail; 408, 429, 499, 5xx but 501 and 505; where the request may be
 * not repeated  certificates that do not prove true; everything else
 * followed      301, 302, 303, 307, 308 for GET and HEAD; 307, 308 to the same origin for the rest
 * refused       https to http; from elsewhere to loopback or link-local; more than ten in a row
 * </pre>
 */
public final class HttpClient {
  private static final int MAX_REDIRECTS = 10;
  private static final int PASSING_ATTEMPTS = 3;

  /** What may follow a redirect to another origin: nothing that could be a secret. */
  private static final Set<String> HARMLESS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    HARMLESS.addAll(
        Set.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "Range",
            "User-Agent"));
  }

  private final HttpOptions options;
  private final Transport transport;

  public HttpClient(HttpOptions options) {
    this(options, new UrlConnectionTransport(options));
  }

  HttpClient(HttpOptions options, Transport transport) {
    this.options = options;
    this.transport = transport;
  }

  /**
   * Begins on another thread what the first request of a process waits for: the JDK looks through
   * all jars for protocols of other makers and reads its network settings.
   */
  public static void prepare() {
    Thread.ofPlatform().name("plinth-http").daemon().start(UrlConnectionTransport::prepare);
  }

  /** How it reaches servers. */
  public HttpOptions options() {
    return options;
  }

  /**
   * Sends a request and gives the answer, whatever its status once repeating is of no use.
   *
   * @throws PlinthException when no answer came ({@code PLINTH-HTTP-…}), or the request may not be
   *     sent
   */
  public HttpResponse send(HttpRequest request) {
    long deadline = options.timing().nanos() + options.patience().answer().toNanos();
    HttpRequest current = Locations.withoutUser(request.with(defaulted(request.headers())));
    for (int redirects = 0; ; redirects++) {
      check(current);
      Transport.Answer answer = attempt(current, deadline);
      URI next = redirection(current, answer);
      if (next == null) {
        long length = current.method().equals("HEAD") ? 0 : stated(answer);
        return new HttpResponse(
            request,
            current.uri(),
            answer.status(),
            answer.headers(),
            new GuardedBody(answer.body(), length, answer.abort(), options));
      }
      answer.abort().run();
      if (redirects == MAX_REDIRECTS) {
        throw HttpErrors.redirect(request, "sent it on more than " + MAX_REDIRECTS + " times");
      }
      current = redirected(current, answer.status(), next);
    }
  }

  /**
   * Sends a GET whose body survives dropped connections.
   *
   * @param known what is had already: then an unchanged content is not sent again, see {@link
   *     Download#isUnchanged}
   * @param limit bytes it may have
   * @param proved true when the caller proves the content by a digest, so that it may be pieced
   *     together without the server's word that it did not change
   * @throws PlinthException when no answer came, or it is neither content nor "unchanged"
   */
  public Download download(HttpRequest request, Validators known, long limit, boolean proved) {
    return Download.start(this::send, options, request, known, -1, limit, proved);
  }

  private HttpHeaders defaulted(HttpHeaders headers) {
    HttpHeaders with = headers.with("User-Agent", options.userAgent());
    if (with.first("Accept").isEmpty()) {
      with = with.with("Accept", "*/*");
    }
    // Bytes are wanted as they are stored: digests and ranges speak of those.
    return with.first("Accept-Encoding").isEmpty()
        ? with.with("Accept-Encoding", "identity")
        : with;
  }

  private void check(HttpRequest request) {
    URI uri = request.uri();
    if (options.offline()) {
      throw HttpErrors.offline(request);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw HttpErrors.address(request);
    }
    if (scheme.equals("http") && !options.plainHttp() && !Addresses.isLoopback(host)) {
      throw HttpErrors.plain(request);
    }
  }

  private Transport.Answer attempt(HttpRequest request, long deadline) {
    Patience patience = options.patience();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= patience.attempts() || !request.repeatable();
      try {
        Transport.Answer answer = transport.exchange(request, request.headers());
        if (last || !isPassing(answer.status())) {
          return answer;
        }
        Duration asked = RetryAfter.of(answer.headers(), options.timing().now());
        if (asked != null && asked.compareTo(patience.longestRequestedPause()) > 0) {
          return answer;
        }
        Duration pause = asked == null ? pause(attempt) : asked;
        if (!fits(pause, deadline)) {
          return answer;
        }
        answer.abort().run();
        sleep(request, pause);
      } catch (IOException e) {
        Duration pause = pause(attempt);
        if (last || !isPassing(e, attempt) || !fits(pause, deadline)) {
          throw HttpErrors.failed(request, options, attempt, e);
        }
        sleep(request, pause);
      }
    }
  }

  private static boolean isPassing(int status) {
    return status == 408
        || status == 429
        || status == 499
        || (status >= 500 && status != 501 && status != 505);
  }

  /** Certificates do not get better; refused connections and unknown names seldom do. */
  private static boolean isPassing(IOException failure, int attempt) {
    if (failure instanceof TunnelRefusedException refused) {
      return refused.isPassing();
    }
    if (failure instanceof SSLException) {
      return !HttpErrors.isCertificate(failure) && attempt < PASSING_ATTEMPTS;
    }
    boolean seldom =
        failure instanceof ConnectException
            || failure instanceof NoRouteToHostException
            || failure instanceof UnknownHostException;
    return !seldom || attempt < PASSING_ATTEMPTS;
  }

  private boolean fits(Duration pause, long deadline) {
    return options.timing().nanos() + pause.toNanos() - deadline < 0;
  }

  /** Before the next attempt: doubling, capped, and of different lengths for different callers. */
  Duration pause(int attempt) {
    return pause(options, attempt);
  }

  static Duration pause(HttpOptions options, int attempt) {
    Patience patience = options.patience();
    double factor = Math.pow(2, Math.min(attempt, 30) - 1.0);
    double full =
        Math.min(patience.pause().toMillis() * factor, (double) patience.longestPause().toMillis());
    return Duration.ofMillis(Math.round(full * (0.5 + options.timing().chance() / 2)));
  }

  private void sleep(HttpRequest request, Duration pause) {
    sleep(options, request, pause);
  }

  static void sleep(HttpOptions options, HttpRequest request, Duration pause) {
    try {
      options.timing().sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpErrors.interrupted(request);
    }
  }

  private static long stated(Transport.Answer answer) {
    return answer.status() == 204 || answer.status() == 304
        ? 0
        : answer.headers().number("Content-Length");
  }

  /** Where the answer sends on to; null when it does not, or is not to be followed. */
  private static @Nullable URI redirection(HttpRequest request, Transport.Answer answer) {
    int status = answer.status();
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    boolean moved = status == 307 || status == 308;
    if (!moved && !(reads && (status == 301 || status == 302 || status == 303))) {
      return null;
    }
    String location = answer.headers().first("Location").strip();
    if (location.isEmpty()) {
      throw HttpErrors.redirect(request, "sent it on without saying where to (" + status + ")");
    }
    URI next = Locations.resolve(request.uri(), location);
    if (next == null) {
      throw HttpErrors.redirect(request, "sent it on to what is no address");
    }
    boolean same = Addresses.origin(next).equals(Addresses.origin(request.uri()));
    RequestBody body = request.body();
    if (!reads && (!same || (body != null && !body.repeatable()))) {
      throw HttpErrors.redirect(
          request, "wants what is sent to go elsewhere, to " + HttpErrors.shown(next));
    }
    return next;
  }

  private HttpRequest redirected(HttpRequest request, int status, URI next) {
    URI from = request.uri();
    boolean wasSecure = "https".equalsIgnoreCase(from.getScheme());
    if (wasSecure && !"https".equalsIgnoreCase(next.getScheme())) {
      throw HttpErrors.redirect(
          request, "sent it on from https to " + HttpErrors.shown(next) + ", which is unprotected");
    }
    if (Addresses.origin(next).equals(Addresses.origin(from))) {
      return request.to(next);
    }
    String host = String.valueOf(next.getHost());
    if (options.proxies().to(next) == null
        && !Addresses.isLoopback(String.valueOf(from.getHost()))) {
      Addresses.Reach reach = Addresses.reach(host);
      if (reach == Addresses.Reach.LOOPBACK || reach == Addresses.Reach.LINK) {
        throw HttpErrors.redirect(
            request,
            "sent it on to "
                + HttpErrors.shown(next)
                + ", an address within this machine or its network ("
                + status
                + ")");
      }
    }
    HttpHeaders carried = HttpHeaders.none();
    for (String name : request.headers().names()) {
      if (HARMLESS.contains(name)) {
        carried = carried.with(name, request.headers().first(name));
      }
    }
    return request.to(next).with(carried);
  }
}
