package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;

/** {@code PUT /v2/NAME/manifests/TAG|DIGEST}: a manifest or index, what it names being there. */
final class ManifestPushEndpoint implements RegistryEndpoint<Digest> {
  private final String which;
  private final String mediaType;
  private final byte[] bytes;

  /**
   * @param which a tag or a digest
   */
  ManifestPushEndpoint(String which, String mediaType, byte[] bytes) {
    this.which = which;
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    return HttpRequest.put(
            address.uri("manifests/" + which),
            RequestBody.of(bytes),
            "send the manifest of " + ManifestEndpoint.shown(address, which))
        .with("Content-Type", mediaType);
  }

  @Override
  public boolean understands(int status) {
    return status == 201 || status == 200 || status == 202;
  }

  /** Its digest; that of the registry's word must be the same, where it gives one. */
  @Override
  public Digest answer(RepositoryAddress address, HttpResponse response) {
    response.close();
    Digest stated = ManifestEndpoint.stated(response);
    Digest own = Digests.of(stated == null ? "sha256" : stated.algorithm(), bytes);
    if (stated != null && !stated.equals(own)) {
      throw RegistryErrors.stored(response, own, stated);
    }
    return own;
  }
}
