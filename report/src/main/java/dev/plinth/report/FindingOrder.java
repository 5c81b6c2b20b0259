package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Vulnerability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of findings in every format: by severity, the known exploited first, the likelier to be
 * exploited first, then by name, so that equal inputs give equal reports.
 */
final class FindingOrder {
  // One method rather than chained comparators: those are lambdas that the AOT cache leaves out,
  // since
  // they could be serialised (docs/adr/0004).
  static final Comparator<Finding> WORST_FIRST = FindingOrder::compare;

  private FindingOrder() {}

  static int compare(Finding a, Finding b) {
    int order = b.severity().compareTo(a.severity());
    order = order != 0 ? order : Boolean.compare(exploited(b), exploited(a));
    order = order != 0 ? order : Double.compare(epss(b), epss(a));
    order = order != 0 ? order : a.id().compareTo(b.id());
    order = order != 0 ? order : a.subject().name().compareTo(b.subject().name());
    order = order != 0 ? order : a.subject().version().compareTo(b.subject().version());
    order =
        order != 0
            ? order
            : String.valueOf(a.subject().purl()).compareTo(String.valueOf(b.subject().purl()));
    order =
        order != 0
            ? order
            : String.valueOf(a.subject().path()).compareTo(String.valueOf(b.subject().path()));
    order = order != 0 ? order : a.kind().word().compareTo(b.kind().word());
    return order != 0 ? order : a.title().compareTo(b.title());
  }

  static List<Finding> sorted(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(WORST_FIRST);
    return sorted;
  }

  static boolean exploited(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known != null && known.knownExploited() != null;
  }

  private static double epss(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known == null ? -1 : known.epss();
  }
}
