package dev.plinth.policy.foreign;

import dev.plinth.foundation.SafeText;
import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.Conditions;
import dev.plinth.policy.exceptions.ExceptionRule;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Trivy's {@code .trivyignore}:
 *
 * <pre>
 * line = "#" comment | [ id { blank "exp:" year "-" month "-" day } ]
 * </pre>
 *
 * <p>A comment right above an entry is its reason. An entry whose date cannot be read has no
 * effect.
 */
final class TrivyIgnore {
  private static final int MAX_ENTRIES = 20_000;

  private TrivyIgnore() {}

  static IgnoreFile read(String label, byte[] bytes) {
    List<ExceptionRule> rules = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    String reason = "";
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      String text = line.strip();
      if (number == 1 && text.startsWith("\ufeff")) {
        text = text.substring(1);
      }
      if (text.startsWith("#")) {
        String comment = text.substring(1).strip();
        reason = reason.isEmpty() ? comment : reason + " " + comment;
        continue;
      }
      if (!text.isEmpty()) {
        if (rules.size() >= MAX_ENTRIES) {
          throw IgnoreErrors.file(
              label, "it has more than " + MAX_ENTRIES + " entries", "keep those that are needed");
        }
        entry(label + ":" + number, text, reason, rules, notices);
      }
      reason = "";
    }
    return new IgnoreFile(label, rules, notices);
  }

  private static void entry(
      String place, String text, String reason, List<ExceptionRule> rules, List<Notice> notices) {
    String[] words = text.split("\\s+", -1);
    LocalDate until = null;
    for (String word : words) {
      if (word.startsWith("exp:")) {
        until = Ends.before(word.substring(4));
        if (until == null) {
          notices.add(
              new Notice(
                  true,
                  "ignore-refused",
                  "the end of " + SafeText.of(words[0]) + " is no date: it has no effect",
                  place));
          return;
        }
      }
    }
    rules.add(
        ExceptionRule.foreign(
            place, SafeText.of(words[0]), Conditions.named(List.of(words[0])), reason, until));
  }
}
