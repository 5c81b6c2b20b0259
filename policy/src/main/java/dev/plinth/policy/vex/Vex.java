package dev.plinth.policy.vex;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Vulnerability;
import dev.plinth.foundation.SafeText;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.exceptions.Scanned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies VEX statements: of all that speak of a finding, the latest counts, among equally late
 * ones the most cautious. {@code not_affected} and {@code fixed} set it aside.
 */
public final class Vex {
  private static final int REFUSALS_TOLD = 3;

  private final List<VexDocument> documents;
  private final Map<String, List<VexStatement>> byName = new HashMap<>();

  /** With these documents. */
  public Vex(List<VexDocument> documents) {
    this.documents = List.copyOf(documents);
    for (VexDocument document : documents) {
      for (VexStatement statement : document.statements()) {
        for (String name : statement.names()) {
          byName
              .computeIfAbsent(name.toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
              .add(statement);
        }
      }
    }
  }

  /** What is left, what was set aside, what to know. */
  public record Result(List<Finding> findings, List<SetAside> setAside, List<Notice> notices) {}

  /** Applies them to what was scanned. */
  public Result apply(List<Finding> findings, Scanned scanned) {
    List<Finding> left = new ArrayList<>(findings.size());
    List<SetAside> aside = new ArrayList<>();
    Set<String> telling = new HashSet<>();
    for (Finding finding : findings) {
      VexStatement statement = latest(finding, scanned);
      if (statement != null) {
        telling.add(statement.place());
      }
      if (statement == null || !statement.status().sets()) {
        left.add(finding);
      } else {
        aside.add(
            new SetAside(
                finding, "vex", explanation(statement), statement.place(), statement.author(), ""));
      }
    }
    List<Notice> notices = new ArrayList<>();
    for (VexDocument document : documents) {
      notices(document, telling.contains(document.label()), notices);
    }
    return new Result(left, aside, notices);
  }

  private @Nullable VexStatement latest(Finding finding, Scanned scanned) {
    if (finding.kind() != Finding.Kind.VULNERABILITY) {
      return null;
    }
    VexStatement best = candidate(finding, finding.id(), scanned, null);
    Vulnerability known = finding.vulnerability();
    if (known != null) {
      for (String alias : known.aliases()) {
        best = candidate(finding, alias, scanned, best);
      }
    }
    return best;
  }

  private @Nullable VexStatement candidate(
      Finding finding, String name, Scanned scanned, @Nullable VexStatement best) {
    VexStatement chosen = best;
    for (VexStatement statement : byName.getOrDefault(name.toUpperCase(Locale.ROOT), List.of())) {
      if (supersedes(statement, chosen) && about(statement, finding, scanned)) {
        chosen = statement;
      }
    }
    return chosen;
  }

  private static boolean supersedes(VexStatement statement, @Nullable VexStatement other) {
    int order = other == null ? 1 : statement.at().compareTo(other.at());
    return order > 0
        || (order == 0 && other != null && statement.status().compareTo(other.status()) > 0);
  }

  private static boolean about(VexStatement statement, Finding finding, Scanned scanned) {
    for (VexProduct product : statement.products()) {
      if (product.matches(finding, scanned)) {
        return true;
      }
    }
    return false;
  }

  private static String explanation(VexStatement statement) {
    return "VEX: "
        + statement.status().word()
        + (statement.explanation().isEmpty() ? "" : ", " + statement.explanation());
  }

  private static void notices(VexDocument document, boolean telling, List<Notice> notices) {
    String label = SafeText.of(document.label());
    int told = 0;
    for (String refused : document.refused()) {
      if (told++ == REFUSALS_TOLD) {
        notices.add(
            new Notice(
                false,
                "vex-refused",
                (document.refused().size() - REFUSALS_TOLD) + " more statements have no effect",
                label));
        break;
      }
      notices.add(new Notice(false, "vex-refused", refused + ": it has no effect", label));
    }
    if (!telling) {
      notices.add(
          new Notice(
              false,
              "vex-unused",
              switch (document.statements().size()) {
                case 0 -> "the VEX document has no statement that can be honoured";
                case 1 -> "the VEX document's only statement is about no finding here";
                default ->
                    "none of the VEX document's "
                        + document.statements().size()
                        + " statements is about a finding here";
              },
              label));
    }
  }
}
