package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scores of a CVE record, format 5 (CVE JSON 5.x): {@code containers.cna.metrics[]}, else those of
 * {@code containers.adp[]}; the newest version of CVSS first; where there is none, the word of a
 * vendor's rating ({@code other}).
 */
final class CveRecordReader implements FeedFormat.OfRecords {
  private static final String[] VERSIONS = {"cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"};

  @Override
  public String title() {
    return "CVE records 5";
  }

  @Override
  public boolean recognises(Json element) {
    return element.get("cveMetadata") instanceof Json.Obj metadata
        && metadata.text("cveId") != null;
  }

  @Override
  public void read(Json element, RecordSink sink) throws BadRecordException {
    Json metadata = element.get("cveMetadata");
    if (metadata == null) {
      throw new BadRecordException("it has no cveMetadata");
    }
    long cve = CveScore.number(metadata.text("cveId"));
    if ("REJECTED".equals(metadata.text("state"))) {
      sink.noScore("cve-record", cve, true);
      return;
    }
    String updated = metadata.text("dateUpdated");
    CveScore score = score(cve, element.get("containers"), updated == null ? "" : updated);
    if (score == null) {
      sink.noScore("cve-record", cve, false);
    } else {
      sink.score("cve-record", score);
    }
  }

  private static @Nullable CveScore score(long cve, @Nullable Json containers, String modified)
      throws BadRecordException {
    if (containers == null) {
      return null;
    }
    List<List<Json>> inOrder = new ArrayList<>();
    Json cna = containers.get("cna");
    if (cna != null) {
      inOrder.add(cna.items("metrics"));
    }
    for (Json adp : containers.items("adp")) {
      inOrder.add(adp.items("metrics"));
    }
    for (List<Json> metrics : inOrder) {
      for (String version : VERSIONS) {
        for (Json metric : metrics) {
          Json cvss = metric.get(version);
          String vector = cvss == null ? null : cvss.text("vectorString");
          if (cvss != null && vector != null) {
            return CveScore.of(cve, vector, stated(cvss), "", modified);
          }
        }
      }
    }
    for (List<Json> metrics : inOrder) {
      for (Json metric : metrics) {
        Json other = metric.get("other");
        Json content = other == null ? null : other.get("content");
        String word = content == null ? null : content.text("value");
        word = word == null && content != null ? content.text("text") : word;
        if (word != null && rating(word)) {
          return new CveScore(cve, null, -1, word, modified);
        }
      }
    }
    return null;
  }

  /** The base score beside a vector, -1 where there is none. */
  static double stated(Json cvss) {
    if (!(cvss.get("baseScore") instanceof Json.Num number)) {
      return -1;
    }
    BigDecimal value = number.value();
    return value.signum() >= 0 && value.precision() <= 10 ? value.doubleValue() : -1;
  }

  private static boolean rating(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical", "important", "high", "moderate", "medium", "low", "negligible" -> true;
      default -> false;
    };
  }
}
