package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.PackageKey;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Inventories and advisories for tests. */
final class Given {
  static final Distribution DEBIAN_12 =
      new Distribution("debian", "12", "bookworm", List.of(), "Debian GNU/Linux 12 (bookworm)");

  private Given() {}

  static Distribution distribution(String id, String version) {
    return new Distribution(id, version, "", List.of(), id);
  }

  static Inventory inventory(Distribution distribution, Package... packages) {
    return new Inventory(
        distribution,
        List.of(packages),
        List.of(
            new Inventory.LayerSummary("sha256:aa", "sha256:bb", "ADD rootfs.tar /", 1, 2, 3),
            new Inventory.LayerSummary("sha256:cc", "sha256:dd", "RUN pip install", 1, 2, 3)),
        List.of());
  }

  static Package deb(String name, String version, String source, String sourceVersion) {
    return distributionPackage("deb", "debian", name, version, source, sourceVersion, Map.of());
  }

  static Package apk(String name, String version, String origin) {
    return distributionPackage("apk", "alpine", name, version, origin, version, Map.of());
  }

  static Package rpm(String name, String version, String source, String sourceVersion) {
    return distributionPackage("rpm", "almalinux", name, version, source, sourceVersion, Map.of());
  }

  static Package distributionPackage(
      String type,
      String namespace,
      String name,
      String version,
      String source,
      String sourceVersion,
      Map<String, String> details) {
    return new Package(
        type,
        namespace,
        name,
        version,
        "amd64",
        source,
        sourceVersion,
        List.of(),
        details,
        "pkg:" + type + "/" + namespace + "/" + name + "@" + version,
        List.of("var/lib/dpkg/status"),
        0,
        null);
  }

  static Package language(String type, String namespace, String name, String version) {
    return owned(type, namespace, name, version, null);
  }

  static Package owned(String type, String namespace, String name, String version, String owner) {
    return new Package(
        type,
        namespace,
        name,
        version,
        "",
        "",
        "",
        List.of(),
        Map.of(),
        "pkg:" + type + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name + "@" + version,
        List.of("app/" + name),
        1,
        owner);
  }

  static Advisory advisory(String id, String... aliases) {
    return new Advisory(
        id, List.of(aliases), List.of(), "osv", "", "", null, "", List.of(), "", List.of());
  }

  static Advisory of(String id, List<String> upstream, String summary, String word) {
    return new Advisory(
        id, List.of(), upstream, "osv", "", "", null, summary, List.of(), word, List.of());
  }

  static Affected row(Advisory advisory, String ecosystem, String name, Interval... ranges) {
    return row(advisory, ecosystem, name, Status.AFFECTED, "", ranges);
  }

  static Affected row(
      Advisory advisory,
      String ecosystem,
      String name,
      Status status,
      String word,
      Interval... ranges) {
    PackageKey key = PackageKey.of(ecosystem, name);
    return new Affected(advisory, ecosystem, key.name(), List.of(ranges), List.of(), status, word);
  }

  static Affected listed(Advisory advisory, String ecosystem, String name, String... versions) {
    return new Affected(
        advisory, ecosystem, name, List.of(), List.of(versions), Status.AFFECTED, "");
  }

  static Interval fixed(String introduced, String fixed) {
    return new Interval(Interval.Kind.ECOSYSTEM, introduced, fixed, "");
  }

  static Interval last(String introduced, String lastAffected) {
    return new Interval(Interval.Kind.ECOSYSTEM, introduced, "", lastAffected);
  }

  static Interval open(String introduced) {
    return new Interval(Interval.Kind.ECOSYSTEM, introduced, "", "");
  }

  static AdvisorySource.Enrichment score(double score, String source) {
    return new AdvisorySource.Enrichment(null, false, -1, null, score, source, "");
  }

  static AdvisorySource.Enrichment exploited(String added, boolean ransomware, double epss) {
    return new AdvisorySource.Enrichment(added, ransomware, epss, null, -1, "", "");
  }

  /** A source in memory that counts how often it is asked. */
  static final class Source implements AdvisorySource {
    private final Map<PackageKey, List<Affected>> rows = new HashMap<>();
    private final Map<String, Enrichment> enrichments = new HashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> ecosystems = new TreeSet<>();
    private final TreeSet<String> starter = new TreeSet<>();
    int questions;

    Source(Affected... rows) {
      for (Affected row : rows) {
        add(row);
      }
    }

    void add(Affected row) {
      rows.computeIfAbsent(new PackageKey(row.ecosystem(), row.name()), _ -> new ArrayList<>())
          .add(row);
      String name = row.name();
      names.add(name);
      names.add(name.substring(name.lastIndexOf('/') + 1));
      names.add(name.substring(name.lastIndexOf(':') + 1));
      ecosystems.add(row.ecosystem());
    }

    /** Makes the rows of that ecosystem those of the starter set. */
    Source fromStarter(String ecosystem) {
      ecosystems.remove(ecosystem);
      starter.add(ecosystem);
      return this;
    }

    Source enriched(String id, Enrichment enrichment) {
      enrichments.put(id, enrichment);
      return this;
    }

    /** As strict as a source may be. */
    @Override
    public boolean mayKnow(String name) {
      return names.contains(name);
    }

    @Override
    public Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys) {
      questions++;
      Map<PackageKey, List<Affected>> found = new LinkedHashMap<>();
      for (PackageKey key : keys) {
        List<Affected> known = rows.get(key);
        if (known != null) {
          found.put(key, known);
        }
      }
      return found;
    }

    @Override
    public Map<String, Enrichment> enrichment(Collection<String> ids) {
      questions++;
      Map<String, Enrichment> found = new HashMap<>();
      for (String id : ids) {
        Enrichment known = enrichments.get(id);
        if (known != null) {
          found.put(id, known);
        }
      }
      return found;
    }

    @Override
    public List<Origin> origins() {
      return List.of(
          new Origin("osv", rows.size(), "", "", List.copyOf(ecosystems)),
          new Origin("starter", 1, "", "", List.copyOf(starter)));
    }
  }
}
