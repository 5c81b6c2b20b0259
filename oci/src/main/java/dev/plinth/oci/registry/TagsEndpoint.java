package dev.plinth.oci.registry;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.Addresses;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.Locations;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v2/NAME/tags/list}: one page of a repository's tags.
 *
 * <pre>
 * answer = { "name": …, "tags": [ TAG* ] | null }
 * Link   = "&lt;" address of the next page "&gt;" *( ";" parameter ) ; rel="next"
 * </pre>
 */
final class TagsEndpoint implements RegistryEndpoint<TagsEndpoint.Page> {
  static final int PAGE = 1_000;
  private static final int LARGEST = 32 << 20;

  /** Some tags, and where the next are; null at the end. */
  record Page(List<String> tags, @Nullable URI next) {}

  private final @Nullable URI page;

  /** The first page. */
  TagsEndpoint() {
    this.page = null;
  }

  /** The page at that address, as the one before it named it. */
  TagsEndpoint(URI page) {
    this.page = page;
  }

  @Override
  public HttpRequest request(RepositoryAddress address) {
    URI uri = page == null ? address.uri("tags/list?n=" + PAGE) : page;
    return HttpRequest.get(uri, "list the tags of " + address.shown());
  }

  @Override
  public Page answer(RepositoryAddress address, HttpResponse response) {
    URI next = null;
    for (String link : response.headers().all("Link")) {
      next = next(response, link);
    }
    Json json;
    try {
      json = JsonReader.read(response.bytes(LARGEST));
    } catch (JsonSyntaxException e) {
      throw RegistryErrors.noRegistry(response, "it sends no JSON");
    }
    return new Page(json.texts("tags"), next);
  }

  /** The next page by a Link header; null where that names none. */
  static @Nullable URI next(HttpResponse response, String link) {
    int from = link.indexOf('<');
    int to = link.indexOf('>', Math.max(from, 0));
    if (from < 0 || to < 0 || !link.substring(to).replace("\"", "").contains("rel=next")) {
      return null;
    }
    URI next = Locations.resolve(response.uri(), link.substring(from + 1, to));
    boolean same = next != null && Addresses.origin(next).equals(Addresses.origin(response.uri()));
    if (!same) {
      throw RegistryErrors.pages(response, "the next page lies elsewhere");
    }
    return next;
  }
}
