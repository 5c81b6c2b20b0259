package dev.plinth.advisories.match;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the vulnerabilities of an inventory's packages.
 *
 * <p>Every package is looked up by the names under which its ecosystem's advisories know it ({@link
 * Lookups}), all in one question to the source. Rows that speak of the installed version ({@link
 * Ranges}) are grouped by vulnerability over all its names ({@link Names}), one finding for each
 * vulnerability of each package ({@link Findings}), rated by {@link Ratings}. What a reason speaks
 * against is set aside with it ({@link Standing}), nothing is dropped.
 */
public final class Matcher {
  private static final String STARTER = " beyond the starter set";

  private final Inventory inventory;
  private final AdvisorySource source;
  private final Lookups lookups;
  private final boolean includeDevelopment;
  private final Names names = new Names();

  /** The names of each package that has any. */
  private final List<List<Lookup>> asked = new ArrayList<>();

  private final Map<String, Integer> uncovered = new TreeMap<>();

  /** A type all of whose packages are known to be covered; they stand one after another. */
  private String coveredType = "";

  private Matcher(Inventory inventory, AdvisorySource source, boolean includeDevelopment) {
    this.includeDevelopment = includeDevelopment;
    this.inventory = inventory;
    this.source = source;
    this.lookups = new Lookups(inventory.distribution());
  }

  /** What the source knows of the inventory's packages. */
  public static MatchResult match(Inventory inventory, AdvisorySource source) {
    return match(inventory, source, false);
  }

  /**
   * The same.
   *
   * @param includeDevelopment whether what only serves to build or test counts as what ships does;
   *     else it is set aside
   */
  public static MatchResult match(
      Inventory inventory, AdvisorySource source, boolean includeDevelopment) {
    return new Matcher(inventory, source, includeDevelopment).result();
  }

  private MatchResult result() {
    Standing standing = new Standing(inventory, lookups, source.origins(), includeDevelopment);
    Set<PackageKey> keys = new LinkedHashSet<>();
    for (Package installed : inventory.packages()) {
      cover(installed, standing);
      if (!mayBeKnown(installed)) {
        continue;
      }
      List<Lookup> ofPackage = lookups.of(installed);
      if (!ofPackage.isEmpty()) {
        asked.add(ofPackage);
      }
      for (Lookup lookup : ofPackage) {
        keys.add(lookup.key());
      }
    }
    Map<PackageKey, List<Affected>> rows = source.affecting(keys);
    for (List<Affected> ofKey : rows.values()) {
      for (Affected row : ofKey) {
        names.add(row.advisory());
      }
    }
    List<Group> groups = groups(rows, standing);
    return findings(groups, standing);
  }

  /**
   * False where no name of the package can have a row, which spares most packages the rest: of
   * those types alone whose names are asked for as they are, with something before them at most.
   */
  private boolean mayBeKnown(Package installed) {
    return switch (installed.type()) {
      case "npm" -> source.mayKnow(installed.name());
      case "deb", "apk", "rpm" ->
          source.mayKnow(installed.name())
              || (!installed.sourceName().isEmpty() && source.mayKnow(installed.sourceName()));
      default -> true;
    };
  }

  private void cover(Package installed, Standing standing) {
    if (installed.type().equals(coveredType)) {
      return;
    }
    String ecosystem = lookups.ecosystem(installed);
    if (standing.thirdParty(installed)) {
      uncovered.merge(installed.type() + " (third-party)", 1, Integer::sum);
    } else if (!standing.covers(installed, ecosystem) && !standing.ownerAnswers(installed)) {
      boolean starter = standing.starterOnly(installed, ecosystem);
      uncovered.merge(starter ? ecosystem + STARTER : ecosystem, 1, Integer::sum);
    } else if (Lookups.sameForAllOf(installed.type()) && standing.covers(installed, ecosystem)) {
      coveredType = installed.type();
    }
  }

  /** The groups that some row affects, or might. */
  private List<Group> groups(Map<PackageKey, List<Affected>> rows, Standing standing) {
    List<Group> telling = new ArrayList<>();
    for (List<Lookup> ofOne : asked) {
      Map<String, Group> ofPackage = null;
      for (Lookup lookup : ofOne) {
        List<Affected> ofKey = rows.get(lookup.key());
        VersionOrder order = ofKey == null ? null : VersionOrders.find(lookup.key().ecosystem());
        if (ofKey != null && order != null) {
          ofPackage = ofPackage == null ? new LinkedHashMap<>() : ofPackage;
          for (Affected row : ofKey) {
            judge(lookup, row, order, ofPackage);
          }
        }
      }
      if (ofPackage == null) {
        continue;
      }
      addAllRows(rows, ofOne, ofPackage);
      for (Group group : ofPackage.values()) {
        if (!group.denials.isEmpty()) {
          standing.denied(group);
        }
        if (!group.telling().isEmpty()) {
          telling.add(group);
        }
      }
    }
    return telling;
  }

