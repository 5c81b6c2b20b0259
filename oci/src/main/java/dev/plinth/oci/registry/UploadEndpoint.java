package dev.plinth.oci.registry;

import dev.plinth.http.HttpHeaders;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import java.net.URI;

/** {@code PUT LOCATION?digest=DIGEST}: a blob, in one piece. */
record UploadEndpoint(Descriptor descriptor, URI location, RequestBody body)
    implements RegistryEndpoint<Boolean> {
  @Override
  public HttpRequest request(RepositoryAddress address) {
    String text = location.toString();
    URI uri =
        URI.create(text + (text.indexOf('?') < 0 ? "?" : "&") + "digest=" + descriptor.digest());
    return new HttpRequest(
            "PUT",
            uri,
            HttpHeaders.none(),
            body,
            false, // What an upload has got when it fails nobody knows: it is begun anew instead.
            "send the blob " + BlobCheckEndpoint.brief(descriptor) + " to " + address.shown())
        .with("Content-Type", "application/octet-stream");
  }

  @Override
  public boolean understands(int status) {
    return status == 201;
  }

  @Override
  public Boolean answer(RepositoryAddress address, HttpResponse response) {
    response.close();
    Digest stated = ManifestEndpoint.stated(response);
    if (stated != null && !stated.equals(descriptor.digest())) {
      throw RegistryErrors.stored(response, descriptor.digest(), stated);
    }
    return true;
  }
}
