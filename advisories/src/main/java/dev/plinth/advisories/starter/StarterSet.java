package dev.plinth.advisories.starter;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.PackageKey;
import dev.plinth.foundation.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final String LIFECYCLES = "lifecycles.tsv";

  private final String text;

  /** Where the lines about a package start, two numbers each: its own, its vulnerability's. */
  private final Map<PackageKey, int[]> lines = new HashMap<>();

  /** The packages' names, whole and without what stands before the last slash or colon. */
  private final Set<String> packages = new HashSet<>();

  private final Map<Integer, Advisory> advisories = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final TreeSet<String> ecosystems = new TreeSet<>();
  private String date = "";
  private int vulnerabilities;

  private StarterSet(String text) {
    this.text = text;
    index();
  }

  /** Reads it; a millisecond or two, since lines are understood only when they are asked for. */
  public static StarterSet load() {
    return new StarterSet(resource(RESOURCE));
  }

  private static String resource(String name) {
    return Resources.text(StarterSet.class, name);
  }

  /** Finds which line is about what. */
  private void index() {
    int vulnerability = -1;
    String ecosystem = "";
    for (int from = 0; from < text.length(); from = end(from) + 1) {
      switch (text.charAt(from)) {
        case 'D' -> date = columns(from).get(1);
        case 'V' -> {
          vulnerability = from;
          vulnerabilities++;
        }
        case 'P' -> {
          if (vulnerability < 0) {
            throw new IllegalStateException("a package stands before any vulnerability");
          }
          int first = from + 2;
          int second = text.indexOf('\t', first) + 1;
          // Lines about one ecosystem stand together.
          if (!text.startsWith(ecosystem, first) || second != first + ecosystem.length() + 1) {
            ecosystem = text.substring(first, second - 1);
            ecosystems.add(ecosystem);
          }
          String name = text.substring(second, text.indexOf('\t', second));
          PackageKey key = PackageKey.of(ecosystem, name);
          int[] before = lines.get(key);
          int[] all = before == null ? new int[2] : Arrays.copyOf(before, before.length + 2);
          all[all.length - 2] = from;
          all[all.length - 1] = vulnerability;
          lines.put(key, all);
          packages.add(name);
          int start = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
          if (start >= 0) {
            packages.add(name.substring(start + 1));
          }
        }
        default -> {
          // a comment
        }
      }
    }
  }

  private int end(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private List<String> columns(int from) {
    return split(text, from, end(from), '\t');
  }

  private Advisory vulnerability(int line) {
    Advisory known = advisories.get(line);
    if (known != null) {
      return known;
    }
    List<String> columns = columns(line);
    String cve = columns.get(1);
    String vector = columns.get(3);
    Advisory advisory =
        new Advisory(
            cve,
            aliases(columns),
            List.of(),
            "starter",
            "",
            "",
            null,
            columns.get(6),
            List.of(new Score(vector.startsWith("CVSS:4") ? "CVSS_V4" : "CVSS_V3", vector)),
            "",
            List.of("https://nvd.nist.gov/vuln/detail/" + cve));
    advisories.put(line, advisory);
    return advisory;
  }

  private static List<String> aliases(List<String> columns) {
    String aliases = columns.get(2);
    return aliases.isEmpty() ? List.of() : split(aliases, 0, aliases.length(), ' ');
  }

  private Affected affected(PackageKey key, int line, int vulnerability) {
    List<String> columns = columns(line);
    List<Interval> ranges = new ArrayList<>();
    for (String range : split(columns.get(3), 0, columns.get(3).length(), ' ')) {
      int dots = range.indexOf("..");
      ranges.add(
          new Interval(
              Interval.Kind.ECOSYSTEM, range.substring(0, dots), range.substring(dots + 2), ""));
    }
    return new Affected(
        vulnerability(vulnerability),
        key.ecosystem(),
        key.name(),
        ranges,
        List.of(),
        Affected.Status.AFFECTED,
        "");
  }

  /** Finds where the vulnerabilities of each name stand. */
  private void indexNames() {
    for (int from = 0; from < text.length(); from = end(from) + 1) {
      if (text.charAt(from) == 'V') {
        int aliases = text.indexOf('\t', from + 2) + 1;
        names.put(text.substring(from + 2, aliases - 1), from);
        int vector = text.indexOf('\t', aliases) + 1;
        for (int at = aliases; at < vector - 1; ) {
          int space = text.indexOf(' ', at);
          int end = space < 0 || space > vector ? vector - 1 : space;
          names.put(text.substring(at, end), from);
          at = end + 1;
        }
      }
    }
  }

  private Enrichment enrichment(int line) {
    List<String> columns = columns(line);
    return new Enrichment(columns.get(4), columns.get(5).equals("yes"), -1, null, -1, "", "");
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

  /** What it says of the vulnerability of that name, in any letter case; empty when nothing. */
  public List<Affected> about(String name) {
    List<Affected> found = new ArrayList<>();
    for (List<Affected> affected : all().values()) {
      for (Affected each : affected) {
        Advisory advisory = each.advisory();
        if (advisory.id().equalsIgnoreCase(name)
            || advisory.aliases().stream().anyMatch(name::equalsIgnoreCase)) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /** Everything in it, by package. */
  Map<PackageKey, List<Affected>> all() {
    return affecting(lines.keySet());
  }

  @Override
  public boolean mayKnow(String name) {
    return packages.contains(name);
  }

  @Override
  public synchronized Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys) {
    Map<PackageKey, List<Affected>> result = new LinkedHashMap<>();
    for (PackageKey key : keys) {
      int[] ofKey = lines.get(key);
      if (ofKey != null) {
        List<Affected> affected = new ArrayList<>();
        for (int i = 0; i < ofKey.length; i += 2) {
          affected.add(affected(key, ofKey[i], ofKey[i + 1]));
        }
        result.put(key, affected);
      }
    }
    return result;
  }

  @Override
  public synchronized Map<String, Enrichment> enrichment(Collection<String> ids) {
    if (names.isEmpty() && !ids.isEmpty()) {
      indexNames();
    }
    Map<String, Enrichment> result = new LinkedHashMap<>();
    for (String id : ids) {
      Integer line = names.get(id);
      if (line != null) {
        result.put(id, enrichment(line));
      }
    }
    return result;
  }

  /**
   * How long distributions are looked after, from {@code lifecycles.tsv}: lines of six columns as
   * in {@link Lifecycle}, comments with {@code #}. Read when it is asked for.
   */
  @Override
  public List<Lifecycle> lifecycles(String product) {
    return embeddedLifecycles(product);
  }

  /** The same without reading anything else of the set. */
  public static List<Lifecycle> embeddedLifecycles(String product) {
    List<Lifecycle> releases = new ArrayList<>();
    String table = resource(LIFECYCLES);
    String start = "\n" + product + "\t";
    for (int at = table.indexOf(start); at >= 0; at = table.indexOf(start, at + 1)) {
      List<String> columns = split(table, at + 1, table.indexOf('\n', at + 1), '\t');
      releases.add(
          new Lifecycle(
              product,
              columns.get(1),
              columns.get(2),
              columns.get(3),
              columns.get(4),
              columns.get(5),
              "plinth"));
    }
    return releases;
  }

  @Override
  public List<Origin> origins() {
    return List.of(new Origin("starter", vulnerabilities, date, "", List.copyOf(ecosystems)));
  }
}