  private void judge(
      Lookup lookup, Affected row, VersionOrder order, Map<String, Group> ofPackage) {
    if (!lookup.heeds(row) || !Modularity.satisfied(lookup.installed(), row)) {
      return;
    }
    if (lookup.version().isEmpty()) {
      for (Group group : groupsOf(lookup, row, ofPackage)) {
        group.unknown.add(new Match(lookup, row, null));
      }
      return;
    }
    if (Ranges.denies(row, lookup.version(), order)) {
      for (Group group : groupsOf(lookup, row, ofPackage)) {
        group.denials.add(new Match(lookup, row, null));
      }
      return;
    }
    Ranges.Hit hit = Ranges.affects(row, lookup.version(), order);
    if (hit == null || row.status() == Status.NOT_AFFECTED) {
      return;
    }
    for (Group group : groupsOf(lookup, row, ofPackage)) {
      List<Match> list = row.status() == Status.UNDER_INVESTIGATION ? group.undecided : group.hits;
      list.add(new Match(lookup, row, hit.interval()));
    }
  }

  private List<Group> groupsOf(Lookup lookup, Affected row, Map<String, Group> ofPackage) {
    List<Group> groups = new ArrayList<>();
    for (String vulnerability : names.vulnerabilities(row.advisory())) {
      Group group = ofPackage.get(vulnerability);
      if (group == null) {
        group = new Group(lookup.installed(), vulnerability);
        ofPackage.put(vulnerability, group);
      }
      groups.add(group);
    }
    return groups;
  }

  /** A fix must lie outside of the ranges that do not hold the installed version as well. */
  private void addAllRows(
      Map<PackageKey, List<Affected>> rows, List<Lookup> ofOne, Map<String, Group> ofPackage) {
    if (ofPackage.isEmpty()) {
      return;
    }
    for (Lookup lookup : ofOne) {
      for (Affected row : rows.getOrDefault(lookup.key(), List.of())) {
        for (String vulnerability : names.vulnerabilities(row.advisory())) {
          Group group = ofPackage.get(vulnerability);
          if (group != null && lookup.heeds(row) && Modularity.satisfied(lookup.installed(), row)) {
            group.rows.add(row);
          }
        }
      }
    }
  }

  /**
   * The names to ask what is known beside the advisories: the CVE ids where there are any, since
   * that is kept by CVE id, and looking up which CVE another name stands for is dear.
   */
  private static void addAsked(Collection<String> names, Set<String> ids) {
    boolean cve = false;
    for (String name : names) {
      if (name.startsWith("CVE-")) {
        ids.add(name);
        cve = true;
      }
    }
    if (!cve) {
      ids.addAll(names);
    }
  }

  private MatchResult findings(List<Group> groups, Standing standing) {
    Set<String> ids = new LinkedHashSet<>();
    for (Group group : groups) {
      addAsked(names.namesOf(group.vulnerability), ids);
    }
    Map<String, Enrichment> enrichments = ids.isEmpty() ? Map.of() : source.enrichment(ids);
    Findings findings = new Findings(inventory, names, enrichments);
    List<Finding> found = new ArrayList<>();
    List<MatchResult.SetAside> setAside = new ArrayList<>();
    for (Group group : groups) {
      Finding finding = findings.of(group);
      Standing.Reason reason = standing.against(group);
      if (reason == null) {
        found.add(finding);
      } else {
        setAside.add(new MatchResult.SetAside(finding, reason.word(), reason.explanation()));
      }
    }
    found.sort(Findings.WORST_FIRST);
    setAside.sort((a, b) -> Findings.WORST_FIRST.compare(a.finding(), b.finding()));
    List<MatchResult.Uncovered> gaps = new ArrayList<>();
    for (Map.Entry<String, Integer> gap : uncovered.entrySet()) {
      gaps.add(new MatchResult.Uncovered(gap.getKey(), gap.getValue()));
    }
    return new MatchResult(found, setAside, gaps);
  }
}
