package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.Lines;
import dev.plinth.report.text.MarkdownText;
import dev.plinth.report.text.UriText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of a SARIF log (§3.49): one for each vulnerability or rule that a result names. */
final class SarifRules {
  /** Links of a rule's help; the rest stands in the JSON report. */
  private static final int MOST_LINKS = 8;

  private final JsonMembers json;
  private final Map<String, List<Finding>> byId = new LinkedHashMap<>();
  private final Map<String, Integer> indices = new LinkedHashMap<>();

  /**
   * @param findings all that results will be written for
   */
  SarifRules(JsonMembers json, List<Finding> findings) {
    this.json = json;
    for (Finding finding : findings) {
      byId.computeIfAbsent(finding.id(), _ -> new ArrayList<>()).add(finding);
    }
    for (String id : byId.keySet()) {
      indices.put(id, indices.size());
    }
  }

  int index(String id) {
    return indices.getOrDefault(id, -1);
  }

  void write() throws IOException {
    json.openList("rules");
    for (Map.Entry<String, List<Finding>> rule : byId.entrySet()) {
      List<Finding> findings = FindingOrder.sorted(rule.getValue());
      write(rule.getKey(), findings.getFirst(), findings);
    }
    json.closeList();
  }

  private void write(String id, Finding worst, List<Finding> findings) throws IOException {
    Set<String> remedies = new TreeSet<>();
    Set<String> links = new LinkedHashSet<>();
    for (Finding finding : findings) {
      String remedy = FindingText.remedy(finding);
      if (!remedy.isEmpty()) {
        remedies.add(remedy);
      }
      for (String reference : finding.references()) {
        if (UriText.isWeb(reference) && links.size() < MOST_LINKS) {
          links.add(reference);
        }
      }
    }
    json.open();
    json.text("id", id);
    text("shortDescription", id + (worst.title().isEmpty() ? "" : ": " + worst.title()));
    text("fullDescription", worst.title().isEmpty() ? id : FindingText.sentence(worst.title()));
    if (!links.isEmpty()) {
      json.text("helpUri", links.iterator().next());
    }
    json.open("help");
    json.markup("text", plainHelp(worst, remedies, links));
    json.markup("markdown", markdownHelp(worst, remedies, links));
    json.close();
    json.open("defaultConfiguration");
    json.text("level", level(worst));
    json.close();
    json.open("properties");
    List<String> tags = new ArrayList<>();
    tags.add(worst.kind() == Finding.Kind.UNREADABLE ? "not-whole" : "security");
    tags.add(worst.kind().word());
    tags.add(worst.severity().word());
    if (FindingOrder.exploited(worst)) {
      tags.add("known-exploited");
    }
    json.texts("tags", tags);
    json.text("precision", "very-high");
    json.known("security-severity", securitySeverity(findings));
    json.close();
    json.close();
  }

  private void text(String name, String text) throws IOException {
    json.open(name);
    json.text("text", text);
    json.close();
  }

  private static String plainHelp(Finding worst, Set<String> remedies, Set<String> links) {
    StringBuilder help = new StringBuilder();
    line(help, Lines.safe(FindingText.sentence(worst.title())));
    line(help, "Severity: " + Lines.safe(severity(worst)));
    line(help, Lines.safe(also(worst)));
    for (String remedy : remedies) {
      line(help, Lines.safe(FindingText.sentence(remedy)));
    }
    for (String link : links) {
      line(help, link);
    }
    return help.toString().stripTrailing();
  }

  private static String markdownHelp(Finding worst, Set<String> remedies, Set<String> links) {
    StringBuilder help = new StringBuilder();
    line(help, MarkdownText.of(FindingText.sentence(worst.title())) + "\n");
    line(help, "**Severity:** " + MarkdownText.of(severity(worst)) + "\n");
    String also = also(worst);
    line(help, also.isEmpty() ? "" : MarkdownText.of(also) + "\n");
    for (String remedy : remedies) {
      line(help, "- " + MarkdownText.of(FindingText.sentence(remedy)));
    }
    if (!links.isEmpty()) {
      help.append('\n');
    }
    for (String link : links) {
      line(help, "- <" + link + ">");
    }
    return help.toString().strip();
  }

  private static void line(StringBuilder out, String text) {
    if (!text.isEmpty()) {
      out.append(text).append('\n');
    }
  }

  private static String severity(Finding finding) {
    Vulnerability known = finding.vulnerability();
    StringBuilder text = new StringBuilder(finding.severity().word());
    if (!finding.severitySource().isEmpty()) {
      text.append(" (").append(finding.severitySource()).append(')');
    }
    if (known != null && known.score() >= 0) {
      text.append(", CVSS ").append(known.score());
    }
    if (known != null && known.epss() >= 0) {
      text.append(", EPSS ").append(Numbers.percent(known.epss()));
    }
    Vulnerability.KnownExploited exploited = known == null ? null : known.knownExploited();
    if (exploited != null) {
      text.append(", known to be exploited since ").append(exploited.added());
    }
    return text.toString();
  }

  private static String also(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known == null || known.aliases().isEmpty()
        ? ""
        : "Also known as " + String.join(", ", known.aliases()) + ".";
  }

  /** SARIF's level (§3.27.10). */
  static String level(Finding finding) {
    if (finding.kind() == Finding.Kind.UNREADABLE) {
      return "warning";
    }
    return switch (finding.severity()) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, NEGLIGIBLE -> "note";
    };
  }

  /**
   * GitHub's number of a rule, by which it says critical (from 9.0), high (7.0), medium (4.0) or
   * low: the score where it agrees with the severity, else the middle of the severity's range,
   * since the severity may be the vendor's. Empty where nobody has said.
   */
  private static String securitySeverity(List<Finding> findings) {
    Finding worst = findings.getFirst();
    if (worst.kind() == Finding.Kind.UNREADABLE || worst.severity() == Severity.UNKNOWN) {
      return "";
    }
    Vulnerability known = worst.vulnerability();
    if (known != null
        && known.score() >= 0
        && Severity.ofScore(known.score()) == worst.severity()) {
      return Double.toString(known.score());
    }
    return switch (worst.severity()) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
      case NEGLIGIBLE, UNKNOWN -> "0.0";
    };
  }
}
