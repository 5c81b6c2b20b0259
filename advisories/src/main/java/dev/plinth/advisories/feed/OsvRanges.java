package dev.plinth.advisories.feed;

import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Interval.Kind;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The events of one OSV range as intervals (OSV schema, "affected[].ranges[].events fields"):
 * sorted by version, a version is affected when the last event at or before it introduced it.
 *
 * <p>Events are sorted by the ecosystem's own order; {@code introduced: 0} goes first wherever it
 * stands, and where no order is known, the others are read as they were given. An {@code
 * introduced} within an open interval and an end outside of one change nothing. {@code limit} does
 * not bound a range of versions; GIT ranges are not kept.
 */
final class OsvRanges {
  private static final int MAX_EVENTS = 20_000;
  private static final int MAX_VERSION = 1_000;

  private OsvRanges() {}

  private enum Edge {
    INTRODUCED,
    FIXED,
    LAST_AFFECTED
  }

  private record Event(Edge edge, String version) {}

  /** Intervals of a range of an ecosystem's versions; none of a GIT range. */
  static List<Interval> read(Json range, String ecosystem, String place) throws BadRecordException {
    String type = range.text("type");
    if ("GIT".equals(type)) {
      return List.of();
    }
    if (!"SEMVER".equals(type) && !"ECOSYSTEM".equals(type)) {
      throw new BadRecordException(place + " has a range of unknown type " + type);
    }
    Kind kind = "SEMVER".equals(type) ? Kind.SEMVER : Kind.ECOSYSTEM;
    List<Event> events = events(range, place);
    VersionOrder order = VersionOrders.find(ecosystem);
    if (order == null && kind == Kind.SEMVER) {
      order = VersionOrders.of("semver");
    }
    if (order != null) {
      events.sort(byVersion(order));
    }
    List<Interval> intervals = new ArrayList<>();
    String introduced = null;
    for (Event event : events) {
      if (event.edge() == Edge.INTRODUCED) {
        introduced = introduced == null ? event.version() : introduced;
      } else if (introduced != null) {
        boolean fixed = event.edge() == Edge.FIXED;
        intervals.add(
            new Interval(
                kind, introduced, fixed ? event.version() : "", fixed ? "" : event.version()));
        introduced = null;
      }
    }
    if (introduced != null) {
      intervals.add(new Interval(kind, introduced, "", ""));
    }
    return intervals;
  }

  /** {@code 0} lies before everything; of the same version, what was given first stays first. */
  private static Comparator<Event> byVersion(VersionOrder order) {
    return (a, b) -> {
      boolean first = a.version().equals("0");
      boolean second = b.version().equals("0");
      return first || second
          ? Boolean.compare(second, first)
          : order.compare(a.version(), b.version());
    };
  }

  /** True where all that is said is "fixed in 0": never affected. */
  static boolean neverAffected(List<Interval> intervals) {
    for (Interval interval : intervals) {
      if (!interval.fixed().equals("0")) {
        return false;
      }
    }
    return !intervals.isEmpty();
  }

  private static List<Event> events(Json range, String place) throws BadRecordException {
    List<Json> given = OsvReader.list(range, "events", place + ".ranges[].");
    if (given.size() > MAX_EVENTS) {
      throw new BadRecordException(place + " has more than " + MAX_EVENTS + " events");
    }
    List<Event> events = new ArrayList<>();
    for (Json item : given) {
      if (!(item instanceof Json.Obj(Map<String, Json> members))) {
        throw new BadRecordException(place + " has an event that is no object");
      }
      for (Map.Entry<String, Json> member : members.entrySet()) {
        Edge edge =
            switch (member.getKey()) {
              case "introduced" -> Edge.INTRODUCED;
              case "fixed" -> Edge.FIXED;
              case "last_affected" -> Edge.LAST_AFFECTED;
              case "limit" -> null;
              default ->
                  throw new BadRecordException(
                      place + " has an event of unknown kind " + member.getKey());
            };
        if (edge == null) {
          continue;
        }
        if (!(member.getValue() instanceof Json.Str(String version))
            || version.isEmpty()
            || version.length() > MAX_VERSION) {
          throw new BadRecordException(place + " has an event without a version");
        }
        Event event = new Event(edge, version);
        if (edge == Edge.INTRODUCED && version.equals("0")) {
          events.addFirst(event);
        } else {
          events.add(event);
        }
      }
    }
    return events;
  }
}
