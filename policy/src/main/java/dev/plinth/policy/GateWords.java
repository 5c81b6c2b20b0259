package dev.plinth.policy;

import dev.plinth.findings.Finding;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The gate's reasons as sentences, in the singular and the plural. */
final class GateWords {
  /** Stands for the whole sentence about what could not be read. */
  static final String UNREADABLE = "unreadable";

  private GateWords() {}

  /**
   * The number of findings and these words, of which {@code {is|are}} gives the singular and the
   * plural form.
   */
  static String sentence(String words, List<Finding> findings) {
    int count = findings.size();
    if (words.equals(UNREADABLE)) {
      return count
          + (count == 1 ? " thing" : " things")
          + " could not be read: the result is not whole";
    }
    return count + (count == 1 ? " finding " : " findings ") + inflected(words, count == 1);
  }

  /** How many are set aside, by which sort of word. */
  static String setAside(List<SetAside> aside) {
    Map<String, Integer> counts = new TreeMap<>();
    for (SetAside one : aside) {
      counts.merge(one.reason(), 1, Integer::sum);
    }
    StringJoiner sorts = new StringJoiner(", ");
    counts.forEach((reason, count) ->
        sorts.add(
            count
                + switch (reason) {
                  case "exception" -> count == 1 ? " by an exception" : " by exceptions";
                  case "vex" -> " by VEX";
                  case "only-fixed" -> " without a fix, as asked for";
                  default -> " as " + reason;
                }));
    return aside.size()
        + (aside.size() == 1 ? " finding is" : " findings are")
        + " set aside: "
        + sorts;
  }

  private static String inflected(String words, boolean one) {
    StringBuilder text = new StringBuilder(words.length());
    int from = 0;
    for (int open = words.indexOf('{'); open >= 0; open = words.indexOf('{', from)) {
      int bar = words.indexOf('|', open);
      int close = words.indexOf('}', bar);
      text.append(words, from, open);
      text.append(words, one ? open + 1 : bar + 1, one ? bar : close);
      from = close + 1;
    }
    return text.append(words, from, words.length()).toString();
  }
}
