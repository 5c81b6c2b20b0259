package dev.plinth.report.lint;

import dev.plinth.findings.Location;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.LintReport.Mask;
import dev.plinth.report.text.TextWidth;
import java.nio.charset.StandardCharsets;

/** A file's lines as they are shown: secrets masked, tabs as spaces, what is long cut. */
final class SourceLines {
  /** What stands before and behind the marked part where a line is too long. */
  private static final String CUT = "...";

  private final byte[] bytes;

  SourceLines(LintFile file) {
    byte[] shown = file.raw().getBytes(StandardCharsets.ISO_8859_1);
    for (Mask mask : file.masks()) {
      for (int i = Math.max(0, mask.start()); i < mask.end() && i < shown.length; i++) {
        // Multi-byte characters and line ends stay what they are in width.
        shown[i] = shown[i] == '\n' || shown[i] == '\r' ? shown[i] : (byte) '*';
      }
    }
    this.bytes = shown;
  }

  /**
   * A line with a mark beneath.
   *
   * @param text of the line
   * @param before columns before the mark
   * @param marked columns of it, at least one
   */
  record Marked(String text, int before, int marked) {}

  /** The first line of that place, in so many columns; null where the place has no bytes. */
  @org.jspecify.annotations.Nullable
  Marked marked(Location.InFile place, int width) {
    if (place.startByte() < 0 || place.startByte() > bytes.length || bytes.length == 0) {
      return null;
    }
    int start = (int) place.startByte();
    int end = (int) Math.min(bytes.length, Math.max(place.endByte(), place.startByte()));
    int lineStart = start;
    while (lineStart > 0 && bytes[lineStart - 1] != '\n' && start - lineStart < 4096) {
      lineStart--;
    }
    int lineEnd = start;
    while (lineEnd < bytes.length && bytes[lineEnd] != '\n' && lineEnd - start < 4096) {
      lineEnd++;
    }
    while (lineEnd > start && bytes[lineEnd - 1] == '\r') {
      lineEnd--;
    }
    String before = shown(lineStart, start);
    String marked = shown(start, Math.min(end, lineEnd));
    String after = shown(Math.min(Math.max(end, start), lineEnd), lineEnd);
    if (marked.isEmpty() && !after.isEmpty()) {
      int next = after.offsetByCodePoints(0, 1);
      marked = after.substring(0, next);
      after = after.substring(next);
    }
    int room = Math.max(20, width);
    if (TextWidth.of(before) + TextWidth.of(marked) + TextWidth.of(after) > room) {
      int most = Math.max(8, room / 3);
      if (TextWidth.of(before) > most) {
        before = CUT + tail(before, most - CUT.length());
      }
      int left = room - TextWidth.of(before);
      if (TextWidth.of(marked) > left) {
        marked = marked.substring(0, TextWidth.fit(marked, 0, left - CUT.length())) + CUT;
        after = "";
      } else if (TextWidth.of(marked) + TextWidth.of(after) > left) {
        int keep = left - TextWidth.of(marked) - CUT.length();
        after = (keep > 0 ? after.substring(0, TextWidth.fit(after, 0, keep)) : "") + CUT;
      }
    }
    return new Marked(
        before + marked + after, TextWidth.of(before), Math.max(1, TextWidth.of(marked)));
  }

  private String shown(int from, int to) {
    String text = new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    return SafeText.of(text.replace("\t", "  "));
  }

  private static String tail(String text, int columns) {
    int from = text.length();
    while (from > 0 && TextWidth.of(text.substring(from - 1)) <= columns) {
      from--;
    }
    return text.substring(from);
  }
}
