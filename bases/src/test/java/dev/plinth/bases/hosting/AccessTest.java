package dev.plinth.bases.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.bases.repository.GitUrl;
import dev.plinth.foundation.PlinthException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token goes to the host that it is for, and to no other. */
class AccessTest {
  private static final Map<String, String> TOKENS =
      Map.of("GITHUB_TOKEN", "ghp_one", "GITLAB_TOKEN", "glpat-two");

  private static Access of(String url, String api, Map<String, String> environment) {
    return Access.of(GitUrl.of(url), api, environment);
  }

  @Test
  void knownHosts() {
    Access github = of("https://github.com/a/b", "", TOKENS);
    assertThat(github.api()).isEqualTo("https://api.github.com");
    assertThat(github.token()).isEqualTo("ghp_one");
    // x-access-token:ghp_one
    assertThat(github.header()).isEqualTo("Authorization: Basic eC1hY2Nlc3MtdG9rZW46Z2hwX29uZQ==");
    Access gitlab = of("git@gitlab.com:a/b.git", "https://else.example/api/v3", TOKENS);
    assertThat(gitlab.api()).isEqualTo("https://gitlab.com/api/v4");
    assertThat(gitlab.token()).isEqualTo("glpat-two");
  }

  @Test
  void othersOnlyWhereTheCallerOrThePipelineNamesThem() {
    for (String host :
        new String[] {"github.evil.example", "gitlab.evil.example", "x.github.com"}) {
      assertThat(of("https://" + host + "/a/b", "", TOKENS)).isNull();
    }
    Map<String, String> pipeline =
        Map.of(
            "GITHUB_SERVER_URL", "https://ghe.example",
            "GITHUB_API_URL", "https://ghe.example/api/v3",
            "GITHUB_TOKEN", "ghp_one");
    assertThat(of("https://ghe.example/a/b", "", pipeline).header()).isNotEmpty();
    assertThat(of("https://evil.example/a/b", "", pipeline)).isNull();
    Access named = of("https://evil.example/a/b", "https://ghe.example/api/v3/", TOKENS);
    assertThat(named.api()).isEqualTo("https://ghe.example/api/v3");
    // The API is asked, but the other host's git gets no token.
    assertThat(named.header()).isEmpty();
    assertThat(named.toString()).doesNotContain("ghp_one");
    assertThat(of("ssh://git@git.example:22/a", "https://git.example/api/v4", TOKENS).kind())
        .isEqualTo(Access.Kind.GITLAB);
  }

  @Test
  void anotherPortIsAnotherServer() {
    assertThat(header("https://github.com:443/a/b", "")).isNotEmpty();
    assertThat(header("https://github.com:8443/a/b", "")).isEmpty();
    assertThat(header("https://git.example:8443/a/b", "https://git.example/api/v4")).isEmpty();
    assertThat(header("https://git.example/a/b", "https://git.example:8443/api/v4")).isEmpty();
    assertThat(header("https://git.example:8443/a/b", "https://git.example:8443/api/v4"))
        .isNotEmpty();
    assertThat(header("https://git.example/a/b", "https://git.example:443/api/v4")).isNotEmpty();
  }

  private static String header(String url, String api) {
    Access access = of(url, api, TOKENS);
    return access == null ? "" : access.header();
  }

  @Test
  void graphqlStandsBesideRest() {
    assertThat(GitHub.graphql("https://api.github.com"))
        .isEqualTo("https://api.github.com/graphql");
    assertThat(GitHub.graphql("https://ghe.example/api/v3"))
        .isEqualTo("https://ghe.example/api/graphql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example",
        "git.example",
        "https://u:p@git.example/api/v3",
        "https://git.example/api/v3?x",
        "not an address",
      })
  void addressesThatAreNone(String api) {
    assertThatThrownBy(() -> of("https://git.example/a/b", api, TOKENS))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-HOSTING-API"));
  }

  @Test
  void aTokenThatCouldAddAHeaderIsRefusedAndNotSaid() {
    Map<String, String> bad = Map.of("GITHUB_TOKEN", "secret\r\nX-Evil: 1");
    assertThatThrownBy(() -> of("https://github.com/a/b", "", bad))
        .hasMessageNotContaining("secret")
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-HOSTING-TOKEN"));
  }
}
