package dev.plinth.cli;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.foundation.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What {@code plinth db} says, in words. */
final class DbText {
  /** Explicit versions shown of one statement; the rest are counted. */
  private static final int SHOWN_VERSIONS = 8;

  private DbText() {}

  /** A number with its thousands apart. */
  static String count(long number) {
    String digits = Long.toString(number);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.append(',');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  static void print(ImportReport.FileReport done, PrintStream out) {
    if (done.failure() != null) {
      out.println("plinth: " + done.failure().getMessage() + " [" + done.failure().code() + "]");
      return;
    }
    List<String> parts = new ArrayList<>();
    parts.add(count(done.taken()) + " taken");
    addUnlessZero(parts, done.superseded(), "older than what is there");
    addUnlessZero(parts, done.empty(), "without a statement");
    addUnlessZero(parts, done.skipped(), "bad, skipped");
    addUnlessZero(parts, done.ignored(), "no data");
    out.println(
        SafeText.of(done.name())
            + ": "
            + (done.formats().isEmpty() ? "" : String.join(", ", done.formats()) + ": ")
            + String.join("; ", parts)
            + " ("
            + seconds(done.millis())
            + ")");
    for (ImportReport.BadRecord bad : done.bad()) {
      out.println("  skipped " + SafeText.of(bad.name()) + ": " + SafeText.of(bad.reason()));
    }
    if (done.skipped() > done.bad().size()) {
      out.println("  … and " + count(done.skipped() - done.bad().size()) + " more");
    }
  }

  private static void addUnlessZero(List<String> parts, long number, String what) {
    if (number > 0) {
      parts.add(count(number) + " " + what);
    }
  }

  private static String seconds(long millis) {
    return millis / 1000 + "." + millis % 1000 / 100 + " s";
  }

  static void print(Origin origin, PrintStream out) {
    out.println(
        "  "
            + SafeText.of(origin.name())
            + ": "
            + count(origin.records())
            + (origin.asOf().isEmpty() ? "" : ", newest " + SafeText.of(origin.asOf()))
            + (origin.imported().isEmpty() ? "" : ", imported " + SafeText.of(origin.imported())));
    if (!origin.ecosystems().isEmpty()) {
      out.println("    " + SafeText.of(String.join(", ", origin.ecosystems())));
    }
  }

  static void print(Advisory advisory, PrintStream out) {
    List<String> names = new ArrayList<>(advisory.aliases());
    names.addAll(advisory.upstream());
    out.println(
        SafeText.of(advisory.id())
            + (names.isEmpty() ? "" : " (" + SafeText.of(String.join(", ", names)) + ")")
            + (advisory.withdrawn() == null ? "" : "  WITHDRAWN"));
    if (!advisory.summary().isEmpty()) {
      out.println("  " + SafeText.of(advisory.summary()));
    }
    String severity =
        advisory.severityWord()
            + (advisory.severityWord().isEmpty() || advisory.scores().isEmpty() ? "" : ", ")
            + String.join(", ", advisory.scores().stream().map(Advisory.Score::vector).toList());
    if (!severity.isEmpty()) {
      out.println("  severity: " + SafeText.of(severity));
    }
    out.println(
        "  source: "
            + SafeText.of(advisory.source())
            + (advisory.modified().isEmpty() ? "" : ", " + SafeText.of(advisory.modified())));
  }

  static void print(Affected affected, PrintStream out) {
    out.println(
        "    "
            + SafeText.of(affected.ecosystem() + " " + affected.name())
            + ": "
            + SafeText.of(versions(affected)));
  }

  /** Which versions it speaks of, in words. */
  static String versions(Affected affected) {
    List<String> parts = new ArrayList<>();
    if (affected.status() != Affected.Status.AFFECTED) {
      parts.add(affected.status().word());
    }
    for (Affected.Interval range : affected.ranges()) {
      StringBuilder part = new StringBuilder();
      part.append(range.introduced().equals("0") ? "" : "from " + range.introduced() + " ");
      if (!range.fixed().isEmpty()) {
        part.append("before ").append(range.fixed());
      } else if (!range.lastAffected().isEmpty()) {
        part.append("up to ").append(range.lastAffected());
      } else {
        part.append("no fix known");
      }
      parts.add(part.toString());
    }
    int versions = affected.versions().size();
    if (versions > 0 && affected.ranges().isEmpty()) {
      parts.add(
          String.join(", ", affected.versions().subList(0, Math.min(SHOWN_VERSIONS, versions)))
              + (versions > SHOWN_VERSIONS ? " and " + (versions - SHOWN_VERSIONS) + " more" : ""));
    }
    return String.join("; ", parts);
  }
}
