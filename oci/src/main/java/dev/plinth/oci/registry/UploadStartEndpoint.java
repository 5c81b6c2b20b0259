package dev.plinth.oci.registry;

import dev.plinth.http.Addresses;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.Locations;
import dev.plinth.http.RequestBody;
import dev.plinth.oci.image.Descriptor;
import java.net.URI;
import java.util.Optional;

/**
 * {@code POST /v2/NAME/blobs/uploads/}: where to send a blob to, and before that, whether the
 * registry takes it over from another of its repositories ({@code ?mount=DIGEST&from=NAME}).
 *
 * <pre>
 * 201  mounted: it is there
 * 202  Location says where to send it
 * </pre>
 *
 * @param from the path of the repository to mount from; empty for none
 */
record UploadStartEndpoint(Descriptor descriptor, String from)
    implements RegistryEndpoint<Optional<URI>> {
  @Override
  public HttpRequest request(RepositoryAddress address) {
    String query = from.isEmpty() ? "" : "?mount=" + descriptor.digest() + "&from=" + from;
    String what = BlobCheckEndpoint.brief(descriptor);
    return HttpRequest.post(
            address.uri("blobs/uploads/" + query),
            RequestBody.of(new byte[0]),
            from.isEmpty()
                ? "begin to send the blob " + what + " to " + address.shown()
                : "take the blob " + what + " over to " + address.shown() + " from " + from)
        .repeatedly();
  }

  @Override
  public boolean understands(int status) {
    return status == 202 || (status == 201 && !from.isEmpty());
  }

  /** Empty when it is there already. */
  @Override
  public Optional<URI> answer(RepositoryAddress address, HttpResponse response) {
    response.close();
    if (response.status() == 201) {
      return Optional.empty();
    }
    String location = response.headers().first("Location").strip();
    URI uri = location.isEmpty() ? null : Locations.resolve(response.uri(), location);
    if (uri == null) {
      throw RegistryErrors.upload(response, "it does not say where to");
    }
    // Whoever may choose the place could have our credentials and the content sent anywhere.
    if (!Addresses.origin(uri).equals(Addresses.origin(address.base()))) {
      throw RegistryErrors.upload(
          response,
          "it wants it sent elsewhere, to " + uri.getScheme() + "://" + uri.getRawAuthority());
    }
    return Optional.of(uri);
  }
}
