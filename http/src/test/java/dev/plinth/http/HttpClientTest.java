package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientTest {
  private final FakeTiming timing = new FakeTiming();
  private final HttpOptions options =
      HttpOptions.defaults()
          .with(timing)
          .with(Patience.defaults().withSilence(Duration.ofMillis(300)));
  private final HttpClient client = new HttpClient(options);

  private static HttpRequest get(URI uri) {
    return HttpRequest.get(uri, "fetch the thing");
  }

  private static void fails(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).startsWith("Tried to fetch the thing, but ");
            });
  }

  @Test
  void givesStatusHeadersAndBody() throws IOException {
    try (StandInServer server =
        StandInServer.start(
            (_, reply) -> reply.send(200, "content", "X-A", "1", "ETag", "\"v\""))) {
      try (HttpResponse response = client.send(get(server.uri("/a?b=c")))) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().first("x-a")).isEqualTo("1");
        assertThat(response.validators().etag()).isEqualTo("\"v\"");
        assertThat(response.bytes(100)).asString().isEqualTo("content");
      }
      StandInServer.Request asked = server.requests().getFirst();
      assertThat(asked.target()).isEqualTo("/a?b=c");
      assertThat(asked.header("User-Agent")).isEqualTo("plinth");
      assertThat(asked.header("Accept-Encoding")).isEqualTo("identity");
      assertThat(asked.header("Authorization")).isEmpty();
    }
  }

  @Test
  void connectionsAreUsedAgain() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(404, "not here"))) {
      for (int i = 0; i < 3; i++) {
        client.send(get(server.uri("/"))).excerpt();
      }
      assertThat(server.requests()).allMatch(request -> request.connection() == 1);
    }
  }

  @Test
  void sendsBodiesOfAnySizeAndOfNone() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(201, ""))) {
      byte[] content = new byte[300_000];
      RequestBody body =
          new RequestBody() {
            @Override
            public long length() {
              return content.length;
            }

            @Override
            public InputStream open() {
              return new ByteArrayInputStream(content);
            }

            @Override
            public boolean repeatable() {
              return false;
            }
          };
      client.send(HttpRequest.put(server.uri("/up"), body, "send")).close();
      client
          .send(HttpRequest.post(server.uri("/begin"), RequestBody.of(new byte[0]), "begin"))
          .close();
      List<StandInServer.Request> requests = server.requests();
      assertThat(requests.get(0).method()).isEqualTo("PUT");
      assertThat(requests.get(0).body()).hasSize(300_000);
      assertThat(requests.get(1).method()).isEqualTo("POST");
      assertThat(requests.get(1).header("Content-Length")).isEqualTo("0");
    }
  }

  @Test
  void aRefusedUploadStillTellsWhoIsAsked() throws IOException {
    try (StandInServer server =
        StandInServer.start(
            (_, reply) -> reply.send(401, "no", "WWW-Authenticate", "Bearer realm=\"x\""))) {
      HttpRequest put = HttpRequest.put(server.uri("/up"), RequestBody.of(new byte[10]), "send");
      try (HttpResponse response = client.send(put)) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("WWW-Authenticate")).isEqualTo("Bearer realm=\"x\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504, 522})
  void whatMayPassIsRepeated(int status) throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start(
            (_, reply) -> reply.send(count.incrementAndGet() < 4 ? status : 200, "x"))) {
      assertThat(client.send(get(server.uri("/"))).status()).isEqualTo(200);
      assertThat(timing.sleeps())
          .containsExactly(
              Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(2_000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 501, 505})
  void whatStaysIsNotRepeated(int status) throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(status, "x"))) {
      assertThat(client.send(get(server.uri("/"))).status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aServerThatKeepsFailingIsAskedFiveTimes() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(503, "busy"))) {
      HttpResponse response = client.send(get(server.uri("/")));
      assertThat(response.refusal())
          .hasMessageContaining("answered 503 (a failure of its own): busy");
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void whatMayNotBeRepeatedIsNot() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(503, "busy"))) {
      RequestBody body = RequestBody.of(new byte[0]);
      client.send(HttpRequest.post(server.uri("/"), body, "post")).close();
      assertThat(server.requests()).hasSize(1);
      server.forget();
      client.send(HttpRequest.post(server.uri("/"), body, "post").repeatedly()).close();
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws IOException {
    List<String> asked =
        List.of("7", "Sun, 01 Mar 2026 12:00:30 GMT", "Sun, 01 Mar 2020 12:00:00 GMT", "soon");
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          int i = count.getAndIncrement();
          if (i < asked.size()) {
            reply.send(429, "", "Retry-After", asked.get(i));
          } else {
            reply.send(200, "");
          }
        })) {
      assertThat(client.send(get(server.uri("/"))).status()).isEqualTo(200);
      assertThat(timing.sleeps())
          .containsExactly(
              Duration.ofSeconds(7), Duration.ofSeconds(23), Duration.ZERO, Duration.ofSeconds(4));
    }
  }

  @Test
  void doesNotWaitForHours() throws IOException {
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.send(429, "", "Retry-After", "21600"))) {
      HttpResponse response = client.send(get(server.uri("/")));
      assertThat(response.refusal())
          .hasMessageContaining("429 (too many requests), to be tried again after 21600");
      assertThat(server.requests()).hasSize(1);
      assertThat(timing.sleeps()).isEmpty();
    }
  }

  @Test
  void aServerThatStallsIsGivenUp() throws IOException {
    HttpOptions twice =
        options.with(Patience.defaults().withSilence(Duration.ofMillis(50)).withAttempts(2));
    try (StandInServer server = StandInServer.start((_, reply) -> reply.stall())) {
      fails("PLINTH-HTTP-TIMEOUT", () -> new HttpClient(twice).send(get(server.uri("/"))));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aHeadThatDripsForEverIsCut() throws IOException {
    Patience brief =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            1,
            Duration.ofSeconds(60),
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\n");
          try {
            while (true) {
              reply.raw("X");
              Thread.sleep(20);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })) {
      fails(
          "PLINTH-HTTP-TIMEOUT",
          () -> new HttpClient(options.with(brief)).send(get(server.uri("/"))));
    }
  }

  @Test
  void garbageIsNoAnswer() throws IOException {
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.raw("SSH-2.0-OpenSSH_9.2\r\n"))) {
      fails("PLINTH-HTTP-DROPPED", () -> client.send(get(server.uri("/"))));
    }
  }

  @Test
  void headersWithoutEndAreRefused() throws IOException {
    String many = "X-A: 1\r\n".repeat(600);
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.raw("HTTP/1.1 200 OK\r\n" + many + "\r\n"))) {
      fails("PLINTH-HTTP-DROPPED", () -> client.send(get(server.uri("/"))));
    }
    String large = "X-A: " + "a".repeat(1 << 20);
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.raw("HTTP/1.1 200 OK\r\n" + large + "\r\n\r\n"))) {
      fails("PLINTH-HTTP-DROPPED", () -> client.send(get(server.uri("/"))));
    }
  }

  @Test
  void aConnectionThatIsRefusedIsTriedThrice() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/");
    fails("PLINTH-HTTP-CONNECT", () -> client.send(get(nobody)));
    assertThat(timing.sleeps()).hasSize(2);
  }

  @Test
  void nothingIsSentOffline() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(200, ""))) {
      HttpClient offline = new HttpClient(options.withOffline(true));
      fails("PLINTH-HTTP-OFFLINE", () -> offline.send(get(server.uri("/"))));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void plainHttpIsForLoopback() {
    fails("PLINTH-HTTP-PLAIN", () -> client.send(get(URI.create("http://192.0.2.1/"))));
    fails("PLINTH-HTTP-ADDRESS", () -> client.send(get(URI.create("ftp://localhost/"))));
    fails("PLINTH-HTTP-ADDRESS", () -> client.send(get(URI.create("https://bad_host_/"))));
    fails("PLINTH-HTTP-ADDRESS", () -> client.send(get(URI.create("file:///etc/passwd"))));
  }

  @Test
  void aBodyBeyondItsLimitIsRefused() throws IOException {
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          if (request.path().equals("/said")) {
            reply.send(200, "0123456789");
          } else {
            reply.raw("HTTP/1.1 200 OK\r\n\r\n0123456789");
          }
        })) {
      fails("PLINTH-HTTP-SIZE", () -> client.send(get(server.uri("/said"))).bytes(9));
      fails("PLINTH-HTTP-SIZE", () -> client.send(get(server.uri("/unsaid"))).bytes(9));
      assertThat(client.send(get(server.uri("/unsaid"))).bytes(10)).hasSize(10);
    }
  }

  @Test
  void aBodyThatEndsEarlyIsNotWhole() throws IOException {
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.cut(new byte[1_000], 400))) {
      fails("PLINTH-HTTP-DROPPED", () -> client.send(get(server.uri("/"))).bytes(1_000));
    }
  }

  @Test
  void userAndPasswordOfAnAddressBecomeAHeader() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(403, "no"))) {
      URI uri = URI.create("http://me:p%40ss@" + server.address() + "/x?token=secret");
      HttpResponse response = client.send(get(uri));
      assertThat(response.refusal().getMessage()).doesNotContain("p@ss", "p%40ss", "secret");
      assertThat(server.requests().getFirst().header("Authorization"))
          .isEqualTo("Basic bWU6cEBzcw==");
      assertThat(get(uri).toString()).doesNotContain("p%40ss", "secret");
    }
  }

  @Test
  void whatAServerSaysIsShownSafely() throws IOException {
    byte[] hostile = "\u001b[31mgone\u202e".getBytes(StandardCharsets.UTF_8);
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(404, hostile))) {
      assertThat(client.send(get(server.uri("/"))).refusal().getMessage())
          .contains("\\x1b[31mgone\\u202e")
          .doesNotContain("\u001b");
    }
  }
}
