package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.Addresses;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How one registry is reached: by TLS, except where plain HTTP is asked for. On loopback, where
 * nothing is said, plain HTTP is tried and TLS taken when the server wants it; a registry that the
 * configuration calls insecure is tried by TLS first.
 */
final class RegistryHost {
  private final String host;
  private final boolean insecure;
  private final HttpOptions options;
  private final HttpClient http;
  private @Nullable URI base;

  RegistryHost(RegistryOptions options, String host, boolean insecure) {
    this.host = host;
    this.insecure = insecure;
    Tls tls = CertificateFolders.with(options.http().tls(), options.certificates(), host);
    HttpOptions own = options.http().with(insecure ? tls.withoutVerification() : tls);
    this.options = insecure ? own.withPlainHttp(true) : own;
    this.http = new HttpClient(this.options);
  }

  HttpClient http() {
    return http;
  }

  /** Scheme, host and port. */
  synchronized URI base() {
    URI known = base;
    if (known == null) {
      known = find();
      base = known;
    }
    return known;
  }

  private URI find() {
    URI secure = uri("https");
    URI plain = uri("http");
    if (insecure) {
      try {
        return speaks(secure) ? secure : plain;
      } catch (PlinthException e) {
        return plain;
      }
    }
    if (options.plainHttp()) {
      return plain;
    }
    boolean said = !options.tls().isDefault();
    if (!Addresses.isLoopback(String.valueOf(secure.getHost())) || said) {
      return secure;
    }
    return speaks(plain) ? plain : secure;
  }

  private boolean speaks(URI at) {
    RepositoryAddress address = new RepositoryAddress(at, "", host);
    PingEndpoint ping = new PingEndpoint();
    try (var response =
        new HttpClient(options.with(options.patience().withAttempts(1)))
            .send(ping.request(address))) {
      return ping.answer(address, response);
    }
  }

  private URI uri(String scheme) {
    try {
      URI uri = new URI(scheme + "://" + host + "/");
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw RegistryErrors.host(host);
  }
}
