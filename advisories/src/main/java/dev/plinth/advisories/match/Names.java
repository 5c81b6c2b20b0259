package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import java.util.ArrayList;
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
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, TreeSet<String>> members = new HashMap<>();
  private final Map<String, List<String>> keysByRoot = new HashMap<>();
  private final IdentityHashMap<Advisory, List<String>> vulnerabilities = new IdentityHashMap<>();
  private boolean closed;

  /** More names than that are no help to anybody, and only broken data has them. */
  private static final int MOST_NAMES = 100;

  /** Takes an advisory's names in; all of them must be in before the first question. */
  void add(Advisory advisory) {
    if (closed) {
      throw new IllegalStateException("names were asked for already");
    }
    join(advisory.id(), embeddedCve(advisory.id()));
    for (String name : advisory.upstream()) {
      join(name, embeddedCve(name));
    }
    if (directCves(advisory).size() > 1) {
      return;
    }
    for (String alias : advisory.aliases()) {
      join(alias, embeddedCve(alias));
      join(advisory.id(), alias);
    }
    if (advisory.upstream().size() == 1) {
      join(advisory.id(), advisory.upstream().getFirst());
    }
  }

  /**
   * The vulnerabilities an advisory speaks of, each under one name that is the same for all
   * advisories of it: its CVE id where it has one.
   */
  List<String> vulnerabilities(Advisory advisory) {
    close();
    List<String> known = vulnerabilities.get(advisory);
    if (known == null) {
      known = resolve(advisory);
      vulnerabilities.put(advisory, known);
    }
    return known;
  }

  private List<String> resolve(Advisory advisory) {
    Set<String> found = new TreeSet<>(directCves(advisory));
    for (String name : advisory.upstream()) {
      found.addAll(isCve(name) ? List.of(name) : keys(name));
    }
    return List.copyOf(found.isEmpty() ? keys(advisory.id()) : found);
  }

  private List<String> keys(String name) {
    return keysByRoot.computeIfAbsent(root(name), this::keysOfRoot);
  }

  private List<String> keysOfRoot(String root) {
    TreeSet<String> names = members.get(root);
    if (names == null) {
      return List.of(root);
    }
    List<String> cves = new ArrayList<>();
    for (String member : names) {
      if (isCve(member)) {
        cves.add(member);
      }
    }
    return cves.isEmpty() ? List.of(preferred(names)) : cves;
  }

  /** All names known of a vulnerability, itself included, but no other vulnerability's CVE id. */
  Set<String> namesOf(String vulnerability) {
    close();
    TreeSet<String> names = new TreeSet<>();
    names.add(vulnerability);
    TreeSet<String> group = members.get(root(vulnerability));
    if (group != null) {
      for (String name : group) {
        if (names.size() == MOST_NAMES) {
          break;
        }
        if (!isCve(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** CVE before GHSA before an ecosystem's own before a distribution's advisory; then by text. */
  static String preferred(Set<String> names) {
    String best = "";
    int bestRank = Integer.MAX_VALUE;
    for (String name : names) {
      int rank = rank(name);
      if (rank < bestRank || (rank == bestRank && name.compareTo(best) < 0)) {
        best = name;
        bestRank = rank;
      }
    }
    return best;
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
  private static Set<String> directCves(Advisory advisory) {
    Set<String> cves = new TreeSet<>();
    addCve(cves, advisory.id());
    for (String alias : advisory.aliases()) {
      addCve(cves, alias);
    }
    return cves;
  }

  private static void addCve(Set<String> cves, String name) {
    String cve = embeddedCve(name);
    if (isCve(cve)) {
      cves.add(cve);
    }
  }

  /** {@code CVE-2024-1} of {@code DEBIAN-CVE-2024-1}; the name itself when there is none. */
  private static String embeddedCve(String name) {
    int at = name.indexOf("-CVE-");
    return at < 0 ? name : name.substring(at + 1);
  }

  private void join(String a, String b) {
    String rootA = root(a);
    String rootB = root(b);
    if (!rootA.equals(rootB)) {
      parents.put(rootA, rootB);
    }
  }

  private String root(String name) {
    String root = name;
    for (String next = parents.get(root); next != null && !next.equals(root); ) {
      root = next;
      next = parents.get(root);
    }
    String at = name;
    while (!at.equals(root)) {
      String next = parents.getOrDefault(at, root);
      parents.put(at, root);
      at = next;
    }
    parents.putIfAbsent(root, root);
    return root;
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (String name : List.copyOf(parents.keySet())) {
      members.computeIfAbsent(root(name), _ -> new TreeSet<>()).add(name);
    }
  }
}
