package dev.plinth.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxies servers are reached, as the environment says it to curl, Go and Python:
 *
 * <pre>
 * http_proxy, https_proxy  (or upper case) = [ "http://" ] [ user [ ":" password ] "@" ] host [ ":" port ]
 * all_proxy                for what the others do not name
 * no_proxy                 = "*" | entry *( "," entry )
 * entry                    = [ "." | "*." ] domain [ ":" port ]  | address [ ":" port ] | address "/" bits
 * </pre>
 *
 * <p>A domain stands for itself and all below it; with a dot before it, for those below it alone.
 * Loopback is never reached through a proxy.
 */
public final class Proxies {
  /** Every server is reached directly. */
  public static final Proxies NONE = new Proxies(null, null, List.of());

  /** A proxy; the password is never shown. */
  record Proxy(String host, int port, String user, String password) {
    boolean hasCredentials() {
      return !user.isEmpty();
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private final @Nullable Proxy plain;
  private final @Nullable Proxy secure;
  private final List<String> direct;

  private Proxies(@Nullable Proxy plain, @Nullable Proxy secure, List<String> direct) {
    this.plain = plain;
    this.secure = secure;
    this.direct = direct;
  }

  /**
   * As the environment names them.
   *
   * @throws dev.plinth.foundation.PlinthException when it names what is no HTTP proxy
   */
  public static Proxies of(Map<String, String> environment) {
    String all = value(environment, "all_proxy");
    String plain = value(environment, "http_proxy");
    String secure = value(environment, "https_proxy");
    if (all.isEmpty() && plain.isEmpty() && secure.isEmpty()) {
      return NONE;
    }
    List<String> direct = new ArrayList<>();
    for (String entry : value(environment, "no_proxy").split("[,\\s]+", -1)) {
      if (!entry.isBlank()) {
        direct.add(entry.strip().toLowerCase(Locale.ROOT));
      }
    }
    return new Proxies(
        parse("http_proxy", plain.isEmpty() ? all : plain),
        parse("https_proxy", secure.isEmpty() ? all : secure),
        direct);
  }

  private static String value(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : value;
  }

  private static @Nullable Proxy parse(String variable, String text) {
    if (text.isBlank()) {
      return null;
    }
    String whole = text.strip();
    int scheme = whole.indexOf("://");
    if (scheme >= 0 && !whole.substring(0, scheme).equalsIgnoreCase("http")) {
      throw HttpErrors.proxy(
          variable, "its scheme is '" + whole.substring(0, scheme) + "', and only http is spoken");
    }
    String rest = scheme < 0 ? whole : whole.substring(scheme + 3);
    int slash = rest.indexOf('/');
    if (slash >= 0) {
      rest = rest.substring(0, slash);
    }
    int at = rest.lastIndexOf('@');
    String credentials = at < 0 ? "" : rest.substring(0, at);
    String place = rest.substring(at + 1);
    int colon = place.lastIndexOf(':');
    if (colon >= 0 && place.indexOf(']') > colon) {
      colon = -1;
    }
    long port = colon < 0 ? 80 : HttpHeaders.parse(place.substring(colon + 1));
    String host = colon < 0 ? place : place.substring(0, colon);
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw HttpErrors.proxy(variable, "it names no host and port");
    }
    int divide = credentials.indexOf(':');
    return new Proxy(
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
        (int) port,
        decoded(divide < 0 ? credentials : credentials.substring(0, divide)),
        decoded(divide < 0 ? "" : credentials.substring(divide + 1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The proxy to that server, null for none. */
  @Nullable Proxy to(URI uri) {
    Proxy proxy = "https".equalsIgnoreCase(uri.getScheme()) ? secure : plain;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (proxy == null || Addresses.isLoopback(host)) {
      return null;
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
    for (String entry : direct) {
      if (matches(entry, host, port)) {
        return null;
      }
    }
    return proxy;
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return within(entry.substring(0, slash), HttpHeaders.parse(entry.substring(slash + 1)), host);
    }
    String name = entry;
    int colon = name.lastIndexOf(':');
    boolean bracketed = name.startsWith("[");
    if (colon > 0 && (bracketed ? name.indexOf(']') < colon : name.indexOf(':') == colon)) {
      if (HttpHeaders.parse(name.substring(colon + 1)) != port) {
        return false;
      }
      name = name.substring(0, colon);
    }
    if (bracketed && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean within(String network, long bits, String host) {
    boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}");
    if (!literal || bits < 0) {
      return false; // names are not looked up for this, as elsewhere
    }
    try {
      byte[] net = InetAddress.getByName(network).getAddress();
      byte[] address = InetAddress.getByName(host).getAddress();
      if (net.length != address.length || bits > 8L * net.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((net[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
