package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long releases are looked after, by endoflife.date, in any of its forms:
 *
 * <pre>
 * v1       := { "result": product | [ product ] }              (/api/v1/products/NAME, …/full)
 * product  := { "name", "releases": [ { "name", "codename", "eolFrom", "isEol", "eoesFrom",
 *               "isEoes", "eoasFrom" … } ] }
 * v0       := [ { "cycle", "codename", "eol", "extendedSupport" … } ]       (/api/NAME.json)
 * releases := { "releases": { cycle: { "name", "codename", "eol", "eoes" … } }, "versions" }
 *                                                           (the release-data repository's NAME.json)
 * </pre>
 *
 * <p>A day is {@code YYYY-MM-DD}, true (past, not known since when), false or null (not yet). The
 * last two forms do not say whose they are: their file's name does. {@code eoes} is support that
 * most makers sell and Debian gives everybody. Each document replaces what was known of its
 * products.
 */
final class EndOfLifeReader implements FeedFormat.OfDocuments {
  private static final int MAX_RELEASES = 2_000;
  private static final int MAX_TEXT = 100;

  @Override
  public String title() {
    return "endoflife.date";
  }

  @Override
  public boolean begins(DocumentStart start) {
    Json result = start.member("result");
    if (result instanceof Json.Arr(List<Json> products) && !products.isEmpty()) {
      result = products.getFirst();
    }
    if (result != null && result.get("releases") instanceof Json.Arr(List<Json> releases)) {
      return releases.isEmpty() || release(releases.getFirst());
    }
    if (start.outline() instanceof Json.Arr(List<Json> cycles) && !cycles.isEmpty()) {
      return cycles.getFirst().get("cycle") != null && cycles.getFirst().get("eol") != null;
    }
    if (start.member("releases") instanceof Json.Obj(Map<String, Json> byCycle)) {
      return byCycle.isEmpty()
          ? start.member("versions") instanceof Json.Obj
          : byCycle.values().iterator().next().get("name") != null;
    }
    return false;
  }

  private static boolean release(Json release) {
    return release.get("name") != null
        && (release.get("isEol") != null
            || release.get("eol") != null
            || release.get("releaseDate") != null);
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    String product = product(start.name());
    JsonStream.read(
        in,
        limits,
        (json, first) -> {
          if (first == JsonToken.START_ARRAY) {
            List<Json> cycles = new ArrayList<>();
            json.items(value -> add(cycles, json.record(value)));
            put(product, cycles, sink);
            return;
          }
          json.members((member, value) -> {
            if (member.equals("result") && value == JsonToken.START_ARRAY) {
              json.items(item -> product(json.record(item), sink));
            } else if (member.equals("result")) {
              product(json.record(value), sink);
            } else if (member.equals("releases")) {
              put(product, new ArrayList<>(releases(json.record(value))), sink);
            } else {
              json.skip();
            }
          });
        });
    return true;
  }

  private static void add(List<Json> cycles, Json cycle) throws BadRecordException {
    if (cycles.size() >= MAX_RELEASES) {
      throw new BadRecordException("it has more than " + MAX_RELEASES + " releases");
    }
    cycles.add(cycle);
  }

  private static List<Json> releases(Json byCycle) throws BadRecordException {
    if (byCycle instanceof Json.Obj(Map<String, Json> members) && members.size() <= MAX_RELEASES) {
      return List.copyOf(members.values());
    }
    throw new BadRecordException("its releases are no object, or too many");
  }

  private static void product(Json product, RecordSink sink) {
    String name = product.text("name");
    if (name == null || name.length() > MAX_TEXT) {
      sink.skipped("a product", "it has no name");
    } else if (product.items("releases").size() > MAX_RELEASES) {
      sink.skipped(name, "it has more than " + MAX_RELEASES + " releases");
    } else {
      put(name, product.items("releases"), sink);
    }
  }

  private static void put(String product, List<Json> releases, RecordSink sink) {
    if (product.isEmpty()) {
      sink.skipped("the document", "neither it nor its file's name says of which product it is");
      return;
    }
    List<Lifecycle> known = new ArrayList<>();
    for (Json release : releases) {
      String cycle = text(release, "name");
      cycle = cycle.isEmpty() ? text(release, "cycle") : cycle;
      if (cycle.isEmpty()) {
        sink.skipped(product, "one of its releases has no name");
        continue;
      }
      boolean forAll = product.equals("debian");
      String extended = day(release, "eoesFrom", "isEoes", "eoes", "extendedSupport");
      known.add(
          new Lifecycle(
              product,
              cycle,
              text(release, "codename").toLowerCase(Locale.ROOT),
              day(release, "eolFrom", "isEol", "eol", "eol"),
              forAll ? extended : "",
              forAll ? "" : extended,
              ""));
    }
    sink.lifecycles(product, known);
  }

  /** The first of these that says a day; else whether it is past. */
  private static String day(Json release, String from, String past, String old, String older) {
    for (String key : new String[] {from, old, older}) {
      Json value = release.get(key);
      if (value instanceof Json.Str(String text) && isDay(text)) {
        return text;
      }
      if (value instanceof Json.Bool(boolean ended)) {
        return ended ? Lifecycle.ENDED : "";
      }
    }
    return release.bool(past, false) ? Lifecycle.ENDED : "";
  }

  private static boolean isDay(String text) {
    if (text.length() != 10) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 4 || i == 7;
      boolean fits = hyphen ? c == '-' : (c >= '0' && c <= '9');
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String text(Json release, String key) {
    @Nullable String text = release.text(key);
    return text == null || text.length() > MAX_TEXT ? "" : text.strip();
  }

  /** The product that a file of that name is about; empty where it has none. */
  private static String product(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.indexOf(".json");
    String product = dot < 0 ? "" : name.substring(0, dot);
    return product.matches("[a-z0-9][a-z0-9.-]{0,60}") ? product : "";
  }
}
