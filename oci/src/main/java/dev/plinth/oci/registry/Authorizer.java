package dev.plinth.oci.registry;

import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Reference;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says to one registry who we are, as it asks for it: by a token for what is wanted, by name and
 * password, or not at all. Credentials are looked for when they are first asked for. Safe for
 * several threads.
 */
final class Authorizer {
  private final HttpClient http;
  private final CredentialStore store;
  private final Reference repository;
  private final Map<String, AccessToken> tokens = new HashMap<>();
  private @Nullable Credentials credentials;
  private boolean basic;

  Authorizer(HttpClient http, CredentialStore store, Reference repository) {
    this.http = http;
    this.store = store;
    this.repository = repository;
  }

  /** Who we are here; {@link Credentials#NONE} before anybody asked. */
  synchronized Credentials known() {
    return credentials == null ? Credentials.NONE : credentials;
  }

  /** The request with what proves that we may. */
  synchronized HttpRequest authorize(HttpRequest request, String scope) {
    if (basic) {
      return request.with("Authorization", TokenEndpoint.basic(find()));
    }
    AccessToken token = tokens.get(scope);
    if (token == null || token.until().isBefore(http.options().timing().now())) {
      return request;
    }
    return request.with("Authorization", "Bearer " + token.value());
  }

  /**
   * Does what a refusal (401) asks for.
   *
   * @return true when the request may be sent again
   */
  synchronized boolean answer(HttpResponse refusal, String scope) {
    List<Challenge> challenges = Challenge.parse(refusal.headers().all("WWW-Authenticate"));
    for (Challenge challenge : challenges) {
      if (challenge.scheme().equals("bearer") && !challenge.parameter("realm").isEmpty()) {
        return bearer(refusal, challenge, scope);
      }
    }
    for (Challenge challenge : challenges) {
      if (challenge.scheme().equals("basic")) {
        boolean first = !basic;
        basic = first && find().hasPassword();
        return basic;
      }
    }
    return false;
  }

  private boolean bearer(HttpResponse refusal, Challenge challenge, String scope) {
    Credentials who = find();
    if (!who.registryToken().isEmpty()) {
      AccessToken given =
          new AccessToken(who.registryToken(), http.options().timing().now().plusSeconds(86_400));
      return !given.value().equals(valueOf(tokens.put(scope, given)));
    }
    String action = refusal.request().action();
    URI realm =
        RealmGuard.check(action, refusal.uri(), challenge.parameter("realm"), http.options());
    List<String> scopes = new ArrayList<>();
    scopes.addAll(Arrays.asList(scope.split(" ")));
    String asked = challenge.parameter("scope");
    if (!asked.isEmpty() && !scopes.contains(asked)) {
      scopes.add(asked);
    }
    TokenEndpoint endpoint =
        new TokenEndpoint(
            http, realm, challenge.parameter("service"), scopes, repository.familiarName());
    tokens.put(scope, endpoint.get(who));
    return true;
  }

  private static String valueOf(@Nullable AccessToken token) {
    return token == null ? "" : token.value();
  }

  private Credentials find() {
    Credentials found = credentials;
    if (found == null) {
      found = store.find(repository);
      credentials = found;
    }
    return found;
  }
}
