package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.inventory.Package;

/**
 * Red Hat's and its kin's modules: the same package exists in several streams ({@code nodejs:18},
 * {@code nodejs:20}) beside each other, and an advisory for one says nothing of the others. A
 * module's build can be told by its release ({@code .module_el8}, {@code .module+el8}).
 */
final class Modularity {
  private Modularity() {}

  /** False where the row is about another stream, or about the package outside of modules. */
  static boolean satisfied(Package installed, Affected affected) {
    if (!installed.type().equals("rpm")) {
      return true;
    }
    String label = installed.details().getOrDefault("modularity-label", "");
    boolean installedFromModule = !label.isEmpty() || inModule(installed.version());
    boolean named = false;
    boolean rowOfModule = false;
    for (Interval interval : affected.ranges()) {
      String bound = interval.fixed().isEmpty() ? interval.lastAffected() : interval.fixed();
      named |= !bound.isEmpty();
      rowOfModule |= inModule(bound);
    }
    if (!named) {
      return true;
    }
    if (rowOfModule != installedFromModule) {
      return false;
    }
    return !rowOfModule || streamAgrees(label, affected.advisory().summary());
  }

  private static boolean inModule(String version) {
    return version.contains(".module_") || version.contains(".module+");
  }

  /** The summaries name the stream: "Important: nodejs:20 security update". */
  private static boolean streamAgrees(String label, String summary) {
    int first = label.indexOf(':');
    if (first <= 0) {
      return true;
    }
    int second = label.indexOf(':', first + 1);
    String module = label.substring(0, first + 1);
    String stream = label.substring(first + 1, second < 0 ? label.length() : second);
    int at = summary.indexOf(module);
    if (at < 0 || (at > 0 && summary.charAt(at - 1) != ' ')) {
      return true;
    }
    int from = at + module.length();
    int end = summary.indexOf(' ', from);
    String named = summary.substring(from, end < 0 ? summary.length() : end);
    return named.isEmpty() || named.equals(stream);
  }
}
