package dev.plinth.oci.registry;

import dev.plinth.http.Addresses;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Locations;
import java.net.URI;
import java.util.Locale;

/**
 * Decides whether the place a registry names for tokens may be asked. A hostile registry could name
 * any: one within the network that we can reach and it cannot, or one that gets a password without
 * TLS.
 */
final class RealmGuard {
  private RealmGuard() {}

  /**
   * The realm as an address.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none that may be asked
   */
  static URI check(String action, URI registry, String realm, HttpOptions options) {
    URI absolute = realm.toLowerCase(Locale.ROOT).startsWith("http") ? registry : null;
    URI uri = absolute == null ? null : Locations.resolve(absolute, realm);
    if (uri == null) {
      throw RegistryErrors.realm(action, registry, realm, "that is no address");
    }
    if (Addresses.origin(uri).equals(Addresses.origin(registry))) {
      return uri;
    }
    String host = String.valueOf(uri.getHost());
    String registryHost = String.valueOf(registry.getHost());
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    boolean bothLoopback = Addresses.isLoopback(host) && Addresses.isLoopback(registryHost);
    if (!secure && !bothLoopback && !options.plainHttp()) {
      throw RegistryErrors.realm(action, registry, realm, "that is reached without TLS");
    }
    if (bothLoopback || host.equalsIgnoreCase(registryHost)) {
      return uri;
    }
    Addresses.Reach reach = Addresses.reach(host);
    if (isWithin(reach) && !isWithin(Addresses.reach(registryHost))) {
      throw RegistryErrors.realm(
          action, registry, realm, "that lies within this network, and the registry outside of it");
    }
    if (reach == Addresses.Reach.LINK || reach == Addresses.Reach.LOOPBACK) {
      throw RegistryErrors.realm(
          action, registry, realm, "that lies on this machine or right beside it");
    }
    return uri;
  }

  private static boolean isWithin(Addresses.Reach reach) {
    return reach == Addresses.Reach.LOOPBACK
        || reach == Addresses.Reach.LINK
        || reach == Addresses.Reach.PRIVATE;
  }
}
