package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.DebianReleases;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON of Debian's security tracker (<a
 * href="https://security-tracker.debian.org/tracker/data/json">data/json</a>), all of it in one
 * document of some 60 MB, which replaces the one before:
 *
 * <pre>
 * document := { source package: { issue: { "description"?, "releases": { code name: release } } } }
 * release  := { "status": "resolved" | "open" | "undetermined", "fixed_version"?, "urgency",
 *               "nodsa"?, "nodsa_reason"?, "repositories": { suite: version } }
 * issue    := "CVE-…" | "TEMP-…"
 * </pre>
 *
 * <p>What it says of a release:
 *
 * <ul>
 *   <li>{@code resolved} in version {@code 0}: never affected; in another: affected below it;
 *   <li>{@code undetermined}: under investigation;
 *   <li>{@code open}: affected without a fix. With urgency {@code end-of-life} the package is no
 *       longer looked after; with a {@code nodsa_reason} of {@code ignored} it will not be fixed;
 *       with any other word against an advisory of its own ({@code postponed}, or only {@code
 *       nodsa}: "minor, with the next point release if at all") the fix is deferred.
 * </ul>
 *
 * The urgency is the severity: {@code unimportant}, {@code low}, {@code medium}, {@code high}, with
 * stars where the tracker team set it; {@code not yet assigned} is none.
 */
final class DebianTrackerReader implements FeedFormat.OfDocuments {
  static final String FEED = "debian-tracker";
  private static final String PAGE = "https://security-tracker.debian.org/tracker/";
  private static final int MAX_NAME = 200;
  private static final int MAX_VERSION = 1_000;
  private static final int MAX_RELEASES = 50;
  private static final int MAX_SUMMARY = 500;

  @Override
  public String title() {
    return "the Debian security tracker's JSON";
  }

  @Override
  public boolean begins(DocumentStart start) {
    if (!(start.outline() instanceof Json.Obj(Map<String, Json> packages))) {
      return false;
    }
    for (Json issues : packages.values()) {
      if (!(issues instanceof Json.Obj(Map<String, Json> byName))) {
        return false;
      }
      for (Map.Entry<String, Json> issue : byName.entrySet()) {
        return issue(issue.getKey()) && issue.getValue() instanceof Json.Obj;
      }
    }
    return false;
  }

  private static boolean issue(String name) {
    return name.startsWith("CVE-") || name.startsWith("TEMP-");
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    sink.replace(FEED);
    JsonStream.read(
        in,
        limits,
        (json, first) ->
            json.members((source, issues) -> {
              if (issues == JsonToken.START_OBJECT) {
                json.members((issue, value) -> issue(json, source, issue, value, sink));
              } else {
                json.skip();
                sink.skipped(source, "it is no object");
              }
            }));
    return true;
  }

  private static void issue(
      JsonStream json, String source, String issue, JsonToken value, RecordSink sink)
      throws IOException {
    try {
      Json element = json.record(value);
      if (!issue(issue) || issue.length() > MAX_NAME || source.length() > MAX_NAME) {
        throw new BadRecordException("its name is none of an issue");
      }
      sink.advisory(record(source, issue, element));
    } catch (BadRecordException e) {
      sink.skipped(source + " " + issue, String.valueOf(e.getMessage()));
    }
  }

  private static AdvisoryRecord record(String source, String issue, Json element)
      throws BadRecordException {
    if (!(element.get("releases") instanceof Json.Obj(Map<String, Json> releases))) {
      throw new BadRecordException("it has no releases");
    }
    if (releases.size() > MAX_RELEASES) {
      throw new BadRecordException("it has more than " + MAX_RELEASES + " releases");
    }
    List<Statement> statements = new ArrayList<>();
    for (Map.Entry<String, Json> release : releases.entrySet()) {
      statements.add(statement(source, release.getKey(), release.getValue()));
    }
    String description = element.text("description");
    String summary = description == null ? "" : description.strip();
    return new AdvisoryRecord(
        new Advisory(
            issue,
            List.of(),
            List.of(),
            FEED,
            "",
            "",
            null,
            summary.length() <= MAX_SUMMARY ? summary : summary.substring(0, MAX_SUMMARY),
            List.of(),
            "",
            List.of(PAGE + issue)),
        "",
        statements);
  }

  private static Statement statement(String source, String codename, Json release)
      throws BadRecordException {
    if (codename.isEmpty() || codename.length() > MAX_NAME) {
      throw new BadRecordException("it names no release");
    }
    String urgency = word(release, "urgency");
    List<Interval> ranges = List.of();
    Status status = Status.AFFECTED;
    switch (word(release, "status")) {
      case "resolved" -> {
        String fixed = word(release, "fixed_version");
        if (fixed.isEmpty()) {
          throw new BadRecordException("it is resolved in " + codename + " without a version");
        }
        if (fixed.equals("0")) {
          status = Status.NOT_AFFECTED;
        } else {
          ranges = List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", fixed, ""));
        }
      }
      case "undetermined" -> status = Status.UNDER_INVESTIGATION;
      case "open" -> {
        ranges = List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", "", ""));
        status = open(release, urgency);
      }
      default ->
          throw new BadRecordException(
              "its status in " + codename + " is unknown: " + word(release, "status"));
    }
    boolean rated = !urgency.equals("not yet assigned") && !urgency.equals("end-of-life");
    return new Statement(
        DebianReleases.ecosystem(codename),
        source,
        ranges,
        List.of(),
        status,
        false,
        rated ? urgency : "",
        List.of());
  }

  private static Status open(Json release, String urgency) {
    if (urgency.equals("end-of-life")) {
      return Status.END_OF_LIFE;
    }
    if (word(release, "nodsa_reason").equals("ignored")) {
      return Status.WONT_FIX;
    }
    return release.get("nodsa") == null && word(release, "nodsa_reason").isEmpty()
        ? Status.AFFECTED
        : Status.DEFERRED;
  }

  private static String word(Json json, String key) {
    String text = json.text(key);
    return text == null || text.length() > MAX_VERSION ? "" : text;
  }
}
