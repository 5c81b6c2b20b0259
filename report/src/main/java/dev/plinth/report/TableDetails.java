package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Vulnerability;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Why a finding holds, its other names, and where to read on. */
final class TableDetails {
  private static final int LABEL = 9;

  private final Page page;

  TableDetails(Page page) {
    this.page = page;
  }

  void print(int column, PackageGroup.Row row) throws IOException {
    Set<String> evidence = new LinkedHashSet<>();
    Set<String> references = new LinkedHashSet<>();
    for (Finding finding : row.findings()) {
      evidence.addAll(finding.evidence());
      references.addAll(finding.references());
    }
    for (String reason : evidence) {
      text(column, "why", reason);
    }
    Vulnerability known = row.chief().vulnerability();
    if (known != null) {
      text(column, "also", String.join(", ", known.aliases()));
      text(column, "record", known.advisory() + " (" + known.advisorySource() + ")");
      text(column, "cvss", known.vector() == null ? "" : known.vector());
      Vulnerability.KnownExploited exploited = known.knownExploited();
      if (exploited != null) {
        text(
            column,
            "kev",
            "since " + exploited.added() + (exploited.ransomware() ? ", used by ransomware" : ""));
      }
    }
    for (String reference : references) {
      page.line(column)
          .hang(column + LABEL)
          .add("see", Style.QUIET)
          .at(column + LABEL)
          .whole(reference, Style.QUIET)
          .end();
    }
    Set<String> fingerprints = new LinkedHashSet<>();
    for (Finding finding : row.findings()) {
      fingerprints.add(finding.fingerprint());
    }
    for (String fingerprint : fingerprints) {
      text(column, "finding", fingerprint);
    }
  }

  private void text(int column, String label, String text) throws IOException {
    if (!text.isBlank()) {
      int value = column + LABEL;
      page.line(column).hang(value).add(label, Style.QUIET).at(value).add(text, Style.QUIET).end();
    }
  }
}
