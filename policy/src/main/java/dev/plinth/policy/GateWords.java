package dev.plinth.policy;

import dev.plinth.findings.Finding;
import java.util.List;

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
