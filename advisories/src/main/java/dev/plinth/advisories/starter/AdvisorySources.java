package dev.plinth.advisories.starter;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.store.AdvisoryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The store and the starter set as one source. The starter set speaks for those ecosystems (with
 * their releases) of which the store has no row, and for known exploitation where the store has no
 * catalogue; otherwise the store alone is heard, since it is newer and whole.
 */
public final class AdvisorySources implements AdvisorySource {
  private final AdvisorySource store;
  private final StarterSet starter;
  private final Set<String> covered = new HashSet<>();
  private final boolean catalogue;

  private AdvisorySources(AdvisorySource store, StarterSet starter) {
    this.store = store;
    this.starter = starter;
    boolean found = false;
    for (Origin origin : store.origins()) {
      covered.addAll(origin.ecosystems());
      found |= origin.name().equals("kev") && origin.records() > 0;
    }
    catalogue = found;
  }

  /** Both together, by the rule above. */
  public static AdvisorySource combine(AdvisoryStore store, StarterSet starter) {
    return new AdvisorySources(store, starter);
  }

  /** For tests and sources of other kinds. */
  static AdvisorySource combine(AdvisorySource store, StarterSet starter) {
    return new AdvisorySources(store, starter);
  }

  /** The starter set alone: there is no store. */
  public static AdvisorySource starterOnly() {
    return StarterSet.load();
  }

  @Override
  public Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys) {
    List<PackageKey> known = new ArrayList<>();
    List<PackageKey> others = new ArrayList<>();
    for (PackageKey key : keys) {
      (covered.contains(key.ecosystem()) ? known : others).add(key);
    }
    Map<PackageKey, List<Affected>> result = new LinkedHashMap<>(store.affecting(known));
    result.putAll(starter.affecting(others));
    return result;
  }

  @Override
  public Map<String, Enrichment> enrichment(Collection<String> ids) {
    Map<String, Enrichment> result = new LinkedHashMap<>(store.enrichment(ids));
    if (!catalogue) {
      for (Map.Entry<String, Enrichment> each : starter.enrichment(ids).entrySet()) {
        // No lambda, which a store without the catalogue would wait for: see docs/adr/0004.
        Enrichment stored = result.get(each.getKey());
        result.put(
            each.getKey(),
            stored == null ? each.getValue() : withExploitation(stored, each.getValue()));
      }
    }
    return result;
  }

  /** The store's releases, and what only the embedded table knows of them or beside them. */
  @Override
  public List<Lifecycle> lifecycles(String product) {
    Map<String, Lifecycle> releases = new LinkedHashMap<>();
    for (Lifecycle embedded : starter.lifecycles(product)) {
      releases.put(embedded.cycle(), embedded);
    }
    for (Lifecycle stored : store.lifecycles(product)) {
      Lifecycle embedded = releases.get(stored.cycle());
      releases.put(stored.cycle(), embedded == null ? stored : together(embedded, stored));
    }
    return List.copyOf(releases.values());
  }

  private static Lifecycle together(Lifecycle embedded, Lifecycle stored) {
    return new Lifecycle(
        stored.product(),
        stored.cycle(),
        stored.codename().isEmpty() ? embedded.codename() : stored.codename(),
        stored.supportEnds(),
        stored.communityEnds(),
        stored.commercialEnds().isEmpty() ? embedded.commercialEnds() : stored.commercialEnds(),
        stored.source());
  }

  private static Enrichment withExploitation(Enrichment scored, Enrichment exploited) {
    return new Enrichment(
        exploited.knownExploitedAdded(),
        exploited.ransomware(),
        scored.epss(),
        scored.vector(),
        scored.score(),
        scored.scoreSource(),
        scored.severityWord());
  }

  /** The store's feeds, then the starter set with the ecosystems it still speaks for. */
  @Override
  public List<Origin> origins() {
    List<Origin> origins = new ArrayList<>(store.origins());
    for (Origin origin : starter.origins()) {
      List<String> left = new ArrayList<>(origin.ecosystems());
      left.removeAll(covered);
      if (!left.isEmpty()) {
        origins.add(
            new Origin(origin.name(), origin.records(), origin.asOf(), origin.imported(), left));
      }
    }
    return origins;
  }
}
