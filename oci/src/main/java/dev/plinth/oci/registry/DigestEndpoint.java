package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.image.Digest;
import java.util.Optional;

/**
 * {@code HEAD /v2/NAME/manifests/TAG|DIGEST}: which digest a tag stands for, by the registry's
 * word. Nothing when the registry does not answer that; then the manifest itself must be fetched.
 */
final class DigestEndpoint implements RegistryEndpoint<Optional<Digest>> {
  private final String which;

  DigestEndpoint(String which) {
    this.which = which;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    return HttpRequest.head(
            address.uri("manifests/" + which),
            "look up the digest of " + ManifestEndpoint.shown(address, which))
        .with("Accept", ManifestEndpoint.ACCEPT);
  }

  @Override
  public boolean understands(int status) {
    // What a refusal says stands in the body that a HEAD lacks: GET is asked then.
    return status != 401 && status != 429;
  }

  @Override
  public Optional<Digest> answer(RepositoryAddress address, HttpResponse response) {
    return response.status() == 200
        ? Optional.ofNullable(ManifestEndpoint.stated(response))
        : Optional.empty();
  }
}
