package dev.plinth.advisories.feed;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One record of the OSV schema (1.7) as an advisory.
 *
 * <p>Where the schema leaves room:
 *
 * <ul>
 *   <li>{@code package.name} and {@code package.ecosystem} are believed, never the purl: records of
 *       Debian's extended support name several packages with one purl.
 *   <li>{@code related} is no alias. But distributions whose feeds are older than {@code upstream}
 *       (AlmaLinux, extended Debian) name the vulnerabilities they fix there: for a record of a
 *       Linux distribution with neither aliases nor upstream, the CVE names among {@code related}
 *       are taken for upstream.
 *   <li>A fixed version {@code 0} says "never affected".
 *   <li>Notices of RustSec ({@code unmaintained}, {@code notice}) are no vulnerabilities: they are
 *       kept for searches and never match. {@code unsound} ones match, with the severity word
 *       {@code informational} where no score is given.
 *   <li>A package with neither ranges nor versions (GIT ranges are not kept) says nothing, unless
 *       the vendor's status for it does (will not fix, end of life).
 *   <li>A severity comes from {@code severity[]}, {@code database_specific.severity}, {@code
 *       ecosystem_specific} ({@code severity}, {@code urgency}, {@code ubuntu_priority}) or, in
 *       errata like Red Hat's, the word before the colon of the summary.
 * </ul>
 */
final class OsvReader {
  private static final int MAX_ID = 200;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_VECTOR = 300;
  private static final int MAX_SUMMARY = 2_000;
  private static final int MAX_REFERENCES = 100;
  private static final int MAX_REFERENCE = 2_000;

  private OsvReader() {}

  static boolean recognises(Json record) {
    return record.text("id") != null
        && (record.text("modified") != null || record.get("affected") instanceof Json.Arr);
  }

  static AdvisoryRecord read(Json record) throws BadRecordException {
    String id = bounded(required(record, "id", "it"), MAX_ID, "its id");
    List<Statement> statements = new ArrayList<>();
    String withdrawn = record.text("withdrawn");
    List<Json> affected = list(record, "affected", "");
    if (withdrawn == null) {
      for (int i = 0; i < affected.size(); i++) {
        Statement statement = statement(affected.get(i), "affected[" + i + "]");
        if (statement != null) {
          statements.add(statement);
        }
      }
    }
    List<String> aliases = names(record, "aliases", id);
    List<String> upstream = names(record, "upstream", id);
    if (aliases.isEmpty() && upstream.isEmpty() && ofDistribution(affected)) {
      upstream = new ArrayList<>(names(record, "related", id));
      upstream.removeIf(name -> !name.startsWith("CVE-"));
    }
    String summary = text(record, "summary");
    List<Score> scores = scores(record);
    String word = word(record);
    if (word.isEmpty()) {
      word = wordOfErratum(id, summary);
    }
    if (scores.isEmpty() && !statements.isEmpty()) {
      scores = statements.getFirst().scores();
      for (Statement statement : statements) {
        scores = statement.scores().equals(scores) ? scores : List.of();
      }
      if (!scores.isEmpty()) {
        statements.replaceAll(OsvReader::withoutScores);
      }
    }
    Advisory advisory =
        new Advisory(
            id,
            aliases,
            upstream,
            "osv",
            text(record, "published"),
            text(record, "modified"),
            withdrawn,
            summary.length() <= MAX_SUMMARY ? summary : summary.substring(0, MAX_SUMMARY),
            scores,
            word,
            references(record));
    return new AdvisoryRecord(advisory, text(record, "details"), statements);
  }

  private static @Nullable Statement statement(Json affected, String place)
      throws BadRecordException {
    if (!(affected.get("package") instanceof Json.Obj named)) {
      return null; // Only commits of a repository: GIT ranges.
    }
    String ecosystem =
        bounded(required(named, "ecosystem", place + ".package"), MAX_NAME, place + " ecosystem");
    String name = bounded(required(named, "name", place + ".package"), MAX_NAME, place + " name");
    List<Interval> ranges = new ArrayList<>();
    boolean never = false;
    List<Json> given = list(affected, "ranges", place + ".");
    for (Json range : given) {
      List<Interval> intervals = OsvRanges.read(range, ecosystem, place);
      never |= OsvRanges.neverAffected(intervals);
      ranges.addAll(intervals);
    }
    List<String> versions = strings(affected, "versions", place + ".", MAX_NAME);
    ranges.removeIf(interval -> interval.fixed().equals("0"));
    Status status = status(affected);
    if (ranges.isEmpty() && versions.isEmpty()) {
      if (!never && status == Status.AFFECTED) {
        return null;
      }
      status = never ? Status.NOT_AFFECTED : status;
    }
    String informational = specific(affected, "informational");
    List<Score> scores = scores(affected);
    String word = word(affected);
    if (word.isEmpty() && scores.isEmpty() && informational.equals("unsound")) {
      word = "informational";
    }
    return new Statement(
        ecosystem,
        name,
        ranges,
        versions,
        status,
        informational.equals("unmaintained") || informational.equals("notice"),
        word,
        scores);
  }

