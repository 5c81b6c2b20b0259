package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers that say no, break off, stall or lie about what they send. */
class FeedTransfersTest extends FeedGround {
  @Test
  void statusesThatSayNoLeaveTheOthersAndTheOldData() {
    update("kev", "osv-npm");
    for (int status : new int[] {401, 403, 404, 500}) {
      for (int times = status == 500 ? 3 : 1; times > 0; times--) {
        server.trick(KEV, StandIn.status(status));
      }
      UpdateReport report = update("kev", "osv-npm");
      assertThat(report.feeds().get(0).failure()).as("%d", status).isNotNull();
      assertThat(report.feeds().get(0).failure().getMessage()).contains("Tried to", "; ");
      assertThat(report.feeds().get(1).failure()).isNull();
      assertThat(report.anyFailed()).isTrue();
      assertThat(state("kev").records()).isEqualTo(30);
    }
  }

  @Test
  void waitsAsItIsAskedTo() {
    server.trick(KEV, StandIn.status(429, "Retry-After", "1"), StandIn.status(503));
    assertThat(one("kev").failure()).isNull();
    server.trick(KEV, StandIn.status(429, "Retry-After", "86400"));
    assertThat(code(one("kev"))).isEqualTo("PLINTH-HTTP-STATUS");
  }

  @Test
  void aRedirectElsewhereIsFollowedWithinReason() {
    server.put("/moved.json", kev(32));
    server.trick(KEV, StandIn.status(302, "Location", server.at("/moved.json").toString()));
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(32);
    anew = true;
    for (String elsewhere :
        List.of("ftp://feeds.example/kev.json", "file:///etc/passwd", KEV, "http://[bad")) {
      StandIn.Trick there = StandIn.status(302, "Location", elsewhere);
      for (int i = 0; i < 30; i++) {
        server.trick(KEV, there);
      }
      assertThat(code(one("kev"))).as(elsewhere).startsWith("PLINTH-HTTP-");
      assertThat(state("kev").records()).isEqualTo(32);
      server.forget(KEV);
    }
  }

  @Test
  void aLengthThatIsALieIsNotBelieved() {
    StandIn.Trick longer =
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length + 1_000L);
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        };
    server.trick(KEV, longer, longer, longer);
    assertThat(code(one("kev"))).isEqualTo("PLINTH-UPDATE-DROPPED");
    assertThat(one("kev").failure()).isNull();
  }

  @Test
  void goesOnWhereItBrokeOff() {
    server.trick(KEV, StandIn.cut(1000));
    assertThat(one("kev").failure()).isNull();
    assertThat(server.asked).containsExactly(KEV, KEV + " bytes=1000-");
    assertThat(one("kev").unchanged()).isEqualTo(1);
  }

  @Test
  void goesOnInTheNextProcess() {
    server.trick(KEV, StandIn.cut(500), StandIn.status(403));
    assertThat(one("kev").failure()).isNotNull();
    assertThat(cache().resolve("kev/document")).hasSize(500);
    server.asked.clear();
    UpdateReport.Result result = one("kev");
    assertThat(result.failure()).isNull();
    assertThat(server.asked.getLast()).isEqualTo(KEV + " bytes=500-");
    assertThat(result.bytes()).isEqualTo(kev(30).length() - 500);
  }

  @Test
  void piecesOfTwoVersionsAreNeverJoined() {
    byte[] changed = kev(31).getBytes(StandardCharsets.UTF_8);
    server.trick(
        KEV,
        (exchange, bytes) -> {
          server.put(KEV, changed);
          StandIn.cut(700).play(exchange, bytes);
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(31);
    // A server that ignores If-Range and claims another tag is not believed either.
    anew = true;
    server.trick(
        KEV,
        StandIn.cut(700),
        (exchange, bytes) -> {
          exchange.getResponseHeaders().set("ETag", "\"other\"");
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes 700-" + (bytes.length - 1) + "/" + bytes.length);
          exchange.sendResponseHeaders(206, bytes.length - 700);
          exchange.getResponseBody().write(new byte[bytes.length - 700]);
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(31);
  }

  @Test
  void aServerWithoutTagsOrRangesIsReadFromTheStart() {
    server.trick(
        KEV,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 400);
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(server.asked).containsExactly(KEV, KEV);
  }

  @Test
  void aStallEndsInTimeAndKeepsTheOthers() {
    server.trick(
        KEV,
        (exchange, bytes) -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    UpdateReport report = update(Duration.ofSeconds(8), Map.of(), "kev", "osv-npm");
    assertThat(report.feeds().get(1).failure()).isNull();
    assertThat(advisories()).isEqualTo(40);
    // Either the time for all of it ran out, or the client gave up and was served at once.
    assertThat(report.feeds().get(0).failure() == null ? "" : code(report.feeds().get(0)))
        .isIn("", "PLINTH-UPDATE-TIME", "PLINTH-HTTP-TIMEOUT");
  }
}
