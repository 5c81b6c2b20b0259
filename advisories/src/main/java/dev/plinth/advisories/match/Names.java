package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which names mean the same vulnerability: the transitive closure (union-find) of every advisory's
 * id and aliases.
 *
 * <p>Two things never make vulnerabilities one. A distribution's advisory of several upstream
 * vulnerabilities fixes each of them and is a name of none. And different CVE ids stay different
 * whatever says they are aliases: CVE ids are given out one per vulnerability, and joining two by
 * somebody's mistake would let one hide behind the other. An advisory that names several CVE ids
 * speaks of each; names that a chain of others ties to several CVE ids count for each of them. So a
 * wrong alias can double a finding, but cannot lose one.
 */
final class Names {
  /** More names than that are no help to anybody, and only broken data has them. */
  private static final int MOST_NAMES = 100;

  /**
   * Names tied to more CVE ids than that are tied by broken data; they then speak for themselves,
   * lest every one of them be multiplied by every CVE id.
   */
  private static final int MOST_CVES = 32;

  private final Map<String, Integer> indices = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** Each name's parent in its tree; a root is its own. */
  private int[] parents = new int[64];

  /** The names of each tree in a ring, so that a tree can be walked from any of its names. */
  private int[] ring = new int[64];

  private final Map<Integer, List<String>> keysByRoot = new HashMap<>();
  private final IdentityHashMap<Advisory, List<String>> vulnerabilities = new IdentityHashMap<>();
  private boolean closed;

  /** Takes an advisory's names in; all of them must be in before the first question. */
  void add(Advisory advisory) {
    if (closed) {
      throw new IllegalStateException("names were asked for already");
    }
    String id = advisory.id();
    joinEmbedded(id);
    List<String> upstream = advisory.upstream();
    for (String name : upstream) {
      joinEmbedded(name);
    }
    List<String> aliases = advisory.aliases();
    if (directCves(advisory).size() <= 1) {
      for (String alias : aliases) {
        joinEmbedded(alias);
        join(id, alias);
      }
      if (upstream.size() == 1) {
        join(id, upstream.getFirst());
      }
    }
  }

  /**
   * The vulnerabilities an advisory speaks of, each under one name that is the same for all
   * advisories of it: its CVE id where it has one.
   */
  List<String> vulnerabilities(Advisory advisory) {
    closed = true;
    List<String> known = vulnerabilities.get(advisory);
    if (known == null) {
      known = resolve(advisory);
      vulnerabilities.put(advisory, known);
    }
    return known;
  }

  private List<String> resolve(Advisory advisory) {
    List<String> direct = directCves(advisory);
    List<String> upstream = advisory.upstream();
    if (upstream.isEmpty()) {
      return direct.isEmpty() ? keys(advisory.id()) : direct;
    }
    if (upstream.size() == 1 && direct.isEmpty()) {
      String only = upstream.getFirst();
      return isCve(only) ? List.of(only) : keys(only);
    }
    Set<String> found = new TreeSet<>(direct);
    for (String name : upstream) {
      if (isCve(name)) {
        found.add(name);
      } else {
        found.addAll(keys(name));
      }
    }
    return List.copyOf(found);
  }

  private List<String> keys(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      return List.of(name);
    }
    int root = root(index);
    List<String> keys = keysByRoot.get(root);
    if (keys == null) {
      keys = keysOfRoot(root);
      keysByRoot.put(root, keys);
    }
    return keys;
  }

  private List<String> keysOfRoot(int root) {
    Set<String> cves = new TreeSet<>();
    String best = "";
    int at = root;
    do {
      String name = texts.get(at);
      if (isCve(name)) {
        cves.add(name);
      } else if (best.isEmpty() || before(name, best)) {
        best = name;
      }
      at = ring[at];
    } while (at != root);
    boolean tied = !cves.isEmpty() && (best.isEmpty() || cves.size() <= MOST_CVES);
    return tied ? List.copyOf(cves) : List.of(best);
  }

  /** All names known of a vulnerability, itself included, but no other vulnerability's CVE id. */
  Set<String> namesOf(String vulnerability) {
    closed = true;
    Set<String> names = new TreeSet<>();
    names.add(vulnerability);
    Integer start = indices.get(vulnerability);
    if (start != null) {
      for (int at = ring[start]; at != start && names.size() < MOST_NAMES; at = ring[at]) {
        if (!isCve(texts.get(at))) {
          names.add(texts.get(at));
        }
      }
    }
    return names;
  }

  /** CVE before GHSA before an ecosystem's own before a distribution's advisory; then by text. */
  private static boolean before(String a, String b) {
    int order = Integer.compare(rank(a), rank(b));
    return order != 0 ? order < 0 : a.compareTo(b) < 0;
  }

  private static int rank(String name) {
    if (isCve(name)) {
      return 0;
    }
    int dash = name.indexOf('-');
    return switch (dash < 0 ? name : name.substring(0, dash)) {
      case "GHSA" -> 1;
      case "PYSEC", "GO", "RUSTSEC", "PSF", "RSEC", "HSEC", "EEF", "MAL", "BIT", "V8", "CURL" -> 2;
      default -> 3;
    };
  }

  static boolean isCve(String name) {
    return name.startsWith("CVE-");
  }

  /** The id's and aliases' CVE ids, and those within names such as {@code DEBIAN-CVE-2024-1}. */
  private static List<String> directCves(Advisory advisory) {
    String own = embeddedCve(advisory.id());
    List<String> cves = isCve(own) ? List.of(own) : List.of();
    for (String alias : advisory.aliases()) {
      String cve = embeddedCve(alias);
      if (isCve(cve) && !cves.contains(cve)) {
        if (cves.isEmpty()) {
          cves = List.of(cve);
        } else {
          return allCves(advisory);
        }
      }
    }
    return cves;
  }

  private static List<String> allCves(Advisory advisory) {
    Set<String> cves = new TreeSet<>();
    cves.add(embeddedCve(advisory.id()));
    for (String alias : advisory.aliases()) {
      cves.add(embeddedCve(alias));
    }
    cves.removeIf(name -> !isCve(name));
    return List.copyOf(cves);
  }

  /** {@code CVE-2024-1} of {@code DEBIAN-CVE-2024-1}; the name itself when there is none. */
  private static String embeddedCve(String name) {
    int at = isCve(name) ? -1 : name.indexOf("-CVE-");
    return at < 0 ? name : name.substring(at + 1);
  }

  private void joinEmbedded(String name) {
    String cve = embeddedCve(name);
    if (!cve.equals(name)) {
      join(name, cve);
    }
  }

  private void join(String a, String b) {
    int rootA = root(index(a));
    int rootB = root(index(b));
    if (rootA != rootB) {
      parents[rootA] = rootB;
      int after = ring[rootA];
      ring[rootA] = ring[rootB];
      ring[rootB] = after;
    }
  }

  private int index(String name) {
    Integer known = indices.get(name);
    if (known != null) {
      return known;
    }
    int index = texts.size();
    if (index == parents.length) {
      parents = Arrays.copyOf(parents, 2 * index);
      ring = Arrays.copyOf(ring, 2 * index);
    }
    indices.put(name, index);
    texts.add(name);
    parents[index] = index;
    ring[index] = index;
    return index;
  }

  private int root(int index) {
    int at = index;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
