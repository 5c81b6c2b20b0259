package dev.plinth.advisories.debian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The vulnerabilities that a changelog's entry says it fixes. Its text is taken apart into items
 * (bullets, paragraphs) and those into sentences; {@link FixPhrases} judges each sentence.
 */
final class ChangelogFixes {
  private static final Pattern BULLET = Pattern.compile("^\\s+(?:[*+o•-]\\s|\\[).*");
  private static final Pattern SENTENCES =
      Pattern.compile("(?<=[.;!?)])\\s+(?=[A-Z\\[*\"'`]|CVE-)|\n");
  private static final Pattern LEAD =
      Pattern.compile(
          "^[\\s*+•(\\[-]*(?:\\[?[0-9a-f]{7,40}\\]?\\s+)?(?:\\[?security\\]?:?\\s+)?"
              + "(?:(?:fix(?:es|ed)?|address(?:es|ed)?|resolves?|security\\s+fix(?:es)?)"
              + "(?:\\s+(?:for|of))?:?\\s+)?$",
          Pattern.CASE_INSENSITIVE);

  /** Before a name that goes on with a list, where others are part of a description. */
  private static final Pattern LISTED = Pattern.compile("(?:[,;)]|\\band)\\s*$");

  private static final Pattern CLOSES =
      Pattern.compile("\\s*\\((?:Closes|LP):[^)]*\\)\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile(
          "^(?:fix(?:es|ed)?\\s+)?CVE-\\d{4}-\\d{4,7}(?:\\s*[:-]\\s*(.*)|\\s+\\([\"']?(.*?)[\"']?\\)\\.?)$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int MAX_ITEM = 20_000;
  private static final int MAX_TITLE = 200;

  /** What each vulnerability's sentence says, in the order written. */
  private final Map<String, String> fixed = new LinkedHashMap<>();

  /** Vulnerabilities whose earlier fix the entry takes back. */
  private final List<String> undone = new ArrayList<>();

  private ChangelogFixes() {}

  static ChangelogFixes of(List<String> lines) {
    ChangelogFixes fixes = new ChangelogFixes();
    if (lines.stream().noneMatch(line -> line.contains("CVE") || line.contains("cve"))) {
      return fixes;
    }
    StringBuilder item = new StringBuilder();
    for (String line : lines) {
      if (line.isBlank() || BULLET.matcher(line).matches()) {
        fixes.item(item.toString());
        item.setLength(0);
      }
      String text = line.strip();
      if (item.length() + text.length() <= MAX_ITEM) {
        boolean named = text.regionMatches(true, 0, "CVE-", 0, 4);
        // A line that begins with a name is a list's, unless the sentence before goes on in it.
        boolean list = named && text.matches("(?i)CVE-\\d{4}-\\d{4,7}\\s*[:(].*");
        item.append(item.isEmpty() ? "" : list ? "\n" : " ").append(text);
      }
    }
    fixes.item(item.toString());
    return fixes;
  }

  /** CVE names with what the changelog says of each, shortened. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** CVE names whose earlier fix is taken back. */
  List<String> undone() {
    return undone;
  }

  private void item(String text) {
    if (!text.contains("CVE") && !text.contains("cve")) {
      return;
    }
    for (String sentence : SENTENCES.split(text, -1)) {
      boolean described = false;
      for (CveMentions.Group group : CveMentions.in(sentence)) {
        String before = sentence.substring(0, group.start());
        boolean subject = LEAD.matcher(before).matches();
        boolean aside = described && !LISTED.matcher(before).find();
        described |= subject && sentence.startsWith(":", group.end());
        if (!aside && FixPhrases.fixes(sentence, group.start(), group.end(), subject)) {
          for (String cve : group.names()) {
            fixed.putIfAbsent(cve, title(sentence));
          }
        } else if (FixPhrases.undoes(sentence)) {
          undone.addAll(group.names());
        }
      }
    }
  }

  /** The sentence without its bullet, the name it begins with, and the bugs it closes. */
  private static String title(String sentence) {
    String text = sentence.strip();
    int from = 0;
    while (from < text.length() && "*+-• ".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    text = CLOSES.matcher(text.substring(from)).replaceAll("").strip();
    String described = NAME.matcher(text).replaceFirst("$1$2").strip();
    text = described.isEmpty() ? text : described;
    return text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE - 1) + "…";
  }
}
