package dev.plinth.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String DIGEST = "sha256:" + HEX;

  @ParameterizedTest
  @CsvSource({
    // written, whole, familiar
    "debian, docker.io/library/debian, debian",
    "debian:12, docker.io/library/debian:12, debian:12",
    "library/debian, docker.io/library/debian, debian",
    "docker.io/debian, docker.io/library/debian, debian",
    "docker.io/library/debian:12, docker.io/library/debian:12, debian:12",
    "index.docker.io/debian, docker.io/library/debian, debian",
    "index.docker.io/library/debian, docker.io/library/debian, debian",
    "index.docker.io/team/app, docker.io/team/app, team/app",
    "team/app, docker.io/team/app, team/app",
    "docker.io/team/app:1, docker.io/team/app:1, team/app:1",
    "library/team/app, docker.io/library/team/app, library/team/app",
    "docker.io/library/team/app, docker.io/library/team/app, library/team/app",
    "test.com:5000, docker.io/library/test.com:5000, test.com:5000",
    "localhost, docker.io/library/localhost, localhost",
    "localhost:5000, docker.io/library/localhost:5000, localhost:5000",
    "localhost/app, localhost/app, localhost/app",
    "localhost/library/app, localhost/library/app, localhost/library/app",
    "localhost:5000/app, localhost:5000/app, localhost:5000/app",
    "localhost:5000/app:1.0, localhost:5000/app:1.0, localhost:5000/app:1.0",
    "test.com/app, test.com/app, test.com/app",
    "test.com:5000/app, test.com:5000/app, test.com:5000/app",
    "test.com/team/app:tag, test.com/team/app:tag, test.com/team/app:tag",
    "test_com/foo, docker.io/test_com/foo, test_com/foo",
    "127.0.0.1:5000/app, 127.0.0.1:5000/app, 127.0.0.1:5000/app",
    "[::1]:5000/app, [::1]:5000/app, [::1]:5000/app",
    "[2001:db8::1]/app:1, [2001:db8::1]/app:1, [2001:db8::1]/app:1",
    "Foo/bar, Foo/bar, Foo/bar",
    "FOO/bar:Tag, FOO/bar:Tag, FOO/bar:Tag",
    "app:UPPER, docker.io/library/app:UPPER, app:UPPER",
    "a.b-c.example.com/x/y/z, a.b-c.example.com/x/y/z, a.b-c.example.com/x/y/z",
    "app_one, docker.io/library/app_one, app_one",
    "app__one, docker.io/library/app__one, app__one",
    "app---one, docker.io/library/app---one, app---one",
    "app.one/b-c, app.one/b-c, app.one/b-c",
    "1.2.3.4/5, 1.2.3.4/5, 1.2.3.4/5",
    "0, docker.io/library/0, 0",
    "app:_tag.-x, docker.io/library/app:_tag.-x, app:_tag.-x",
    "a_b.c/foo, a_b.c/foo, a_b.c/foo",
    "scratch, docker.io/library/scratch, scratch",
    "xn--n3h.com/app, xn--n3h.com/app, xn--n3h.com/app",
    "docker.io/docker.io/app, docker.io/docker.io/app, docker.io/app",
  })
  void namesAreNormalisedAsDockerDoes(String written, String whole, String familiar) {
    Reference reference = Reference.parse(written);
    assertThat(reference).hasToString(whole);
    assertThat(reference.familiar()).isEqualTo(familiar);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        ":",
        "@",
        ":tag",
        "app:",
        "app@",
        "/app",
        "app/",
        "a//b",
        "Debian",
        "team/App",
        "docker.io/App",
        "test.com/App",
        "-app",
        "app-",
        "app_",
        ".app",
        "app.",
        "a..b",
        "a___b",
        "a._b",
        "a-_b",
        "app:.tag",
        "app:-tag",
        "app:ta g",
        "app:tag:tag",
        "app:tag/x",
        " app",
        "app ",
        "äpp",
        "app:täg",
        "-test.com/app",
        "test-.com/app",
        "test..com/app",
        "a..b/foo",
        "test.com:/app",
        "test.com:port/app",
        "test.com:50a/app",
        "[::1/app",
        "[]/app",
        "[::g]/app",
        "[fe80::1%25eth0]/app",
        "[::ffff:1.2.3.4]/app",
        "https://test.com/app",
        "Foo_x/bar",
        "app@sha256:abc",
        "app@md5:0123456789abcdef0123456789abcdef",
        "app@sha512:" + HEX,
        "app@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
        "app@sha256:" + HEX + "@sha256:" + HEX,
        HEX,
        "aa/asdf$$^/aa",
        "a\u0000b",
        "app:\u001b[31m",
      })
  void whatDockerRefusesIsRefused(String written) {
    assertThatThrownBy(() -> Reference.parse(written))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-REFERENCE"))
        .message()
        .doesNotContain("\u001b", "\u0000");
  }

  @Test
  void identifiersAreRefusedOnlyAsWholeNames() {
    assertThat(Reference.parse("library/" + HEX)).hasToString("docker.io/library/" + HEX);
    assertThat(Reference.parse(HEX + ":tag")).hasToString("docker.io/library/" + HEX + ":tag");
    assertThat(Reference.parse(DIGEST)).hasToString("docker.io/library/sha256:" + HEX);
    assertThat(Reference.parse(HEX.substring(1)))
        .hasToString("docker.io/library/" + HEX.substring(1));
  }

  @Test
  void tagAndDigestAreBothKept() {
    Reference reference = Reference.parse("debian:12@" + DIGEST);
    assertThat(reference.tag()).isEqualTo("12");
    assertThat(reference.digest()).hasToString(DIGEST);
    assertThat(reference).hasToString("docker.io/library/debian:12@" + DIGEST);
    assertThat(reference.familiar()).isEqualTo("debian:12@" + DIGEST);
    assertThat(reference.withDefaultTag()).isEqualTo(reference);
    assertThat(reference.pulled()).hasToString("docker.io/library/debian@" + DIGEST);
  }

  @Test
  void latestIsAddedOnlyWhereThereIsNeitherTagNorDigest() {
    assertThat(Reference.parse("debian").withDefaultTag())
        .hasToString("docker.io/library/debian:latest");
    assertThat(Reference.parse("debian").pulled()).hasToString("docker.io/library/debian:latest");
    assertThat(Reference.parse("debian:12").pulled()).hasToString("docker.io/library/debian:12");
    assertThat(Reference.parse("debian@" + DIGEST).withDefaultTag().tag()).isEmpty();
  }

  @Test
  void lengthsAreLimited() {
    String longest = "a".repeat(255 - "library/".length());
    assertThat(Reference.parse(longest).path()).hasSize(255);
    assertThatThrownBy(() -> Reference.parse(longest + "a")).hasMessageContaining("255");
    assertThat(Reference.parse("test.com/" + "a".repeat(255)).path()).hasSize(255);
    assertThatThrownBy(() -> Reference.parse("test.com/" + "a".repeat(256)))
        .hasMessageContaining("255");
    assertThat(Reference.parse("app:" + "t".repeat(128)).tag()).hasSize(128);
    assertThatThrownBy(() -> Reference.parse("app:" + "t".repeat(129)))
        .isInstanceOf(PlinthException.class);
  }

  @Test
  void longerDigestsAreKnown() {
    assertThat(Reference.parse("app@sha512:" + HEX + HEX).digest())
        .hasToString("sha512:" + HEX + HEX);
    assertThat(Reference.parse("app@sha384:" + HEX + HEX.substring(32)).tag()).isEmpty();
  }

  @Test
  void hubIsServedElsewhere() {
    assertThat(Reference.parse("debian").registryHost()).isEqualTo("registry-1.docker.io");
    assertThat(Reference.parse("debian").credentialsKey()).isEqualTo("https://index.docker.io/v1/");
    assertThat(Reference.parse("test.com:5000/app").registryHost()).isEqualTo("test.com:5000");
    assertThat(Reference.parse("test.com:5000/app").credentialsKey()).isEqualTo("test.com:5000");
  }

  @Test
  void wholeFormsReadBackTheSame() {
    for (String written : new String[] {"debian", "a/b:c", "localhost/x@" + DIGEST, "Foo/bar:1"}) {
      Reference reference = Reference.parse(written);
      assertThat(Reference.parse(reference.toString())).isEqualTo(reference);
      assertThat(Reference.parse(reference.familiar())).isEqualTo(reference);
    }
  }
}
