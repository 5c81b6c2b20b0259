package dev.plinth.advisories.starter;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.PackageKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The embedded set: known-exploited vulnerabilities that container images actually carry. It is
 * only that; a report that rests on it says so.
 *
 * <p>Its text ({@code starter.tsv}, UTF-8, a line each, columns separated by tabs):
 *
 * <pre>
 * # comment
 * D  date of the catalogue it follows
 * V  CVE  other-names  CVSS-vector  day-added  ransomware(yes|no)  title
 * P  ecosystem  package  ranges  whence
 * ranges := range (" " range)*      range := introduced ".." fixed?
 * </pre>
 *
 * A {@code P} line belongs to the {@code V} line before it.
 */
public final class StarterSet implements AdvisorySource {
  private static final String RESOURCE = "starter.tsv";

  private final Map<PackageKey, List<Affected>> byPackage = new HashMap<>();
  private final Map<String, Enrichment> byName = new HashMap<>();
  private final TreeSet<String> ecosystems = new TreeSet<>();
  private String date = "";
  private int advisories;

  private StarterSet() {}

  /** Reads it; a few milliseconds. */
  public static StarterSet load() {
    try (InputStream in = StarterSet.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      StarterSet set = new StarterSet();
      set.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return set;
    } catch (IOException e) {
      throw new IllegalStateException("the program's resource " + RESOURCE + " is damaged", e);
    }
  }

  private void read(String text) {
    Advisory advisory = null;
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      List<String> columns = split(text, from, end, '\t');
      switch (columns.getFirst()) {
        case "D" -> date = columns.get(1);
        case "V" -> advisory = vulnerability(columns);
        case "P" -> {
          if (advisory == null) {
            throw new IllegalStateException("a package stands before any vulnerability");
          }
          affected(advisory, columns);
        }
        default -> {
          // a comment
        }
      }
      from = end + 1;
    }
  }

  private Advisory vulnerability(List<String> columns) {
    String cve = columns.get(1);
    List<String> aliases =
        columns.get(2).isEmpty()
            ? List.of()
            : split(columns.get(2), 0, columns.get(2).length(), ' ');
    String vector = columns.get(3);
    String added = columns.get(4);
    Enrichment enrichment =
        new Enrichment(added, columns.get(5).equals("yes"), -1, null, -1, "", "");
    byName.put(cve, enrichment);
    for (String alias : aliases) {
      byName.put(alias, enrichment);
    }
    advisories++;
    return new Advisory(
        cve,
        aliases,
        List.of(),
        "starter",
        "",
        "",
        null,
        columns.get(6),
        List.of(new Score(vector.startsWith("CVSS:4") ? "CVSS_V4" : "CVSS_V3", vector)),
        "",
        List.of("https://nvd.nist.gov/vuln/detail/" + cve));
  }

  private void affected(Advisory advisory, List<String> columns) {
    String ecosystem = columns.get(1);
    PackageKey key = PackageKey.of(ecosystem, columns.get(2));
    List<Interval> ranges = new ArrayList<>();
    for (String range : split(columns.get(3), 0, columns.get(3).length(), ' ')) {
      int dots = range.indexOf("..");
      ranges.add(
          new Interval(
              Interval.Kind.ECOSYSTEM, range.substring(0, dots), range.substring(dots + 2), ""));
    }
    ecosystems.add(ecosystem);
    byPackage
        .computeIfAbsent(key, any -> new ArrayList<>())
        .add(
            new Affected(
                advisory, ecosystem, key.name(), ranges, List.of(), Affected.Status.AFFECTED, ""));
  }

  private static List<String> split(String text, int from, int to, char separator) {
    List<String> parts = new ArrayList<>();
    int start = from;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start, to));
    return parts;
  }

  /** Everything in it, by package. */
  Map<PackageKey, List<Affected>> all() {
    return byPackage;
  }

  @Override
  public Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys) {
    Map<PackageKey, List<Affected>> result = new LinkedHashMap<>();
    for (PackageKey key : keys) {
      List<Affected> affected = byPackage.get(key);
      if (affected != null) {
        result.put(key, List.copyOf(affected));
      }
    }
    return result;
  }

  @Override
  public Map<String, Enrichment> enrichment(Collection<String> ids) {
    Map<String, Enrichment> result = new LinkedHashMap<>();
    for (String id : ids) {
      Enrichment enrichment = byName.get(id);
      if (enrichment != null) {
        result.put(id, enrichment);
      }
    }
    return result;
  }

  @Override
  public List<Origin> origins() {
    return List.of(new Origin("starter", advisories, date, "", List.copyOf(ecosystems)));
  }
}
