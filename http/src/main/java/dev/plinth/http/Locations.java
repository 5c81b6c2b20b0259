package dev.plinth.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The addresses that servers send, forgiving what is often seen: characters not escaped. */
public final class Locations {
  private static final int LONGEST = 16_384;
  private static final String UNESCAPED = " \"<>\\^`{|}";

  private Locations() {}

  /**
   * The address that this text means, seen from that one, without user and fragment; null when it
   * is none of http or https.
   */
  public static @Nullable URI resolve(URI from, String location) {
    if (location.isEmpty() || location.length() > LONGEST) {
      return null;
    }
    try {
      URI next = from.resolve(new URI(escaped(location)));
      String scheme = next.getScheme();
      boolean known = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!known || next.getHost() == null) {
        return null;
      }
      StringBuilder clean = new StringBuilder(scheme).append("://").append(next.getHost());
      if (next.getPort() >= 0) {
        clean.append(':').append(next.getPort());
      }
      String path = next.getRawPath();
      clean.append(path == null || path.isEmpty() ? "/" : path);
      if (next.getRawQuery() != null) {
        clean.append('?').append(next.getRawQuery());
      }
      return new URI(clean.toString());
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** User and password in an address are sent as Basic authorization, never in the address. */
  static HttpRequest withoutUser(HttpRequest request) {
    String user = request.uri().getUserInfo();
    if (user == null) {
      return request;
    }
    URI clean = resolve(request.uri(), request.uri().toString());
    HttpRequest without = clean == null ? request : request.to(clean);
    if (!request.headers().first("Authorization").isEmpty()) {
      return without;
    }
    byte[] credentials = user.getBytes(StandardCharsets.UTF_8);
    return without.with(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  private static String escaped(String location) {
    StringBuilder out = new StringBuilder(location.length() + 16);
    for (byte b : location.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c <= 0x20 || c >= 0x7f || UNESCAPED.indexOf(c) >= 0) {
        out.append('%');
        out.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
