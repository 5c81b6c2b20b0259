package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.Addresses;
import dev.plinth.http.Download;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.Timing;
import dev.plinth.http.Validators;
import dev.plinth.oci.Limits;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Reference;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One repository at one place that serves it. Safe for several threads.
 *
 * <p>Requests carry what proves that we may; a refusal that asks for it is answered twice at most.
 * What a redirect leads to is never told who we are.
 */
public final class Repository {
  private static final int MOST_ROUNDS = 2;
  private static final int MOST_TAGS = 1_000_000;
  private static final int MOST_PAGES = 20_000;

  /** What may be done with the repository. */
  public enum Access {
    PULL("pull"),
    PUSH("pull,push");

    private final String actions;

    Access(String actions) {
      this.actions = actions;
    }
  }

  private final Reference reference;
  private final String path;
  private final RegistryHost host;
  private final Authorizer authorizer;
  private final CredentialStore credentials;
  private final Map<String, String> headers;
  private final Limits limits;

  Repository(
      Reference reference,
      String path,
      RegistryHost host,
      CredentialStore credentials,
      Reference credentialsFor,
      Limits limits) {
    this.reference = reference;
    this.path = path;
    this.host = host;
    this.credentials = credentials;
    this.authorizer = new Authorizer(host.http(), credentials, credentialsFor);
    this.headers = credentials.headers();
    this.limits = limits;
  }

  /** What it was asked for by. */
  public Reference reference() {
    return reference;
  }

  /** An address of the repository, such as {@code blobs/uploads/}. */
  public URI uri(String below) {
    return address().uri(below);
  }

  RepositoryAddress address() {
    return new RepositoryAddress(host.base(), path, reference.familiarName());
  }

  /**
   * Sends a request to the registry, proving that we may as it asks for it.
   *
   * @return the answer, whatever its status
   */
  public HttpResponse send(HttpRequest request, Access access) {
    return send(request, scope(access));
  }

  /** The same for what takes something over from another repository, which must be readable. */
  HttpResponse sendMounting(HttpRequest request, Repository from) {
    return send(request, scope(Access.PUSH) + " " + from.scope(Access.PULL));
  }

  private String scope(Access access) {
    return "repository:" + path + ":" + access.actions;
  }

  /** True for another repository of the same registry. */
  boolean isBeside(Repository other) {
    return Addresses.origin(host.base()).equals(Addresses.origin(other.host.base()))
        && !path.equals(other.path);
  }

  /** Its path in the registry. */
  String path() {
    return path;
  }

  Timing timing() {
    return host.http().options().timing();
  }

