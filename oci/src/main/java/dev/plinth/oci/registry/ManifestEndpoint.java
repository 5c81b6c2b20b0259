package dev.plinth.oci.registry;

import dev.plinth.http.Addresses;
import dev.plinth.http.HttpDate;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.MediaTypes;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/NAME/manifests/TAG|DIGEST}: a manifest or index, proved by its digest. */
final class ManifestEndpoint implements RegistryEndpoint<StoredManifest> {
  static final String ACCEPT =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_LIST,
          MediaTypes.DOCKER_MANIFEST,
          // Last, so that an image that has no other is refused by its name.
          "application/vnd.docker.distribution.manifest.v1+prettyjws;q=0.1",
          "application/vnd.docker.distribution.manifest.v1+json;q=0.1");

  private final String which;
  private final @Nullable Digest expected;
  private final int limit;

  /** By tag. */
  ManifestEndpoint(String tag, int limit) {
    this.which = tag;
    this.expected = null;
    this.limit = limit;
  }

  /** By digest. */
  ManifestEndpoint(Digest digest, int limit) {
    this.which = digest.toString();
    this.expected = digest;
    this.limit = limit;
  }

  static String shown(RepositoryAddress address, String which) {
    return address.shown() + (which.indexOf(':') < 0 ? ":" : "@") + which;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    URI uri = address.uri("manifests/" + which);
    return HttpRequest.get(uri, "fetch the manifest of " + shown(address, which))
        .with("Accept", ACCEPT);
  }

  @Override
  public StoredManifest answer(RepositoryAddress address, HttpResponse response) {
    String type = response.headers().first("Content-Type");
    int semicolon = type.indexOf(';');
    type = (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    if (type.equals("text/html")) {
      throw RegistryErrors.noRegistry(response, "it sends a web page");
    }
    byte[] bytes = response.bytes(limit);
    Digest stated = stated(response);
    Digest digest = expected != null ? expected : stated;
    if (digest == null) {
      digest = Digests.sha256(bytes);
    } else if (!Digests.matches(digest, bytes)) {
      throw RegistryErrors.digest(
          response, digest, Digests.of(digest.algorithm(), bytes), expected != null);
    }
    return new StoredManifest(digest, type, bytes, modified(response));
  }

  /** A place that the registry redirects to keeps files of everybody's, with times of its own. */
  private static @Nullable Instant modified(HttpResponse response) {
    boolean own =
        Addresses.origin(response.uri()).equals(Addresses.origin(response.request().uri()));
    return own ? HttpDate.parse(response.headers().first("Last-Modified").strip()) : null;
  }

  /** What the registry says the digest is; null when it does not, or says what is none. */
  static @Nullable Digest stated(HttpResponse response) {
    try {
      return Digest.parse(response.headers().first("Docker-Content-Digest").strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
