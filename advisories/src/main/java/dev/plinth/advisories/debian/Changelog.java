package dev.plinth.advisories.debian;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Debian changelog (deb-changelog(5)), newest entry first:
 *
 * <pre>
 * changelog := entry*
 * entry     := source " (" version ")" (" " suite)+ ";" metadata LF
 *              (("  " text)? LF)*
 *              " -- " maintainer "  " date LF
 * </pre>
 *
 * What fits no entry (the comment about trimmed entries, modelines of editors, formats before 1996)
 * is passed over.
 */
final class Changelog {
  private static final Pattern HEAD =
      Pattern.compile("^(\\w[-+0-9a-z.]*) \\(([^\\s()]{1,200})\\)((?:\\s+[-+0-9a-zA-Z.~]+)+);.*");

  private Changelog() {}

  /**
   * One version.
   *
   * @param lines what changed, as written
   * @param date RFC 3339, empty when it cannot be read
   */
  record Entry(String source, String version, List<String> lines, String date) {}

  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    String source = "";
    String version = "";
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\r?\n", -1)) {
      if (line.isEmpty() || Character.isWhitespace(line.charAt(0))) {
        if (line.startsWith(" -- ") && !version.isEmpty()) {
          entries.add(new Entry(source, version, List.copyOf(lines), date(line)));
          version = "";
          lines.clear();
        } else {
          lines.add(line);
        }
        continue;
      }
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        source = head.group(1);
        version = head.group(2);
        lines.clear();
      }
    }
    return entries;
  }

  private static String date(String trailer) {
    int at = trailer.lastIndexOf(">  ");
    String date = at < 0 ? "" : trailer.substring(at + 3).strip();
    int zone = date.indexOf(" (");
    try {
      return OffsetDateTime.parse(
              zone < 0 ? date : date.substring(0, zone), DateTimeFormatter.RFC_1123_DATE_TIME)
          .withOffsetSameInstant(ZoneOffset.UTC)
          .format(DateTimeFormatter.ISO_INSTANT);
    } catch (DateTimeException e) {
      return "";
    }
  }
}
