package dev.plinth.report.lint;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How a file differs from what it was, in the unified format of {@code diff -u} and git. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * Writes the difference; nothing where there is none.
   *
   * @param before with its secrets' places
   * @param after of the same name, with its own
   * @param terminal true where people look at it: then it is coloured as asked, and control
   *     characters are written as escapes; else the bytes are the files' own, secrets apart
   */
  public static void write(
      LintFile before, LintFile after, boolean terminal, boolean colour, OutputStream to)
      throws IOException {
    List<String> old = lines(before);
    List<String> fresh = lines(after);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            old.isEmpty() ? "/dev/null" : named("a/" + before.name()),
            named("b/" + before.name()),
            old,
            DiffUtils.diff(old, fresh),
            CONTEXT);
    Charset charset = terminal ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    StringBuilder out = new StringBuilder();
    for (String each : diff) {
      // The library counts the lines of an empty file from 1; diff and patch do from 0.
      boolean empty = old.isEmpty() && each.startsWith("@@ -1,0 ");
      String line = empty ? "@@ -0,0 " + each.substring(8) : each;
      Style style = colour ? style(line) : Style.PLAIN;
      out.append(style.begin())
          .append(terminal ? safe(line) : line)
          .append(style.end())
          .append('\n');
    }
    to.write(out.toString().getBytes(charset));
  }

  /**
   * A name as git writes and reads it, a character for each byte: quoted where it has quotes,
   * backslashes or control characters in it, which could pass for other lines.
   */
  private static String named(String name) {
    String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    StringBuilder out = new StringBuilder("\"");
    boolean plain = true;
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
        plain = false;
      } else if (c < ' ' || c == 0x7f) {
        out.append('\\');
        out.append((char) ('0' + (c >> 6))).append((char) ('0' + (c >> 3 & 7)));
        out.append((char) ('0' + (c & 7)));
        plain = false;
      } else {
        out.append(c);
      }
    }
    return plain ? bytes : out.append('"').toString();
  }

  private static Style style(String line) {
    if (line.startsWith("+++") || line.startsWith("---")) {
      return Style.STRONG;
    }
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> Style.GOOD;
      case '-' -> Style.HIGH;
      case '@' -> Style.LOW;
      default -> Style.PLAIN;
    };
  }

  private static String safe(String line) {
    String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(text.length());
    for (String part : text.replace("\t", "  ").split("\n", -1)) {
      out.append(out.isEmpty() ? "" : "\n").append(SafeText.of(part));
    }
    return out.toString();
  }

  /** Its lines, one character for each byte, carriage returns among them, secrets as asterisks. */
  private static List<String> lines(LintFile file) {
    StringBuilder shown = new StringBuilder(file.raw());
    for (LintReport.Mask mask : file.masks()) {
      for (int i = Math.max(0, mask.start()); i < mask.end() && i < shown.length(); i++) {
        char c = shown.charAt(i);
        shown.setCharAt(i, c == '\n' || c == '\r' ? c : '*');
      }
    }
    String text = shown.toString();
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
      lines.add(text.substring(from, feed));
      from = feed + 1;
    }
    if (from < text.length()) {
      // Part of the line, so that it differs from the same one with a line end.
      lines.add(text.substring(from) + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