  private static Statement withoutScores(Statement statement) {
    return new Statement(
        statement.ecosystem(),
        statement.name(),
        statement.ranges(),
        statement.versions(),
        statement.status(),
        statement.informational(),
        statement.severityWord(),
        List.of());
  }

  private static Status status(Json affected) {
    String word = specific(affected, "status");
    word = word.isEmpty() ? specific(affected, "urgency") : word;
    return switch (word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-')) {
      case "not-affected", "known-not-affected" -> Status.NOT_AFFECTED;
      case "wont-fix", "will-not-fix", "ignored" -> Status.WONT_FIX;
      case "deferred", "fix-deferred", "postponed" -> Status.DEFERRED;
      case "end-of-life", "out-of-support-scope" -> Status.END_OF_LIFE;
      case "under-investigation", "undetermined" -> Status.UNDER_INVESTIGATION;
      default -> Status.AFFECTED;
    };
  }

  /** The vendor's word for how bad it is, of a record or of one of its packages. */
  private static String word(Json json) {
    for (Json score : json.items("severity")) {
      String type = score.text("type");
      String value = score.text("score");
      if (type != null && value != null && !type.startsWith("CVSS") && value.length() <= 40) {
        return value;
      }
    }
    for (String key : new String[] {"severity", "urgency", "ubuntu_priority"}) {
      String word = specific(json, key);
      if (!word.isEmpty() && !word.equals("not yet assigned") && !word.equals("end-of-life")) {
        return word;
      }
    }
    return "";
  }

  /** Red Hat and its kin begin an erratum's title with its rating: "Important: gupnp …". */
  private static String wordOfErratum(String id, String summary) {
    int dash = id.indexOf('-');
    String prefix = dash < 0 ? "" : id.substring(0, dash);
    int colon = summary.indexOf(':');
    if (colon > 0 && (prefix.equals("ALSA") || prefix.equals("RLSA") || prefix.equals("RHSA"))) {
      String word = summary.substring(0, colon);
      return switch (word) {
        case "Critical", "Important", "Moderate", "Low" -> word;
        default -> "";
      };
    }
    return "";
  }

  /** A word under {@code database_specific} or {@code ecosystem_specific}. */
  private static String specific(Json json, String key) {
    for (String group : new String[] {"database_specific", "ecosystem_specific"}) {
      Json specific = json.get(group);
      String word = specific == null ? null : specific.text(key);
      if (word != null && word.length() <= 40) {
        return word;
      }
    }
    return "";
  }

  private static List<Score> scores(Json json) {
    List<Score> scores = new ArrayList<>();
    for (Json score : json.items("severity")) {
      String type = score.text("type");
      String vector = score.text("score");
      if (type != null
          && vector != null
          && type.startsWith("CVSS_V")
          && type.length() <= 10
          && vector.length() <= MAX_VECTOR
          && scores.size() < 16) {
        scores.add(new Score(type, vector));
      }
    }
    return scores;
  }

  private static List<String> references(Json record) {
    List<String> references = new ArrayList<>();
    for (Json reference : record.items("references")) {
      String url = reference.text("url");
      if (url != null && url.length() <= MAX_REFERENCE && references.size() < MAX_REFERENCES) {
        references.add(url);
      }
    }
    return references;
  }

  private static boolean ofDistribution(List<Json> affected) {
    for (Json each : affected) {
      Json named = each.get("package");
      String ecosystem = named == null ? null : named.text("ecosystem");
      if (ecosystem == null || ecosystem.indexOf(':') < 0) {
        return false;
      }
    }
    return !affected.isEmpty();
  }

  private static List<String> names(Json record, String key, String id) throws BadRecordException {
    List<String> names = new ArrayList<>(strings(record, key, "", MAX_ID));
    names.removeIf(id::equals);
    return names;
  }

  private static List<String> strings(Json json, String key, String place, int longest)
      throws BadRecordException {
    List<String> texts = new ArrayList<>();
    for (Json item : list(json, key, place)) {
      if (!(item instanceof Json.Str(String text))) {
        throw new BadRecordException(place + key + " holds something else than text");
      }
      texts.add(bounded(text, longest, place + key));
    }
    return texts;
  }

  static List<Json> list(Json json, String key, String place) throws BadRecordException {
    Json value = json.get(key);
    if (value == null || value instanceof Json.Null) {
      return List.of();
    }
    if (value instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw new BadRecordException(place + key + " is no list");
  }

  private static String required(Json json, String key, String place) throws BadRecordException {
    String text = json.text(key);
    if (text == null || text.isBlank()) {
      throw new BadRecordException(place + " has no " + key);
    }
    return text;
  }

  private static String bounded(String text, int longest, String what) throws BadRecordException {
    if (text.length() > longest) {
      throw new BadRecordException(what + " is longer than " + longest + " characters");
    }
    return text;
  }

  private static String text(Json json, String key) {
    String text = json.text(key);
    return text == null ? "" : text;
  }
}
