package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import dev.plinth.oci.credentials.Credentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Asks a token service for access: Docker's token authentication ({@code GET} with Basic) and its
 * OAuth 2 variant ({@code POST} of a refresh token), falling back on the former where the latter is
 * not spoken.
 */
final class TokenEndpoint {
  private static final int LARGEST = 1 << 20;
  private static final String CLIENT = "plinth";

  private final HttpClient http;
  private final URI realm;
  private final String service;
  private final List<String> scopes;
  private final String registry;

  /**
   * @param scopes the wanted one first
   */
  TokenEndpoint(HttpClient http, URI realm, String service, List<String> scopes, String registry) {
    this.http = http;
    this.realm = realm;
    this.service = service;
    this.scopes = scopes;
    this.registry = registry;
  }

  private String action() {
    return "get access to " + registry;
  }

  /**
   * @throws PlinthException when it is refused
   */
  AccessToken get(Credentials credentials) {
    if (!credentials.identityToken().isEmpty()) {
      try (HttpResponse response = http.send(exchange(credentials))) {
        boolean spoken = response.status() != 404 && response.status() != 405;
        if (spoken) {
          return token(response, credentials);
        }
      }
    }
    try (HttpResponse response = http.send(ask(credentials))) {
      return token(response, credentials);
    }
  }

  private HttpRequest exchange(Credentials credentials) {
    StringBuilder form = new StringBuilder("grant_type=refresh_token");
    append(form, "service", service);
    append(form, "client_id", CLIENT);
    append(form, "refresh_token", credentials.identityToken());
    append(form, "scope", String.join(" ", scopes));
    RequestBody body = RequestBody.of(form.toString().getBytes(StandardCharsets.UTF_8));
    return HttpRequest.post(realm, body, action())
        .with("Content-Type", "application/x-www-form-urlencoded")
        .repeatedly();
  }

  private HttpRequest ask(Credentials credentials) {
    StringBuilder query = new StringBuilder();
    if (!service.isEmpty()) {
      append(query, "service", service);
    }
    for (String scope : scopes) {
      append(query, "scope", scope);
    }
    if (credentials.hasPassword()) {
      append(query, "account", credentials.username());
    }
    String text = realm.toString();
    char before = text.indexOf('?') < 0 ? '?' : '&';
    URI uri = query.isEmpty() ? realm : URI.create(text + before + query);
    HttpRequest request = HttpRequest.get(uri, action());
    return credentials.hasPassword() ? request.with("Authorization", basic(credentials)) : request;
  }

  static String basic(Credentials credentials) {
    String both = credentials.username() + ":" + credentials.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder form, String name, String value) {
    form.append(form.isEmpty() ? "" : "&").append(name).append('=');
    form.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private AccessToken token(HttpResponse response, Credentials credentials) {
    if (!response.isSuccess()) {
      throw RegistryErrors.token(response, registry, credentials);
    }
    AccessToken token = AccessToken.read(response.bytes(LARGEST), http.options().timing().now());
    if (token == null) {
      throw RegistryErrors.noToken(response, registry);
    }
    return token;
  }
}
