package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.image.Descriptor;

/**
 * {@code GET /v2/NAME/blobs/DIGEST}: a layer or configuration, as a stream that survives dropped
 * connections. Its digest is for the reader to prove.
 */
final class BlobEndpoint implements RegistryEndpoint<HttpResponse> {
  private final Descriptor descriptor;
  private final String what;

  /**
   * @param what it is, in words: {@code the layer}
   */
  BlobEndpoint(Descriptor descriptor, String what) {
    this.descriptor = descriptor;
    this.what = what;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    return HttpRequest.get(
        address.uri("blobs/" + descriptor.digest()),
        "fetch " + what + " " + brief() + " of " + address.shown());
  }

  private String brief() {
    return descriptor.digest().toString().substring(0, 19);
  }

  @Override
  public boolean understands(int status) {
    return status == 200 || status == 206;
  }

  @Override
  public HttpResponse answer(RepositoryAddress address, HttpResponse response) {
    long length = response.length();
    if (response.status() == 200 && length >= 0 && length != descriptor.size()) {
      response.close();
      throw RegistryErrors.size(response, descriptor.size(), length);
    }
    return response;
  }
}
