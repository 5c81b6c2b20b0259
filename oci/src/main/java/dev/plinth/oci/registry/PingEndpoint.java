package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** {@code GET /v2/}: is there a registry, and which protocol does it speak? No secret is sent. */
final class PingEndpoint implements RegistryEndpoint<Boolean> {
  private static final int LARGEST = 64 << 10;

  @Override
  public HttpRequest request(RepositoryAddress address) {
    return HttpRequest.get(address.base().resolve("/v2/"), "reach the registry " + address.host());
  }

  @Override
  public boolean understands(int status) {
    return true;
  }

  /** False when it says that it wants TLS at this port, as Go's and nginx's servers do. */
  @Override
  public Boolean answer(RepositoryAddress address, HttpResponse response) {
    if (response.status() != 400) {
      return true;
    }
    return !new String(response.bytes(LARGEST), StandardCharsets.ISO_8859_1).contains("HTTPS");
  }
}
