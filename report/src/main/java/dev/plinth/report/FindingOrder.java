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
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(FindingOrder::exploited)
          .thenComparingDouble(FindingOrder::epss)
          .reversed()
          .thenComparing(Finding::id)
          .thenComparing(f -> f.subject().name())
          .thenComparing(f -> f.subject().version())
          .thenComparing(f -> String.valueOf(f.subject().purl()))
          .thenComparing(f -> String.valueOf(f.subject().path()))
          .thenComparing(f -> f.kind().word())
          .thenComparing(Finding::title);

  private FindingOrder() {}

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
