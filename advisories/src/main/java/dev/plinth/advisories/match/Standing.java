package dev.plinth.advisories.match;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is set aside, with the reason; and what no source covers. */
final class Standing {
  /** The name of the embedded set among the origins. */
  private static final String STARTER = "starter";

  /** A stable word and a sentence without a final stop. */
  record Reason(String word, String explanation) {}

  private final Inventory inventory;

  /** By purl; null until somebody's owner is asked for, which most scans never do. */
  private @Nullable Map<String, Package> distributionPackages;

  private final Map<String, Map<String, Group>> denials = new HashMap<>();
  private final Set<String> covered = new HashSet<>();
  private final Set<String> starter = new HashSet<>();
  private final List<String> distributionEcosystems;
  private final boolean includeDevelopment;
  private final ThirdParties thirdParties = new ThirdParties();

  Standing(Inventory inventory, Lookups lookups, List<Origin> origins, boolean includeDevelopment) {
    this.includeDevelopment = includeDevelopment;
    this.inventory = inventory;
    this.distributionEcosystems = lookups.distributionEcosystems();
    for (Origin origin : origins) {
      (origin.name().equals(STARTER) ? starter : covered).addAll(origin.ecosystems());
    }
    if (covered.isEmpty()) {
      // Nothing else is at hand, and the report says so of the whole.
      covered.addAll(starter);
    }
  }

  private @Nullable Package distributionPackage(String purl) {
    Map<String, Package> packages = distributionPackages;
    if (packages == null) {
      packages = new HashMap<>();
      for (Package installed : inventory.packages()) {
        if (installed.fromDistribution()) {
          packages.putIfAbsent(installed.purl(), installed);
        }
      }
      distributionPackages = packages;
    }
    return packages.get(purl);
  }

  /** True for a package that the distribution's advisories do not speak of. */
  boolean thirdParty(Package installed) {
    return thirdParties.contains(installed);
  }

  /** Takes in that the vendor says so; all of it must be in before the first question. */
  void denied(Group group) {
    if (group.installed.fromDistribution()) {
      denials
          .computeIfAbsent(group.installed.purl(), _ -> new HashMap<>())
          .put(group.vulnerability, group);
    }
  }

  /**
   * True when some source has rows of the ecosystem a package counts to. The few of the starter set
   * do not cover an ecosystem beside imported data of others.
   */
  boolean covers(Package installed, String ecosystem) {
    return has(covered, installed, ecosystem);
  }

  /** True when only the starter set speaks of it, in a scan that has other data. */
  boolean starterOnly(Package installed, String ecosystem) {
    return !covers(installed, ecosystem) && has(starter, installed, ecosystem);
  }

  /** True for a language package of a distribution package whose advisories are at hand. */
  boolean ownerAnswers(Package installed) {
    String ownerUrl = installed.ownedBy();
    if (ownerUrl == null || installed.fromDistribution() || !hasDistribution(covered)) {
      return false;
    }
    Package owner = distributionPackage(ownerUrl);
    return owner == null || !thirdParties.contains(owner);
  }

  private boolean has(Set<String> ecosystems, Package installed, String ecosystem) {
    return installed.fromDistribution()
        ? hasDistribution(ecosystems)
        : ecosystems.contains(ecosystem);
  }

  private boolean hasDistribution(Set<String> ecosystems) {
    for (String ecosystem : distributionEcosystems) {
      if (ecosystems.contains(ecosystem)) {
        return true;
      }
    }
    return false;
  }

  /** Why a group is no finding, null when it is one. */
  @Nullable Reason against(Group group) {
    Package installed = group.installed;
    String shown = shown(installed);
    if (kernelHeaders(installed)) {
      return new Reason(
          "kernel-headers", shown + " holds the kernel's header files, not a kernel that runs");
    }
    if (thirdParties.contains(installed)) {
      return new Reason(
          "third-party",
          shown
              + " comes from "
              + ThirdParties.maker(installed)
              + ", and the advisories of "
              + distributionEcosystems.getFirst()
              + " do not speak of its builds");
    }
    if (!group.denials.isEmpty()) {
      return denied(group.denials.getFirst(), shown);
    }
    Reason owned = owned(group, shown);
    if (owned != null) {
      return owned;
    }
    if (!group.hits.isEmpty()) {
      return installed.developmentOnly() && !includeDevelopment
          ? new Reason(
              "development-only",
              shown
                  + " only serves to build or test, as "
                  + installed.chiefEvidence()
                  + " says, and does not ship")
          : null;
    }
    return group.undecided.isEmpty()
        ? new Reason(
            "version-unknown",
            "the version of " + shown + " is not known, so nobody can tell whether it is affected")
        : new Reason(
            "under-investigation",
            "the vendor of " + shown + " has not decided yet whether it is affected");
  }

  private static Reason denied(Match denial, String shown) {
    return new Reason(
        "not-affected",
        denial.affected().advisory().id()
            + " ("
            + denial.affected().ecosystem()
            + ") says that "
            + shown
            + " is not affected");
  }

  private @Nullable Reason owned(Group group, String shown) {
    String ownerUrl = group.installed.ownedBy();
    if (ownerUrl == null || group.installed.fromDistribution()) {
      return null;
    }
    Package owner = distributionPackage(ownerUrl);
    if (owner != null && thirdParties.contains(owner)) {
      return null;
    }
    Map<String, Group> denied = denials.get(ownerUrl);
    Group denial = denied == null ? null : denied.get(group.vulnerability);
    if (denial != null) {
      return denied(
          denial.denials.getFirst(), shown + ", part of " + shown(denial.installed) + ",");
    }
    if (!hasDistribution(covered)) {
      return null;
    }
    return new Reason(
        "distribution-owned",
        shown
            + " is part of "
            + (owner == null ? ownerUrl : shown(owner))
            + ", whose vulnerabilities and fixes the advisories of "
            + distributionEcosystems.getFirst()
            + " tell");
  }

  private static boolean kernelHeaders(Package installed) {
    if (!installed.fromDistribution()) {
      return false;
    }
    String name = installed.name();
    return name.startsWith("linux-libc-dev")
        || name.startsWith("linux-headers")
        || name.startsWith("linux-kbuild")
        || name.startsWith("linux-glibc-devel")
        || name.startsWith("kernel-headers")
        || (name.startsWith("linux-") && name.contains("-headers"));
  }

  private static String shown(Package installed) {
    String name = Lookups.displayName(installed);
    return installed.version().isEmpty() ? name : name + " " + installed.version();
  }
}
