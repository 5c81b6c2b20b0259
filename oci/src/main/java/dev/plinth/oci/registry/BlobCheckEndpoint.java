package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.image.Descriptor;

/** {@code HEAD /v2/NAME/blobs/DIGEST}: whether a blob is there, in the stated size. */
record BlobCheckEndpoint(Descriptor descriptor) implements RegistryEndpoint<Boolean> {
  @Override
  public HttpRequest request(RepositoryAddress address) {
    return HttpRequest.head(
        address.uri("blobs/" + descriptor.digest()),
        "see whether " + address.shown() + " has the blob " + brief(descriptor));
  }

  /** Enough of a digest for people. */
  static String brief(Descriptor descriptor) {
    return descriptor.digest().toString().substring(0, 19);
  }

  @Override
  public boolean understands(int status) {
    return status == 200 || status == 404;
  }

  @Override
  public Boolean answer(RepositoryAddress address, HttpResponse response) {
    long length = response.headers().number("Content-Length");
    return response.status() == 200 && (length < 0 || length == descriptor.size());
  }
}
