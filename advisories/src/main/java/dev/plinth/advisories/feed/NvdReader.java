package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the National Vulnerability Database's API 2.0: {@code vulnerabilities[].cve.metrics}.
 * Its own analysis ({@code Primary}) goes before others', then the newest version of CVSS.
 */
final class NvdReader implements FeedFormat.OfRecords {
  private static final String[] VERSIONS = {
    "cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2"
  };

  @Override
  public String title() {
    return "NVD 2.0";
  }

  @Override
  public boolean recognises(Json element) {
    return element.get("cve") instanceof Json.Obj cve && cve.text("id") != null;
  }

  @Override
  public void read(Json element, RecordSink sink) throws BadRecordException {
    Json cve = element.get("cve");
    if (cve == null) {
      throw new BadRecordException("it has no cve");
    }
    long number = CveScore.number(cve.text("id"));
    if ("Rejected".equals(cve.text("vulnStatus"))) {
      sink.noScore("nvd", number, true);
      return;
    }
    String modified = cve.text("lastModified");
    Json data = chosen(cve.members("metrics"));
    String vector = data == null ? null : data.text("vectorString");
    if (data == null || vector == null) {
      sink.noScore("nvd", number, false);
    } else {
      sink.score(
          "nvd",
          CveScore.of(
              number, vector, CveRecordReader.stated(data), "", modified == null ? "" : modified));
    }
  }

  private static @Nullable Json chosen(Map<String, Json> metrics) {
    for (boolean primary : new boolean[] {true, false}) {
      for (String version : VERSIONS) {
        if (metrics.get(version) instanceof Json.Arr(var items)) {
          for (Json metric : items) {
            Json data = metric.get("cvssData");
            if (data != null
                && data.text("vectorString") != null
                && (!primary || "Primary".equals(metric.text("type")))) {
              return data;
            }
          }
        }
      }
    }
    return null;
  }
}
