package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected.Interval;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in sentences why an advisory applies to a package. */
final class Evidence {
  /** More sentences than that nobody reads; how many more there are is said instead. */
  private static final int MOST_SENTENCES = 8;

  private Evidence() {}

  static List<String> of(List<Match> matches, @Nullable String fix) {
    List<String> sentences = new ArrayList<>();
    int more = 0;
    for (Match match : matches) {
      String sentence = sentence(match);
      if (sentences.contains(sentence)) {
        continue;
      }
      if (sentences.size() == MOST_SENTENCES) {
        more++;
      } else {
        sentences.add(sentence);
      }
    }
    if (more > 0) {
      sentences.add(more + " more advisories say so too");
    }
    if (fix != null && matches.size() > 1 && !allFixedBy(matches, fix)) {
      sentences.add(fix + " is the first version that none of these advisories affects");
    }
    return sentences;
  }

  private static boolean allFixedBy(List<Match> matches, String fix) {
    for (Match match : matches) {
      Interval interval = match.interval();
      if (interval == null || !interval.fixed().equals(fix)) {
        return false;
      }
    }
    return true;
  }

  private static String sentence(Match match) {
    String advisory = match.affected().advisory().id() + " (" + match.affected().ecosystem() + ")";
    String subject = subject(match.lookup());
    Interval interval = match.interval();
    String claim;
    if (match.lookup().version().isEmpty()) {
      claim = subject + ": " + advisory + " may apply, its version is not known";
    } else if (interval == null) {
      claim =
          match.affected().versions().isEmpty()
              ? subject + " is affected by " + advisory
              : subject + " is one of the affected versions that " + advisory + " lists";
    } else if (!interval.fixed().isEmpty()) {
      claim =
          subject
              + " is "
              + from(interval)
              + "below "
              + interval.fixed()
              + (match.lookup().installed().fromDistribution()
                  ? ", fixed by "
                  : ", where it is fixed according to ")
              + advisory;
    } else if (!interval.lastAffected().isEmpty()) {
      claim =
          subject
              + " is "
              + from(interval)
              + "not above "
              + interval.lastAffected()
              + ", the last affected version of "
              + advisory;
    } else {
      claim =
          subject
              + " is "
              + (Ranges.fromTheFirst(interval) ? "" : interval.introduced() + " or later and ")
              + "affected by "
              + advisory
              + ", which names no fixed version";
    }
    return claim + status(match);
  }

  private static String from(Interval interval) {
    return Ranges.fromTheFirst(interval) ? "" : interval.introduced() + " or later and ";
  }

  private static String status(Match match) {
    return switch (match.affected().status()) {
      case AFFECTED, NOT_AFFECTED -> "";
      case WONT_FIX -> "; the vendor will not fix it";
      case DEFERRED -> "; the vendor has postponed the fix";
      case END_OF_LIFE -> "; this release is no longer looked after";
      case UNDER_INVESTIGATION -> "; the vendor has not decided yet";
    };
  }

  /** Name and version as the advisory knows them. */
  private static String subject(Lookup lookup) {
    Package installed = lookup.installed();
    String installedName = Lookups.displayName(installed);
    String name =
        lookup.key().name().equals(installed.sourceName()) ? installed.sourceName() : installedName;
    String version = lookup.version().isEmpty() ? installed.version() : lookup.version();
    return name
        + (version.isEmpty() ? "" : " " + version)
        + (name.equals(installedName) ? "" : " (source of " + installedName + ")");
  }
}
