package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Subject;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one package, by what fixes them: of a distribution, the packages of one source
 * are one, since they are upgraded together.
 *
 * @param type the purl type; empty for what is no package
 * @param name of the source package where there is one
 * @param version installed, of that
 * @param members the names of the installed packages
 * @param remedies worst first
 */
record PackageGroup(
    String type, String name, String version, SortedSet<String> members, List<Remedy> remedies) {

  /**
   * Findings that one step removes.
   *
   * @param step what to upgrade to, empty when there is no fix
   * @param rows worst first
   */
  record Remedy(String step, List<Row> rows) {}

  /** The findings that differ in nothing but the package or place of the group they are about. */
  record Row(List<Finding> findings) {
    Finding chief() {
      return findings.getFirst();
    }
  }

  // Both write out equals and hashCode: a record's own are linked at start-up (docs/adr/0004).
  private record Key(String type, String name, String version) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && name.equals(key.name)
          && version.equals(key.version)
          && type.equals(key.type);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + version.hashCode();
    }
  }

  private record RowKey(String id, String severity, String source) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof RowKey key
          && id.equals(key.id)
          && severity.equals(key.severity)
          && source.equals(key.source);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** Groups findings that are sorted worst first, into groups sorted worst first. */
  static List<PackageGroup> of(List<Finding> findings, Inventory inventory) {
    Map<String, Package> packages = packages(findings, inventory);
    Map<Key, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      groups.computeIfAbsent(key(finding, packages), _ -> new ArrayList<>()).add(finding);
    }
    List<PackageGroup> sorted = new ArrayList<>(groups.size());
    groups.forEach((key, members) -> sorted.add(group(key, members)));
    return sorted;
  }

  /** The packages that findings are about, by purl: a few of thousands, mostly. */
  private static Map<String, Package> packages(List<Finding> findings, Inventory inventory) {
    Set<String> wanted = new HashSet<>();
    BitSet lengths = new BitSet();
    for (Finding finding : findings) {
      if (finding.subject().purl() != null) {
        wanted.add(finding.subject().purl());
        lengths.set(finding.subject().purl().length());
      }
    }
    Map<String, Package> packages = new HashMap<>();
    for (Package installed : inventory.packages()) {
      String purl = installed.purl();
      if (lengths.get(purl.length()) && wanted.contains(purl)) {
        packages.putIfAbsent(purl, installed);
      }
    }
    return packages;
  }

  private static Key key(Finding finding, Map<String, Package> packages) {
    Subject subject = finding.subject();
    Package installed = subject.purl() == null ? null : packages.get(subject.purl());
    if (installed == null) {
      return new Key(Purl.type(subject.purl()), subject.name(), subject.version());
    }
    if (!installed.fromDistribution() || installed.sourceName().isEmpty()) {
      return new Key(installed.type(), subject.name(), subject.version());
    }
    return new Key(
        installed.type(),
        installed.sourceName(),
        installed.sourceVersion().isEmpty() ? subject.version() : installed.sourceVersion());
  }

  private static PackageGroup group(Key key, List<Finding> findings) {
    SortedSet<String> members = new TreeSet<>();
    Map<String, Map<RowKey, List<Finding>>> remedies = new LinkedHashMap<>();
    for (Finding finding : findings) {
      members.add(finding.subject().name());
    }
    for (Finding finding : findings) {
      remedies
          .computeIfAbsent(step(finding, key, members), _ -> new LinkedHashMap<>())
          .computeIfAbsent(
              new RowKey(finding.id(), finding.severity().word(), finding.severitySource()),
              _ -> new ArrayList<>())
          .add(finding);
    }
    List<Remedy> sorted = new ArrayList<>(remedies.size());
    remedies.forEach((step, rows) -> sorted.add(new Remedy(step, rows(rows.values()))));
    return new PackageGroup(key.type, key.name, key.version, members, sorted);
  }

  private static List<Row> rows(Collection<List<Finding>> findings) {
    List<Row> rows = new ArrayList<>(findings.size());
    for (List<Finding> alike : findings) {
      rows.add(new Row(alike));
    }
    return rows;
  }

  /** The version to upgrade to, with the name of the package where that is another one. */
  private static String step(Finding finding, Key key, SortedSet<String> members) {
    if (!(finding.fix() instanceof Fix.Upgrade(String packageName, String version))) {
      return "";
    }
    return packageName.isEmpty() || packageName.equals(key.name) || members.contains(packageName)
        ? version
        : packageName + " " + version;
  }
}
