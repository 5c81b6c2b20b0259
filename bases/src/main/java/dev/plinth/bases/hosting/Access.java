package dev.plinth.bases.hosting;

import dev.plinth.bases.repository.GitUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which API a repository's host has, and the token for it. A token goes to the host that it is for
 * and to no other: to github.com and gitlab.com, to the server that the environment of a pipeline
 * names, and to the API that the caller names; what a repository says of itself is no reason.
 *
 * @param api without a slash at its end
 * @param host whose repositories it has
 */
public record Access(Kind kind, String api, String host, String token) {
  private static final int LONGEST = 2_000;

  /** The sorts of API. */
  public enum Kind {
    GITHUB("GITHUB_TOKEN"),
    GITLAB("GITLAB_TOKEN");

    private final String variable;

    Kind(String variable) {
      this.variable = variable;
    }
  }

  /**
   * Of a repository; null where nothing says which API its host has.
   *
   * @param named by the caller; empty for none
   */
  public static @Nullable Access of(GitUrl url, String named, Map<String, String> environment) {
    String host = url.host().replaceFirst(":[0-9]+$", "");
    if (host.equals("github.com")) {
      return with(Kind.GITHUB, "https://api.github.com", url.host(), environment);
    }
    if (host.equals("gitlab.com")) {
      return with(Kind.GITLAB, "https://gitlab.com/api/v4", url.host(), environment);
    }
    if (!named.isEmpty()) {
      return with(kind(named), named.replaceFirst("/+$", ""), url.host(), environment);
    }
    if (host.equals(hostOf(environment.getOrDefault("GITHUB_SERVER_URL", "")))) {
      String api = environment.getOrDefault("GITHUB_API_URL", "");
      return api.startsWith("https://") ? with(Kind.GITHUB, api, url.host(), environment) : null;
    }
    if (host.equals(hostOf(environment.getOrDefault("CI_SERVER_URL", "")))) {
      String api = environment.getOrDefault("CI_API_V4_URL", "");
      return api.startsWith("https://") ? with(Kind.GITLAB, api, url.host(), environment) : null;
    }
    return null;
  }

  /** Of GitHub, for what is public there: github.com, or what the caller names. */
  public static Access github(String named, Map<String, String> environment) {
    String api = named;
    if (api.isEmpty()) {
      String server = environment.getOrDefault("GITHUB_API_URL", "");
      api = server.startsWith("https://") ? server : "https://api.github.com";
    }
    if (!named.isEmpty() && kind(named) != Kind.GITHUB) {
      throw HostingErrors.api(named);
    }
    return with(Kind.GITHUB, api.replaceFirst("/+$", ""), hostOf(api), environment);
  }

  private static Access with(Kind kind, String api, String host, Map<String, String> environment) {
    String token = environment.getOrDefault(kind.variable, "").strip();
    boolean fits = token.length() <= LONGEST && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!fits) {
      throw HostingErrors.token(kind.variable, host);
    }
    return new Access(kind, api, host, token);
  }

  private static Kind kind(String api) {
    URI uri;
    try {
      uri = URI.create(api);
    } catch (IllegalArgumentException e) {
      throw HostingErrors.api(api);
    }
    String path = String.valueOf(uri.getPath()).replaceFirst("/+$", "");
    boolean plain =
        uri.getHost() != null
            && uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null;
    if (plain && path.endsWith("/api/v4")) {
      return Kind.GITLAB;
    }
    if (plain && (path.endsWith("/api/v3") || "api.github.com".equals(uri.getHost()))) {
      return Kind.GITHUB;
    }
    throw HostingErrors.api(api);
  }

  private static String hostOf(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * What shows git's requests over https who asks; empty where there is no token, or the token is
   * for another host than the repository's.
   */
  public String header() {
    URI uri = URI.create(api);
    String server = hostOf(api) + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String own = host.replaceFirst(":443$", "");
    boolean same = server.replaceFirst(":443$", "").equals(own) || server.equals("api." + own);
    if (token.isEmpty() || !same) {
      return "";
    }
    String user = kind == Kind.GITHUB ? "x-access-token" : "oauth2";
    byte[] both = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** It, where there is a token. */
  Access proved() {
    if (token.isEmpty()) {
      throw HostingErrors.token(kind.variable, host);
    }
    return this;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return kind + " " + api;
  }
}
