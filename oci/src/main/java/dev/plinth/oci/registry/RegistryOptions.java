package dev.plinth.oci.registry;

import dev.plinth.http.HttpOptions;
import dev.plinth.oci.credentials.CredentialStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How registries are reached.
 *
 * @param http the client's ways; plain HTTP allowed there means that TLS is not even tried
 * @param credentials who we are
 * @param mirrors where else images are served
 * @param certificates folders of certificates by host, as Docker and Podman have them
 */
public record RegistryOptions(
    HttpOptions http,
    CredentialStore credentials,
    RegistryConfiguration mirrors,
    List<Path> certificates) {

  /** Nobody's, without any configuration. */
  public static RegistryOptions defaults() {
    return new RegistryOptions(
        HttpOptions.defaults(), CredentialStore.EMPTY, RegistryConfiguration.NONE, List.of());
  }

  /** As this machine and this user have them. */
  public static RegistryOptions of(
      Map<String, String> environment, HttpOptions http, CredentialStore credentials) {
    return new RegistryOptions(
        http,
        credentials,
        RegistryConfiguration.of(environment),
        CertificateFolders.usual(environment));
  }

  /** The same with other credentials. */
  public RegistryOptions with(CredentialStore other) {
    return new RegistryOptions(http, other, mirrors, certificates);
  }

  /** The same with other ways of the client. */
  public RegistryOptions with(HttpOptions other) {
    return new RegistryOptions(other, credentials, mirrors, certificates);
  }
}
