package dev.plinth.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Over the JDK's {@link HttpURLConnection}, which starts in a tenth of the time that {@code
 * java.net.http} takes, and keeps connections alive. It follows no redirects here, and no
 * credentials but a proxy's are given to it.
 */
final class UrlConnectionTransport implements Transport {
  private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
  private static final int MAX_FIELDS = 500;
  private static final int PIECE = 64 << 10;

  static {
    // The JDK refuses Basic to a proxy for https unless told otherwise before its first use; the
    // person who wrote the password into the environment asked for it.
    if (System.getProperty(TUNNELING) == null) {
      System.setProperty(TUNNELING, "");
    }
  }

  private final HttpOptions options;
  private final Map<Proxies.Proxy, Authenticator> authenticators = new HashMap<>();
  private @Nullable SSLSocketFactory sockets;

  UrlConnectionTransport(HttpOptions options) {
    this.options = options;
  }

  /** Opens nothing: the connection is never made. */
  static void prepare() {
    try {
      HttpURLConnection unused = open(URI.create("http://localhost/").toURL(), null);
      unused.setUseCaches(false);
    } catch (IOException e) {
      // said by the first request
    }
  }

  @Override
  public Answer exchange(HttpRequest request, HttpHeaders headers) throws IOException {
    Proxies.Proxy proxy = options.proxies().to(request.uri());
    HttpURLConnection connection = open(request.uri().toURL(), proxy);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setAllowUserInteraction(false);
    connection.setConnectTimeout(millis(options.patience().connect().toMillis()));
    connection.setReadTimeout(millis(options.patience().silence().toMillis()));
    if (proxy != null && proxy.hasCredentials()) {
      connection.setAuthenticator(authenticator(proxy));
    }
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets());
      if (options.tls().unverified()) {
        secure.setHostnameVerifier((_, _) -> true);
      }
    }
    connection.setRequestMethod(request.method());
    for (String name : headers.names()) {
      for (String value : headers.all(name)) {
        connection.addRequestProperty(name, value);
      }
    }
    boolean answered = false;
    long patience = options.patience().answer().toNanos() + bodyNanos(request);
    try (Watchdog.Watched watched = Watchdog.watch(patience, connection::disconnect)) {
      try {
        Answer answer = answer(request, connection);
        answered = true;
        return answer;
      } catch (IOException e) {
        throw watched.isLate() ? new SocketTimeoutException("no whole answer came in time") : e;
      }
    } finally {
      if (!answered) {
        connection.disconnect();
      }
    }
  }

  /** How long its body may take to be sent, at the slowest pace allowed. */
  private long bodyNanos(HttpRequest request) {
    RequestBody body = request.body();
    long seconds = body == null ? 0 : body.length() / Math.max(1, options.patience().slowest());
    return Math.min(seconds, 1_000_000) * 1_000_000_000L;
  }

  private static HttpURLConnection open(URL url, Proxies.@Nullable Proxy proxy) throws IOException {
    Proxy by =
        proxy == null
            ? Proxy.NO_PROXY
            : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
    return (HttpURLConnection) url.openConnection(by);
  }

  private static int millis(long millis) {
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }

  private static Answer answer(HttpRequest request, HttpURLConnection connection)
      throws IOException {
    RequestBody body = request.body();
    int status;
    try {
      if (body != null) {
        send(body, connection);
      }
      checkTunnel(connection);
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      status = e.responseCode(); // 401 to a streamed body: it is for the caller to repeat it
    }
    if (status < 100) {
      throw new IOException("what came back is no HTTP");
    }
    HttpHeaders headers = headers(connection);
    InputStream in = null;
    if (!request.method().equals("HEAD")) {
      in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    }
    return new Answer(
        status, headers, in == null ? InputStream.nullInputStream() : in, connection::disconnect);
  }

  /**
   * What a proxy says instead of making a tunnel is not what the server says, though the JDK would
   * give it for that.
   */
  private static void checkTunnel(HttpURLConnection connection) throws IOException {
    if (!(connection instanceof HttpsURLConnection)) {
      return;
    }
    try {
      connection.getInputStream();
    } catch (HttpRetryException e) {
      throw e;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith("Unable to tunnel")) {
        throw new TunnelRefusedException(String.valueOf(e.getMessage()));
      }
      // else an error status, or told again when the status is asked for
    }
  }

  private static void send(RequestBody body, HttpURLConnection connection) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length());
    try (InputStream in = body.open();
        OutputStream out = connection.getOutputStream()) {
      byte[] piece = new byte[PIECE];
      long left = body.length();
      while (left > 0) {
        int read = in.read(piece, 0, (int) Math.min(left, piece.length));
        if (read < 0) {
          throw new IOException("what was to be sent is shorter than said");
        }
        out.write(piece, 0, read);
        left -= read;
      }
    }
  }

  private static HttpHeaders headers(HttpURLConnection connection) throws IOException {
    Map<String, List<String>> fields = new HashMap<>();
    int count = 0;
    // By position, since a map of the JDK turns the order of repeated fields around.
    for (int i = 0; ; i++) {
      String value = connection.getHeaderField(i);
      String name = connection.getHeaderFieldKey(i);
      if (value == null) {
        if (i > 0) {
          break;
        }
        continue;
      }
      if (name == null) {
        continue; // the status line
      }
      if (++count > MAX_FIELDS) {
        throw new IOException("the answer has more than " + MAX_FIELDS + " header fields");
      }
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    return HttpHeaders.of(fields);
  }

  private synchronized SSLSocketFactory sockets() {
    SSLSocketFactory known = sockets;
    if (known == null) {
      known = TlsSockets.of(options.tls());
      sockets = known;
    }
    return known;
  }

  private synchronized Authenticator authenticator(Proxies.Proxy proxy) {
    return authenticators.computeIfAbsent(proxy, UrlConnectionTransport::newAuthenticator);
  }

  /** Gives a proxy's credentials to that proxy alone. */
  private static Authenticator newAuthenticator(Proxies.Proxy proxy) {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        boolean asked =
            getRequestorType() == RequestorType.PROXY
                && proxy.host().equalsIgnoreCase(getRequestingHost())
                && proxy.port() == getRequestingPort();
        return asked
            ? new PasswordAuthentication(proxy.user(), proxy.password().toCharArray())
            : null;
      }
    };
  }
}
