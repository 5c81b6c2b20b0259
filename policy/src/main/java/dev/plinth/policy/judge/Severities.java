package dev.plinth.policy.judge;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.policy.Notice;
import dev.plinth.policy.file.PolicyFile;
import dev.plinth.policy.file.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How bad findings about bases are, where somebody chooses it. Under an organisation's policy its
 * word counts, else the finding's own; a project may then only make it worse, unless the policy
 * permits another gate: a lower severity would let pass what the policy blocks.
 */
final class Severities {
  private static final String SOURCE = "policy";

  private final Settings project;
  private final @Nullable PolicyFile organisation;

  private Severities(Settings project, @Nullable PolicyFile organisation) {
    this.project = project;
    this.organisation = organisation;
  }

  static Severities of(Settings project, @Nullable PolicyFile organisation) {
    return new Severities(project, organisation);
  }

  private boolean nobodyChooses() {
    return project.severities().isEmpty()
        && (organisation == null || organisation.settings().severities().isEmpty());
  }

  /**
   * The findings, in their order.
   *
   * @param notices where attempts in vain are told of
   */
  List<Finding> apply(List<Finding> findings, List<Notice> notices) {
    if (nobodyChooses()) {
      return findings;
    }
    List<Finding> rated = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Finding finding : findings) {
      rated.add(finding.kind() == Finding.Kind.BASE ? rated(finding, notices, told) : finding);
    }
    return rated;
  }

  private Finding rated(Finding finding, List<Notice> notices, List<String> told) {
    Map<String, Severity> first =
        organisation == null ? Map.of() : organisation.settings().severities();
    Severity own = first.get(finding.id());
    Severity asked = project.severities().get(finding.id());
    Severity least = own == null ? finding.severity() : own;
    boolean lower = asked != null && !asked.atLeast(least);
    if (organisation != null && lower && !organisation.permit().gate()) {
      if (!told.contains(finding.id())) {
        told.add(finding.id());
        notices.add(
            new Notice(
                true,
                "policy-refused",
                finding.id()
                    + " stays "
                    + least.word()
                    + ": the policy in "
                    + organisation.label()
                    + " permits no other gate",
                project.place()));
      }
      asked = null;
    }
    if (asked != null) {
      return rated(finding, asked, project.place());
    }
    return own == null || organisation == null
        ? finding
        : rated(finding, own, organisation.settings().place());
  }

  private static Finding rated(Finding finding, Severity severity, String place) {
    String reason =
        "rated " + severity.word() + " by " + place + "; " + finding.severity().word() + " else";
    return finding.rated(severity, SOURCE, reason);
  }
}
