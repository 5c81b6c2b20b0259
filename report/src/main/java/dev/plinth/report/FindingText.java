package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What formats for people say of a finding. The texts are as the input has them, not made safe. */
final class FindingText {
  private FindingText() {}

  /** Name and version. */
  static String subject(Finding finding) {
    Subject subject = finding.subject();
    return subject.version().isEmpty() ? subject.name() : subject.name() + " " + subject.version();
  }

  /** What is wrong with what, in half a line. */
  static String headline(Finding finding) {
    return finding.id()
        + (finding.kind() == Finding.Kind.VULNERABILITY ? " in " : ": ")
        + subject(finding);
  }

  /** What removes it, a sentence without a final stop; empty where there is nothing to say. */
  static String remedy(Finding finding) {
    Fix fix = finding.fix();
    // No switch over types here and below: see docs/adr/0004.
    if (fix instanceof Fix.Upgrade upgrade) {
      return "Upgrade "
          + (upgrade.packageName().isEmpty() ? finding.subject().name() : upgrade.packageName())
          + " to "
          + upgrade.version();
    }
    if (fix instanceof Fix.Advice advice) {
      return capital(advice.text());
    }
    if (finding.kind() != Finding.Kind.VULNERABILITY) {
      return "";
    }
    Vulnerability known = finding.vulnerability();
    String status = known == null ? "" : known.status();
    return status.isEmpty() ? "No fix is known yet" : "No fix is known yet (" + status + ")";
  }

  /** The version that removes it; empty where none is known. */
  static String fixedVersion(Finding finding) {
    return finding.fix() instanceof Fix.Upgrade upgrade ? upgrade.version() : "";
  }

  /** The first place in an image, or null where there is none. */
  static Location.@Nullable InImage inImage(Finding finding) {
    for (Location location : finding.locations()) {
      if (location instanceof Location.InImage image) {
        return image;
      }
    }
    return null;
  }

  /** The first place in a text file, or null where there is none. */
  static Location.@Nullable InFile inFile(Finding finding) {
    for (Location location : finding.locations()) {
      if (location instanceof Location.InFile file) {
        return file;
      }
    }
    return null;
  }

  /** The last line that a place has a part of: its end is exclusive. */
  static int lastLine(Location.InFile file) {
    return wholeLines(file) ? file.endLine() - 1 : Math.max(file.startLine(), file.endLine());
  }

  /** Whether it ends where a line begins, so that the one before is whole. */
  static boolean wholeLines(Location.InFile file) {
    return file.endColumn() <= 1 && file.endLine() > file.startLine();
  }

  /** The layer as people count it, and whose it is: {@code layer 2 of 3 (base)}; may be empty. */
  static String layer(Finding finding, int layers) {
    Location.InImage image = inImage(finding);
    List<String> words = new ArrayList<>();
    if (image != null && image.layer() >= 0) {
      words.add("layer " + (image.layer() + 1) + (layers > 0 ? " of " + layers : ""));
    }
    if (finding.owner() != Finding.Owner.UNKNOWN) {
      words.add("(" + finding.owner().word() + ")");
    }
    return String.join(" ", words);
  }

  /** What brought it: the instruction as the image's history has it; empty where unknown. */
  static String instruction(Finding finding) {
    Location.InImage image = inImage(finding);
    return image == null || image.instruction() == null ? "" : image.instruction();
  }

  /** Where it is: file, line, layer, owner and instruction, as far as known. */
  static String place(Finding finding, int layers) {
    List<String> parts = new ArrayList<>();
    Location.InFile file = inFile(finding);
    Location.InImage image = inImage(finding);
    if (file != null) {
      parts.add(file.file() + ":" + file.startLine());
    }
    if (image != null && !image.path().isEmpty()) {
      parts.add(image.path());
    }
    String layer = layer(finding, layers);
    if (!layer.isEmpty()) {
      parts.add(layer);
    }
    String instruction = instruction(finding);
    return String.join(", ", parts) + (instruction.isEmpty() ? "" : ": " + instruction);
  }

  /** With a full stop, unless it has one or is empty. */
  static String sentence(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return "";
    }
    char last = stripped.charAt(stripped.length() - 1);
    return last == '.' || last == '!' || last == '?' ? stripped : stripped + ".";
  }

  private static String capital(String text) {
    return text.isEmpty() || text.charAt(0) > 0x7f
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
