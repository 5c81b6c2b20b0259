package dev.plinth.advisories.debian;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CVE names in a text, as changelogs write them, those that stand in a list as one group:
 *
 * <pre>
 * name  := "CVE" ("-" | "_" | " ") year ("-" | "_") number ("/" number)*
 *        | "CVE-" year "-{" number ("," number)* "}"
 * group := name (("," | "&amp;" | "/" | "+" | "and" | "or" | white space)+ name)*
 * </pre>
 */
final class CveMentions {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![A-Za-z])CVE[-_ ]?((?:19|20)\\d\\d)[-_](\\d{4,7}(?:/\\d{4,7})*|\\{[\\d, ]{4,400}\\})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BETWEEN =
      Pattern.compile("(?:[\\s,&/+]|\\band\\b|\\bor\\b)*", Pattern.CASE_INSENSITIVE);

  private CveMentions() {}

  /**
   * @param names in the order written
   * @param start of the first name
   * @param end after the last one
   */
  record Group(Set<String> names, int start, int end) {}

  static List<Group> in(String text) {
    List<Group> groups = new ArrayList<>();
    Matcher matcher = NAME.matcher(text);
    Set<String> names = new LinkedHashSet<>();
    int start = -1;
    int end = 0;
    while (matcher.find()) {
      boolean listed = start >= 0 && BETWEEN.matcher(text).region(end, matcher.start()).matches();
      if (start >= 0 && !listed) {
        groups.add(new Group(names, start, end));
        names = new LinkedHashSet<>();
      }
      start = listed ? start : matcher.start();
      end = matcher.end();
      for (String number : matcher.group(2).split("[^\\d]+", -1)) {
        if (number.length() >= 4) {
          names.add("CVE-" + matcher.group(1) + "-" + number.toUpperCase(Locale.ROOT));
        }
      }
    }
    if (start >= 0) {
      groups.add(new Group(names, start, end));
    }
    return groups;
  }
}
