package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.MediaTypes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v2/NAME/referrers/DIGEST}: one page of what is attached to a manifest (OCI
 * distribution-spec 1.1, Listing Referrers). Registries from before 1.1 do not know the address.
 *
 * <pre>
 * answer = an index, whose descriptors have artifactType and annotations of the manifests
 * Link   = as of tags
 * </pre>
 */
final class ReferrersEndpoint implements RegistryEndpoint<ReferrersEndpoint.Page> {
  /**
   * A page.
   *
   * @param manifests what its index lists; null where the registry has no such address
   * @param next where the next page is; null at the end
   */
  record Page(@Nullable List<Descriptor> manifests, @Nullable URI next) {}

  private final Digest digest;
  private final @Nullable URI page;
  private final Limits limits;

  /**
   * @param page as the page before it named it; null for the first
   */
  ReferrersEndpoint(Digest digest, @Nullable URI page, Limits limits) {
    this.digest = digest;
    this.page = page;
    this.limits = limits;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    URI uri = page == null ? address.uri("referrers/" + digest) : page;
    return HttpRequest.get(uri, "list what is attached to " + address.shown() + "@" + digest)
        .with("Accept", MediaTypes.OCI_INDEX);
  }

  /** What old registries say of addresses that they do not know. */
  @Override
  public boolean understands(int status) {
    return status == 200 || status == 404 || status == 405 || status == 400;
  }

  @Override
  public Page answer(RepositoryAddress address, HttpResponse response) {
    String type = response.headers().first("Content-Type").toLowerCase(Locale.ROOT);
    if (response.status() != 200 || !type.startsWith(MediaTypes.OCI_INDEX)) {
      response.close();
      return new Page(null, null);
    }
    URI next = null;
    for (String link : response.headers().all("Link")) {
      next = TagsEndpoint.next(response, link);
    }
    return new Page(
        Referrers.members(response.bytes(limits.documentBytes()), digest, limits), next);
  }
}
