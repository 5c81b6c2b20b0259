package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  private final FakeTiming timing = new FakeTiming();
  private final HttpClient client =
      new HttpClient(
          HttpOptions.defaults()
              .with(timing)
              .with(Patience.defaults().withSilence(Duration.ofMillis(200))));

  private Download download(StandInServer server, boolean proved) {
    return client.download(
        HttpRequest.get(server.uri("/feed"), "fetch the feed"), Validators.NONE, 1 << 20, proved);
  }

  private static void fails(Download download, String code) {
    assertThatThrownBy(download::readAllBytes)
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          int number = count.incrementAndGet();
          if (number == 1) {
            reply.cut(CONTENT, 70_000, "ETag", "\"one\"");
          } else if (number == 2) {
            reply.send(503, "");
          } else {
            reply.sendFile(CONTENT, "\"one\"");
          }
        })) {
      try (Download download = download(server, false)) {
        assertThat(download.length()).isEqualTo(CONTENT.length);
        assertThat(download.readAllBytes()).isEqualTo(CONTENT);
        assertThat(download.validators().etag()).isEqualTo("\"one\"");
      }
      StandInServer.Request last = server.requests().getLast();
      assertThat(last.header("Range")).isEqualTo("bytes=70000-");
      assertThat(last.header("If-Range")).isEqualTo("\"one\"");
    }
  }

  @Test
  void startsAnewWhereTheServerKnowsNoRanges() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() < 3) {
            reply.cut(CONTENT, 70_000, "ETag", "\"one\"");
          } else {
            reply.send(200, CONTENT, "ETag", "\"one\"");
          }
        })) {
      assertThat(download(server, false).readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void whatChangedIsNotPiecedTogether() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() == 1) {
            reply.cut(CONTENT, 70_000, "ETag", "\"one\"");
          } else {
            reply.sendFile(CONTENT, "\"two\"");
          }
        })) {
      fails(download(server, false), "PLINTH-HTTP-CHANGED");
    }
  }

  @Test
  void withoutAnyWordOfTheServerOnlyProvedContentIsPiecedTogether() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() % 2 == 1) {
            reply.cut(CONTENT, 70_000);
          } else {
            reply.sendFile(CONTENT, "");
          }
        })) {
      fails(download(server, false), "PLINTH-HTTP-DROPPED");
      count.set(0);
      assertThat(download(server, true).readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void anotherPartThanAskedForIsRefused() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() == 1) {
            reply.cut(CONTENT, 70_000);
          } else {
            reply.send(206, CONTENT, "Content-Range", "bytes 0-199999/200000");
          }
        })) {
      fails(download(server, true), "PLINTH-HTTP-RANGE");
    }
  }

  @Test
  void aServerThatAlwaysBreaksOffIsGivenUp() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() == 1) {
            reply.cut(CONTENT, 70_000);
          } else {
            reply.raw(
                "HTTP/1.1 206 Part\r\nContent-Range: bytes 70000-199999/200000\r\n"
                    + "Content-Length: 130000\r\n\r\n");
          }
        })) {
      fails(download(server, true), "PLINTH-HTTP-DROPPED");
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void aStallInTheMiddleIsResumed() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          if (count.incrementAndGet() == 1) {
            reply.cut(CONTENT, 70_000);
            reply.stall();
          } else {
            reply.sendFile(CONTENT, "");
          }
        })) {
      assertThat(download(server, true).readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void unchangedContentIsNotSentAgain() throws IOException {
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          boolean known = request.header("If-None-Match").equals("\"one\"");
          reply.send(known ? 304 : 200, known ? "" : "new", "ETag", "\"one\"");
        })) {
      HttpRequest request = HttpRequest.get(server.uri("/"), "fetch the feed");
      Download first = client.download(request, Validators.NONE, 100, false);
      assertThat(first.isUnchanged()).isFalse();
      assertThat(first.readAllBytes()).asString().isEqualTo("new");
      Download second = client.download(request, first.validators(), 100, false);
      assertThat(second.isUnchanged()).isTrue();
      assertThat(second.readAllBytes()).isEmpty();
    }
  }

  @Test
  void anErrorIsNoContent() throws IOException {
    try (StandInServer server = StandInServer.start((_, reply) -> reply.send(404, "no such"))) {
      assertThatThrownBy(() -> download(server, false))
          .hasMessageStartingWith("Tried to fetch the feed, but ")
          .hasMessageContaining("404 (not there): no such");
    }
  }

  @Test
  void moreThanItsLimitIsRefusedBeforeAndAfter() throws IOException {
    try (StandInServer server =
        StandInServer.start((request, reply) -> {
          if (request.header("Accept").equals("said")) {
            reply.send(200, CONTENT);
          } else {
            reply.raw("HTTP/1.1 200 OK\r\n\r\n");
            reply.raw(CONTENT);
          }
        })) {
      HttpRequest request = HttpRequest.get(server.uri("/"), "fetch the feed");
      assertThatThrownBy(
              () -> client.download(request.with("Accept", "said"), Validators.NONE, 1_000, true))
          .hasMessageContaining("more than the 1000 bytes");
      fails(client.download(request, Validators.NONE, 1_000, true), "PLINTH-HTTP-SIZE");
    }
  }

  @Test
  void canBeGivenUpFromAnotherThread() throws Exception {
    try (StandInServer server =
        StandInServer.start((_, reply) -> {
          reply.cut(CONTENT, 10);
          reply.stall();
        })) {
      Download download = download(server, true);
      download.readNBytes(10);
      Thread closer = Thread.ofVirtual().start(download::close);
      assertThatThrownBy(download::readAllBytes).isInstanceOf(IOException.class);
      closer.join();
      assertThat(server.requests()).hasSize(1);
    }
  }
}
