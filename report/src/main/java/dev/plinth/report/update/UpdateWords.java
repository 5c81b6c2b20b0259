package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.ImagePlan.Move;
import dev.plinth.findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How moves are said, the same in all forms. */
final class UpdateWords {
  private static final int SHOWN = 12;

  private UpdateWords() {}

  /** What a move changes: {@code 1.27.0 → 1.27.5 (patch)}. */
  static String move(ImagePlan plan, Move move) {
    String level = move.level().name().toLowerCase(Locale.ROOT);
    String old = plan.tag().isEmpty() ? "latest" : plan.tag();
    String digest = move.digestText();
    String now = plan.digest();
    String digests =
        digest.isEmpty() || now.isEmpty() || digest.equals(now)
            ? ""
            : shown(now) + " to " + shown(digest);
    return move.tag().equals(plan.tag())
        ? "refresh " + digests
        : "update " + old + " to " + move.tag() + " (" + level + ")";
  }

  private static String shown(String digest) {
    return digest.substring(0, Math.min(digest.length(), digest.indexOf(':') + 1 + SHOWN));
  }

  /** What a move brings, in parts of a sentence. */
  static List<String> effect(Effect effect) {
    List<String> parts = new ArrayList<>();
    if (!effect.moved().isEmpty()) {
      parts.add("moves from " + effect.moved());
    }
    if (effect.changed() < 0 && effect.size() == Long.MIN_VALUE) {
      parts.add("effect unknown: " + effect.problem());
      return parts;
    }
    parts.add(
        effect.fixed().isEmpty() ? "fixes nothing known" : "fixes " + findings(effect.fixed()));
    if (!effect.fresh().isEmpty()) {
      parts.add("brings " + findings(effect.fresh()));
    }
    if (effect.changed() >= 0) {
      parts.add(
          effect.changed()
              + (effect.changed() == 1 ? " package changes" : " packages change")
              + (effect.packages().isEmpty() ? "" : ": " + String.join(", ", effect.packages()))
              + (effect.changed() > effect.packages().size() ? ", …" : ""));
    }
    if (effect.size() != Long.MIN_VALUE && effect.size() != 0) {
      parts.add(size(effect.size()));
    }
    if (!effect.problem().isEmpty()) {
      parts.add(effect.problem());
    }
    return parts;
  }

  private static String findings(List<Finding> findings) {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> order = List.of("critical", "high", "medium", "low", "negligible", "unknown");
    for (Finding each : findings) {
      counts.merge(each.severity().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    List<String> parts = new ArrayList<>();
    for (String severity : order) {
      Integer count = counts.get(severity);
      if (count != null) {
        parts.add(count + " " + severity);
      }
    }
    return findings.size()
        + (findings.size() == 1 ? " finding" : " findings")
        + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
  }

  private static String size(long bytes) {
    long absolute = Math.abs(bytes);
    String amount =
        absolute < 1_000
            ? absolute + " B"
            : absolute < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", absolute / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", absolute / 1e6);
    return amount + (bytes < 0 ? " smaller" : " larger");
  }

  static String state(ImagePlan plan) {
    return switch (plan.state()) {
      case MOVES -> "";
      case WAITS -> "waits";
      case CURRENT -> "current";
      case DENIED, HELD, FIXED -> "left alone";
      case UNKNOWN -> "not known";
    };
  }
}
