package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private final HttpClient client = new HttpClient(HttpOptions.defaults().with(new FakeTiming()));

  private static HttpRequest get(URI uri) {
    return HttpRequest.get(uri, "fetch the thing");
  }

  @Test
  void secretsDoNotFollowToAnotherPort() throws IOException {
    try (StandInServer elsewhere = StandInServer.start((_, reply) -> reply.send(200, "here"));
        StandInServer server =
            StandInServer.start(
                (_, reply) -> reply.send(307, "", "Location", elsewhere.uri("/blob?a=b") + "|c"))) {
      HttpRequest request =
          get(server.uri("/"))
              .with("Authorization", "Bearer t")
              .with("X-Token", "t")
              .with("Accept", "text/plain");
      try (HttpResponse response = client.send(request)) {
        assertThat(response.bytes(10)).asString().isEqualTo("here");
        assertThat(response.uri().getPort()).isEqualTo(elsewhere.port());
      }
      assertThat(server.requests().getFirst().header("Authorization")).isEqualTo("Bearer t");
      StandInServer.Request second = elsewhere.requests().getFirst();
      assertThat(second.target()).isEqualTo("/blob?a=b%7Cc");
      assertThat(second.header("Authorization")).isEmpty();
      assertThat(second.header("X-Token")).isEmpty();
      assertThat(second.header("Accept")).isEqualTo("text/plain");
    }
  }

  @Test
  void withinAnOriginTheyDo() throws IOException {
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          if (request.path().equals("/a")) {
            reply.send(301, "", "Location", "b/../c");
          } else {
            reply.send(200, request.path());
          }
        })) {
      HttpRequest request = get(server.uri("/a")).with("Authorization", "Bearer t");
      assertThat(client.send(request).bytes(10)).asString().isEqualTo("/c");
      assertThat(server.requests()).allMatch(r -> r.header("Authorization").equals("Bearer t"));
    }
  }

  @Test
  void circlesAndNowhereAreErrors() throws IOException {
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          switch (request.path()) {
            case "/circle" -> reply.send(302, "", "Location", "/circle");
            case "/file" -> reply.send(302, "", "Location", "file:///etc/passwd");
            case "/nothing" -> reply.send(302, "", "Location", "http://");
            default -> reply.send(302, "");
          }
        })) {
      for (String path : List.of("/circle", "/nowhere", "/file", "/nothing")) {
        assertThatThrownBy(() -> client.send(get(server.uri(path))))
            .isInstanceOfSatisfying(
                PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-HTTP-REDIRECT"));
      }
    }
  }

  @Test
  void whatIsSentGoesNowhereElse() throws IOException {
    try (StandInServer elsewhere = StandInServer.start((_, reply) -> reply.send(200, ""));
        StandInServer server =
            StandInServer.start(
                (_, reply) -> reply.send(307, "", "Location", elsewhere.uri("/").toString()))) {
      HttpRequest put =
          HttpRequest.put(server.uri("/"), RequestBody.of(new byte[3]), "store the thing");
      assertThatThrownBy(() -> client.send(put)).hasMessageContaining("wants what is sent to go");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  /** A transport that answers by table, so that hosts need not exist. */
  private record Table(Map<String, String> redirects, List<HttpRequest> seen) implements Transport {
    @Override
    public Answer exchange(HttpRequest request, HttpHeaders headers) {
      seen.add(request);
      String to = redirects.get(request.uri().toString());
      HttpHeaders none = HttpHeaders.none();
      return new Answer(
          to == null ? 200 : 302,
          to == null ? none : none.with("Location", to),
          InputStream.nullInputStream(),
          () -> {});
    }
  }

  private static void refused(String from, String to, String because) {
    Table table = new Table(Map.of(from, to), new ArrayList<>());
    HttpClient client = new HttpClient(HttpOptions.defaults().withPlainHttp(true), table);
    assertThatThrownBy(() -> client.send(get(URI.create(from)))).hasMessageContaining(because);
    assertThat(table.seen()).hasSize(1);
  }

  @Test
  void noWayFromProtectedToUnprotectedOrIntoThisMachine() {
    refused("https://192.0.2.1/", "http://192.0.2.1/", "unprotected");
    refused("https://192.0.2.1/", "https://127.0.0.1/", "within this machine");
    refused("https://192.0.2.1/", "https://[::1]/", "within this machine");
    refused("http://192.0.2.1/", "http://169.254.169.254/latest", "within this machine");
    refused("http://192.0.2.1/", "http://2130706433/", "within this machine");
  }
}
