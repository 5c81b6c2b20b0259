package dev.plinth.bases.evaluate;

import static dev.plinth.bases.evaluate.CadenceCriterion.counted;

import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.inventory.Package;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the packages' declared licences ask, and of how many nothing is known. */
final class LicencesCriterion {
  private LicencesCriterion() {}

  static Score of(Candidate candidate) {
    List<Package> packages = candidate.inventory().packages();
    if (packages.isEmpty()) {
      return new Score(
          Criterion.LICENCES,
          -1,
          List.of(
              new Evidence(
                  Standing.UNKNOWN, "no package in it is known, so no licence is", -1, 100)));
    }
    Map<LicenceClass, Integer> counts = new EnumMap<>(LicenceClass.class);
    Map<String, Integer> silent = new TreeMap<>();
    Map<String, Integer> types = new TreeMap<>();
    long sum = 0;
    for (Package each : packages) {
      LicenceClass found = LicenceClass.of(each.licenses());
      counts.merge(found, 1, Integer::sum);
      sum += found.percent();
      types.merge(each.type(), 1, Integer::sum);
      if (found == LicenceClass.NONE) {
        silent.merge(each.type(), 1, Integer::sum);
      }
    }
    int all = packages.size();
    int none = counts.getOrDefault(LicenceClass.NONE, 0);
    Score.Tally tally = new Score.Tally(Criterion.LICENCES);
    String declared =
        (all - none) + " of " + counted(all, "package declares", "packages declare") + " a licence";
    // Undeclared ones bring nothing; where most are, the whole is not known.
    if (none * 2 > all) {
      tally.unknown(100, declared);
    } else {
      tally.part(100, (int) (sum / all), declared);
    }
    told(tally, counts);
    silent.forEach((type, count) -> {
      if (count.equals(types.get(type)) && !collected(type)) {
        tally.note(
            Standing.UNKNOWN,
            counted(count, type + " package", type + " packages")
                + ": their licences are not collected");
      } else {
        tally.note(
            Standing.UNKNOWN,
            counted(count, type + " package", type + " packages") + " without one");
      }
    });
    return tally.score();
  }

  private static void told(Score.Tally tally, Map<LicenceClass, Integer> counts) {
    told(tally, counts, LicenceClass.STRONG, Standing.AGAINST, "strong copyleft (GPL and kin)");
    told(tally, counts, LicenceClass.NETWORK, Standing.AGAINST, "network copyleft (AGPL and kin)");
    told(tally, counts, LicenceClass.RESTRICTED, Standing.AGAINST, "no free licence");
    told(tally, counts, LicenceClass.WEAK, Standing.NOTE, "weak copyleft (LGPL, MPL and kin)");
    told(tally, counts, LicenceClass.PERMISSIVE, Standing.FOR, "permissive");
    told(tally, counts, LicenceClass.UNRECOGNISED, Standing.UNKNOWN, "not in Plinth's table");
  }

  private static void told(
      Score.Tally tally,
      Map<LicenceClass, Integer> counts,
      LicenceClass of,
      Standing standing,
      String what) {
    int count = counts.getOrDefault(of, 0);
    if (count > 0) {
      tally.note(standing, count + " " + what);
    }
  }

  /** Whether the files of such packages tell their licences. */
  private static boolean collected(String type) {
    return switch (type) {
      case "deb", "apk", "rpm", "npm", "pypi", "maven", "composer" -> true;
      default -> false;
    };
  }
}
