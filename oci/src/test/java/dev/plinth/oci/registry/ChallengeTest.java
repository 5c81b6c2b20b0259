package dev.plinth.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  private static List<Challenge> parse(String... fields) {
    return Challenge.parse(List.of(fields));
  }

  @Test
  void asRegistriesWriteThem() {
    Challenge hub =
        parse(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:library/debian:pull,push\"")
            .getFirst();
    assertThat(hub.scheme()).isEqualTo("bearer");
    assertThat(hub.parameter("realm")).isEqualTo("https://auth.docker.io/token");
    assertThat(hub.parameter("SERVICE")).isEqualTo("registry.docker.io");
    assertThat(hub.parameter("scope")).isEqualTo("repository:library/debian:pull,push");
    assertThat(hub.parameter("other")).isEmpty();
  }

  @Test
  void severalInOneFieldAndInSeveral() {
    assertThat(parse("Negotiate, BASIC realm=x , bearer Realm = \"a\\\"b\" ,service=s"))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "basic", "bearer");
    assertThat(
            parse("Negotiate, Basic realm=x, bearer Realm = \"a\\\"b\"")
                .getLast()
                .parameter("realm"))
        .isEqualTo("a\"b");
    assertThat(parse("Basic realm=\"a, b\"", "Bearer realm=c"))
        .extracting(challenge -> challenge.parameter("realm"))
        .containsExactly("a, b", "c");
  }

  @Test
  void whatIsNoneEndsTheReading() {
    assertThat(parse("")).isEmpty();
    assertThat(parse(",,,")).isEmpty();
    assertThat(parse("=x")).isEmpty();
    assertThat(parse("Bearer realm=\"unended").getFirst().parameter("realm")).isEqualTo("unended");
    assertThat(parse("Bearer " + "a,".repeat(10_000))).isEmpty();
    assertThat(parse("Bearer realm=\"x\\").getFirst().parameter("realm")).isEqualTo("x\\");
  }
}
