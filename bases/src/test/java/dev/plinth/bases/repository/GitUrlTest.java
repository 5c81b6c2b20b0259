package dev.plinth.bases.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are taken, and what is told of them. */
class GitUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop, https, github.com, acme/shop",
    "https://GitHub.com/acme/shop.git, https, github.com, acme/shop",
    "https://git.example:8443/a/b/c/, https, git.example:8443, a/b/c",
    "ssh://git@git.example:2222/acme/shop.git, ssh, git.example:2222, acme/shop",
    "git@github.com:acme/shop.git, ssh, github.com, acme/shop",
    "file:///srv/git/shop.git, file, '', srv/git/shop",
  })
  void taken(String text, String scheme, String host, String path) {
    assertThat(GitUrl.meant(text)).isTrue();
    assertThat(GitUrl.of(text)).isEqualTo(new GitUrl(text, scheme, host, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c touch% /tmp/x",
        "ext::/tmp/x",
        "fd::17/foo",
        "https::ext::x",
        "http://git.example/a/b",
        "git://git.example/a/b",
        "ftp://git.example/a/b",
        "file://host/share",
        "ssh://-oProxyCommand=touch/a/b",
        "ssh://git@-oProxyCommand=touch/a",
        "ssh://-oProxy@git.example/a",
        "git@-oProxyCommand=x:a/b",
        "git@git.example:-a",
        "git@git.example:--upload-pack=touch",
        "https://user:secret@git.example/a/b",
        "https://ghp_0123456789@git.example/a/b",
        "https://git.example/a/b?x=y",
        "https://git.example/",
        "https://git.example/a b",
        "https://git.example/a\nb",
        "https:///a/b",
        "--upload-pack=touch",
        "-oProxyCommand=touch",
        "",
      })
  void refused(String text) {
    assertThatThrownBy(() -> GitUrl.of(text))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-GIT-URL"));
  }

  @Test
  void aTokenInAUrlIsNotSaid() {
    assertThatThrownBy(() -> GitUrl.of("https://me:ghp_secret@git.example/a/b"))
        .hasMessageNotContaining("ghp_secret");
    assertThatThrownBy(() -> GitUrl.of("https://ghp_secret@git.example/a/b"))
        .hasMessageNotContaining("ghp_secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"services", "./a", "a/b", "C", "a@b", "Dockerfile", "-x"})
  void foldersAreNoUrls(String text) {
    assertThat(GitUrl.meant(text)).isFalse();
  }
}
