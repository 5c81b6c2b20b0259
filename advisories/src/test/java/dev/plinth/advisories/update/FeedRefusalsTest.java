package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What arrives whole and is not taken: the store keeps what it has. */
class FeedRefusalsTest extends FeedGround {
  @Test
  void aFeedThatLostMostOfItsRecordsIsRefused() {
    update("kev", "osv-npm");
    server.put(KEV, kev(10));
    UpdateReport.Result refused = one("kev");
    assertThat(code(refused)).isEqualTo("PLINTH-UPDATE-SHRUNK");
    assertThat(state("kev").records()).isEqualTo(30);
    server.put(KEV, kev(0));
    assertThat(one("kev").failure()).isNotNull();
    assertThat(state("kev").records()).isEqualTo(30);
    server.put(KEV, kev(10));
    force = true;
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(10);
  }

  @Test
  void whatIsNoFeedChangesNothing() throws IOException {
    update("kev", "osv-npm");
    Map<String, String> answers = new HashMap<>();
    answers.put("<html><body>Please log in</body></html>", "PLINTH-FEED-UNKNOWN");
    answers.put("{\"error\":\"no\"}", "PLINTH-FEED-UNKNOWN");
    answers.put("{\"vulnerabilities\":[", "PLINTH-FEED-DAMAGED");
    answers.put(kev(30).substring(0, 900), "PLINTH-FEED-DAMAGED");
    answers.put(osv(1, "2026-01-02T00:00:00Z"), "PLINTH-UPDATE-OTHER");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      server.trick(KEV, StandIn.body(answer.getKey()));
      assertThat(code(one("kev"))).as(answer.getKey()).isEqualTo(answer.getValue());
      assertThat(state("kev").records()).isEqualTo(30);
      assertThat(advisories()).isEqualTo(40);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] nothing = new byte[1 << 20];
      Arrays.fill(nothing, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        gzip.write(nothing);
      }
    }
    server.put(KEV, bomb.toByteArray());
    assertThat(code(one("kev"))).startsWith("PLINTH-FEED-");
    assertThat(state("kev").records()).isEqualTo(30);
    // The page of a portal instead of every record: nothing is taken, and asked for again.
    server.put(LIST, "2026-02-03T00:00:00Z,GHSA-7\n" + list(40, "2026-01-02T00:00:00Z"));
    server.put("/npm/GHSA-7.json", "<html>Please log in</html>");
    assertThat(code(one("osv-npm"))).isEqualTo("PLINTH-UPDATE-SPOILT");
    server.put("/npm/GHSA-7.json", osv(7, "2026-02-03T00:00:00Z"));
    assertThat(one("osv-npm").taken()).isEqualTo(1);
  }

  @Test
  void aListOfNamesIsNotBelievedBlindly() {
    update("osv-npm");
    for (String list :
        List.of(
            "",
            "2026-02-03T00:00:00Z,../../etc/p w\n",
            "tomorrow,GHSA-1\n",
            "<html>,x\n",
            "2026-02-03T00:00:00Z\n")) {
      server.put(LIST, list);
      assertThat(code(one("osv-npm"))).as(list).startsWith("PLINTH-UPDATE-MALFORMED");
    }
    server.put(LIST, list(3, "2026-01-02T00:00:00Z"));
    assertThat(code(one("osv-npm"))).isEqualTo("PLINTH-UPDATE-SHRUNK");
    assertThat(advisories()).isEqualTo(40);
    assertThat(server.asked).noneMatch(path -> path.contains("etc"));
  }
}
