package dev.plinth.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** What kind of place an address is. */
public final class Addresses {
  /** Where a host lies, the nearest first. */
  public enum Reach {
    LOOPBACK,
    LINK,
    PRIVATE,
    PUBLIC,
    UNKNOWN
  }

  private Addresses() {}

  /** True for {@code localhost}, names below it, 127.0.0.0/8 and ::1, by the name alone. */
  public static boolean isLoopback(String host) {
    String name = bare(host);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || (isLiteral(name) && reach(name) == Reach.LOOPBACK);
  }

  /**
   * Where the host lies; its name is looked up unless it is an address. Of several addresses the
   * nearest counts.
   */
  public static Reach reach(String host) {
    String name = bare(host);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return Reach.LOOPBACK;
    }
    try {
      Reach nearest = Reach.UNKNOWN;
      for (InetAddress address : InetAddress.getAllByName(name)) {
        Reach reach = reach(address);
        if (reach.compareTo(nearest) < 0) {
          nearest = reach;
        }
      }
      return nearest;
    } catch (UnknownHostException e) {
      return Reach.UNKNOWN;
    }
  }

  private static Reach reach(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Reach.LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return Reach.LINK;
    }
    boolean sharedOrUniqueLocal =
        bytes.length == 4
            ? (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64 // RFC 6598
            : (bytes[0] & 0xfe) == 0xfc; // RFC 4193
    return address.isSiteLocalAddress() || sharedOrUniqueLocal ? Reach.PRIVATE : Reach.PUBLIC;
  }

  private static boolean isLiteral(String name) {
    return name.indexOf(':') >= 0
        || (!name.isEmpty() && name.startsWith("127.") && name.matches("[0-9.]+"));
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** Scheme, host and port, the port written out. */
  public static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    if (port < 0) {
      port = scheme.equals("https") ? 443 : 80;
    }
    return scheme + "://" + bare(String.valueOf(uri.getHost())) + ":" + port;
  }
}
