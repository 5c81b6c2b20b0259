package dev.plinth.oci.registry;

import java.net.URI;

/**
 * Where a repository is served.
 *
 * @param base scheme, host and port of the registry
 * @param path of the repository there
 * @param shown what people call the repository
 */
record RepositoryAddress(URI base, String path, String shown) {
  /** An endpoint of the repository: OCI distribution-spec, "Endpoints". */
  URI uri(String below) {
    return base.resolve("/v2/" + path + "/" + below);
  }

  /** The registry's host, for messages. */
  String host() {
    return base.getRawAuthority();
  }
}
