package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.UriText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report as somebody asked to see it: the findings sorted and told apart, and what is known of
 * each that is not in the finding itself.
 */
final class ReportView {
  private final ScanReport report;
  private final List<Finding> found = new ArrayList<>();
  private final List<Finding> hidden = new ArrayList<>();
  private final List<Finding> unread = new ArrayList<>();

  /** Fingerprints; null until somebody asks, since they are dear and most tables do not. */
  private @Nullable Set<String> blocking;

  ReportView(ScanReport report, ReportContext context) {
    this.report = report;
    for (Finding finding : FindingOrder.sorted(report.findings())) {
      if (finding.kind() == Finding.Kind.UNREADABLE) {
        unread.add(finding);
      } else {
        (context.shown().shows(finding) ? found : hidden).add(finding);
      }
    }
  }

  private Set<String> blocking() {
    Set<String> known = blocking;
    if (known == null) {
      known = new HashSet<>();
      for (Verdict.Reason reason : report.verdict().reasons()) {
        if (reason.outcome() == Verdict.Outcome.BLOCK) {
          for (Finding finding : reason.findings()) {
            known.add(finding.fingerprint());
          }
        }
      }
      blocking = known;
    }
    return known;
  }

  /** What is wrong and shown, worst first. */
  List<Finding> found() {
    return found;
  }

  /** What is wrong but not shown. */
  List<Finding> hidden() {
    return hidden;
  }

  /** What could not be read; always shown. */
  List<Finding> unread() {
    return unread;
  }

  /** What is shown: that which is wrong, then that which could not be read. */
  List<Finding> shown() {
    List<Finding> all = new ArrayList<>(found.size() + unread.size());
    all.addAll(found);
    all.addAll(unread);
    return all;
  }

  /** Whether the gate blocks because of it, perhaps among others. */
  boolean blocks(Finding finding) {
    return blocking().contains(finding.fingerprint());
  }

  /** Whether there is a baseline and it does not have the finding. */
  boolean isNew(Finding finding) {
    return isNew(report, finding);
  }

  /** Whether there is a baseline and it does not have the finding. */
  static boolean isNew(ScanReport report, Finding finding) {
    ScanReport.Baseline baseline = report.baseline();
    return baseline != null && !baseline.known().contains(finding.fingerprint());
  }

  /** False where something could not be read. */
  static boolean complete(ScanReport report) {
    if (!report.inventory().problems().isEmpty()) {
      return false;
    }
    for (Finding finding : report.findings()) {
      if (finding.kind() == Finding.Kind.UNREADABLE) {
        return false;
      }
    }
    return true;
  }

  /** The image's name, or where there is none the target as it was asked for. */
  static String name(ScanReport report) {
    ScanReport.Subject subject = report.subject();
    return subject.name().isEmpty() ? subject.target() : subject.name();
  }

  /**
   * What the image stands on, the nearest first, each with how sure that is; empty if not known.
   */
  static String bases(ScanReport report) {
    ScanReport.Base base = report.base();
    if (base == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(shown(base));
    for (ScanReport.Base other : base.others()) {
      text.append(", ").append(shown(other));
    }
    return text.toString();
  }

  private static String shown(ScanReport.Base base) {
    String name =
        !base.name().isEmpty()
            ? base.name()
            : base.digest().isEmpty() ? "a base without a name" : base.digest();
    return name + " (" + base.certainty() + ")";
  }

  /** The same without tag and digest: what stays when the image is built again. */
  static String repository(ScanReport report) {
    String name = name(report);
    if (report.subject().name().isEmpty()) {
      String scheme = report.subject().form() + ":";
      String place = name.startsWith(scheme) ? name.substring(scheme.length()) : name;
      return UriText.relative(report.subject().form() + "/" + place);
    }
    int at = name.indexOf('@');
    String plain = at < 0 ? name : name.substring(0, at);
    int colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
    return colon < 0 ? plain : plain.substring(0, colon);
  }

  /** Whether a source tree was scanned, whose files lie in the repository. */
  static boolean isSource(ScanReport report) {
    return report.subject().form().equals("src");
  }

  /**
   * A file of a source tree from where the scan was started, which in CI is the repository's root:
   * that is what services look for. Where the tree was named by an absolute path, or one that
   * climbs, nobody can tell, and it is from the tree's own root.
   */
  static String sourceFile(ScanReport report, String path) {
    if (!isSource(report) || path.startsWith("/")) {
      return path;
    }
    String target = report.subject().target();
    String root = target.startsWith("src:") ? target.substring("src:".length()) : target;
    while (root.startsWith("./")) {
      root = root.substring(2);
    }
    while (root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
    return root.isEmpty() || root.equals(".") || root.startsWith("/") || root.contains("..")
        ? path
        : root + "/" + path;
  }

  /** Counts of severities, those of what could not be read left out. */
  static Map<Severity, Integer> bySeverity(List<Finding> findings) {
    Map<Severity, Integer> counts = Numbers.noSeverities();
    for (Finding finding : findings) {
      if (finding.kind() != Finding.Kind.UNREADABLE) {
        counts.merge(finding.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How many findings were set aside for each reason, by reason. */
  static Map<String, Integer> setAsideByReason(ScanReport report) {
    Map<String, Integer> counts = new TreeMap<>();
    for (ScanReport.SetAside aside : report.setAside()) {
      counts.merge(aside.reason(), 1, Integer::sum);
    }
    return counts;
  }

  /** In words, how many findings were set aside and why; empty when none was. */
  static String setAside(ScanReport report) {
    List<String> parts = new ArrayList<>();
    setAsideByReason(report)
        .forEach((reason, count) -> parts.add(Numbers.grouped(count) + " " + reason));
    return parts.isEmpty()
        ? ""
        : Numbers.of(report.setAside().size(), "finding")
            + " set aside: "
            + String.join(", ", parts);
  }

  /** In words, how many findings the filter hides; empty when none. */
  String hiddenWords(ReportContext context) {
    return hidden.isEmpty()
        ? ""
        : Numbers.of(hidden.size(), "finding")
            + " not shown ("
            + context.shown()
            + "): "
            + Numbers.bySeverity(bySeverity(hidden));
  }

  /** In words, how the findings stand to the baseline; empty without one. */
  static String baselineWords(ScanReport report) {
    ScanReport.Baseline baseline = report.baseline();
    if (baseline == null) {
      return "";
    }
    int fresh = 0;
    int known = 0;
    for (Finding finding : report.findings()) {
      if (finding.kind() != Finding.Kind.UNREADABLE) {
        if (isNew(report, finding)) {
          fresh++;
        } else {
          known++;
        }
      }
    }
    return Numbers.grouped(fresh)
        + " new, "
        + Numbers.grouped(known)
        + " known, "
        + Numbers.grouped(baseline.fixed())
        + " gone";
  }

  /** In words, what else bounds the answer: what was not read, and what nobody knows of. */
  static List<String> limits(ScanReport report) {
    List<String> limits = new ArrayList<>();
    if (report.starterOnly()) {
      limits.add("only the embedded starter set of advisories was at hand");
    }
    for (ScanReport.Uncovered uncovered : report.uncovered()) {
      limits.add(
          "no advisories for "
              + uncovered.ecosystem()
              + " ("
              + Numbers.of(uncovered.packages(), "package")
              + ")");
    }
    return limits;
  }
}