  /**
   * @param scope several are parted by a space
   */
  private HttpResponse send(HttpRequest request, String scope) {
    HttpRequest full = request;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Authorization")) {
        full = full.with(header.getKey(), header.getValue());
      }
    }
    HttpResponse response = host.http().send(authorizer.authorize(full, scope));
    for (int round = 0; response.status() == 401 && round < MOST_ROUNDS; round++) {
      boolean own = Addresses.origin(response.uri()).equals(Addresses.origin(request.uri()));
      if (!own || !authorizer.answer(response, scope)) {
        return response;
      }
      response.close();
      response = host.http().send(authorizer.authorize(full, scope));
    }
    return response;
  }

  /** What a refusal means, in words, with what the registry says and what to do. */
  public PlinthException refusal(HttpResponse response) {
    return RegistryErrors.refused(response, reference, authorizer.known(), credentials.note());
  }

  <T> T call(RegistryEndpoint<T> endpoint, Access access) {
    RepositoryAddress address = address();
    HttpResponse response = send(endpoint.request(address), access);
    if (!endpoint.understands(response.status())) {
      throw refusal(response);
    }
    return endpoint.answer(address, response);
  }

  /** The manifest or index of that tag. */
  public StoredManifest manifest(String tag) {
    return call(new ManifestEndpoint(tag, limits.documentBytes()), Access.PULL);
  }

  /** The manifest or index of that digest, proved. */
  public StoredManifest manifest(Digest digest) {
    return call(new ManifestEndpoint(digest, limits.documentBytes()), Access.PULL);
  }

  /** What the reference's digest, else its tag, stands for. */
  public StoredManifest manifest() {
    Digest digest = reference.digest();
    return digest == null ? manifest(reference.withDefaultTag().tag()) : manifest(digest);
  }

  /** The digest that the reference stands for, by the registry's word where it has one. */
  public Digest digest() {
    Reference pulled = reference.pulled();
    Digest named = pulled.digest();
    String which = named == null ? pulled.tag() : named.toString();
    Optional<Digest> stated = call(new DigestEndpoint(which), Access.PULL);
    return stated
        .filter(digest -> named == null || named.equals(digest))
        .orElseGet(() -> manifest().digest());
  }

  /**
   * A layer, as a stream that survives dropped connections; its digest is for the caller to prove.
   */
  public Download layer(Descriptor descriptor) {
    return download(descriptor, "the layer");
  }

  private Download download(Descriptor descriptor, String what) {
    BlobEndpoint endpoint = new BlobEndpoint(descriptor, what);
    RepositoryAddress address = address();
    return Download.start(
        request -> {
          HttpResponse response = send(request, Access.PULL);
          if (!endpoint.understands(response.status())) {
            throw refusal(response);
          }
          return endpoint.answer(address, response);
        },
        host.http().options(),
        endpoint.request(address),
        Validators.NONE,
        descriptor.size(),
        descriptor.size(),
        true);
  }

  /** Whether a blob is there. */
  public boolean has(Descriptor descriptor) {
    return call(new BlobCheckEndpoint(descriptor), Access.PULL);
  }

  /** A small blob such as a configuration, its size and digest proved. */
  public byte[] document(Descriptor descriptor, String what) {
    HttpResponse response = call(new BlobEndpoint(descriptor, what), Access.PULL);
    if (descriptor.size() > limits.documentBytes()) {
      response.close();
      throw RegistryErrors.tooLarge(response, descriptor.size(), limits.documentBytes());
    }
    byte[] bytes = response.bytes((int) descriptor.size());
    if (bytes.length != descriptor.size()) {
      throw RegistryErrors.size(response, descriptor.size(), bytes.length);
    }
    if (!Digests.matches(descriptor.digest(), bytes)) {
      Digest found = Digests.of(descriptor.digest().algorithm(), bytes);
      throw RegistryErrors.digest(response, descriptor.digest(), found, true);
    }
    return bytes;
  }

  /** What is attached to the manifest or index of that digest. */
  public Referrers referrers(Digest digest) {
    return Referrers.of(this, digest, limits);
  }

  /** The manifest or index of that tag; empty where there is no such tag. */
  public Optional<StoredManifest> existing(String tag) {
    return Optional.ofNullable(Referrers.existing(this, tag));
  }

  /**
   * Tags in the registry's order, each once.
   *
   * @param whole false where there are more
   */
  public record Tags(List<String> tags, boolean whole) {}

  /** The tags on the first so many pages. */
  public Tags firstTags(int pages) {
    Set<String> tags = new LinkedHashSet<>();
    TagsEndpoint endpoint = new TagsEndpoint();
    for (int page = 0; page < pages; page++) {
      TagsEndpoint.Page answer = call(endpoint, Access.PULL);
      tags.addAll(answer.tags());
      URI next = answer.next();
      if (next == null) {
        return new Tags(List.copyOf(tags), true);
      }
      endpoint = new TagsEndpoint(next);
    }
    return new Tags(List.copyOf(tags), false);
  }

  /** All tags, in the registry's order, each once. */
  public List<String> tags() {
    Set<String> tags = new LinkedHashSet<>();
    TagsEndpoint endpoint = new TagsEndpoint();
    for (int pages = 1; ; pages++) {
      TagsEndpoint.Page page = call(endpoint, Access.PULL);
      int before = tags.size();
      tags.addAll(page.tags());
      URI next = page.next();
      if (next == null) {
        return List.copyOf(tags);
      }
      if (tags.size() == before && pages > 1) {
        throw RegistryErrors.pages(address(), "its pages never end: one brought nothing new");
      }
      if (tags.size() > MOST_TAGS || pages > MOST_PAGES) {
        throw RegistryErrors.pages(address(), "its pages never end");
      }
      endpoint = new TagsEndpoint(next);
    }
  }
}
