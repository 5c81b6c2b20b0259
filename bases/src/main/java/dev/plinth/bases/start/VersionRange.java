package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which releases ({@code 3.12}, {@code 22}) a project allows, in the words of npm, Python, Poetry
 * and Bundler alike.
 *
 * <pre>
 * range  = all { "||" all }
 * all    = part { ( "," | space ) part } | version " - " version
 * part   = [ ">=" | "&lt;=" | ">" | "&lt;" | "^" | "~=" | "~>" | "~" | "==" | "===" | "=" | "!=" ] version
 * version = number { "." ( number | "x" | "*" ) }
 * </pre>
 *
 * A part that is not understood allows everything: then the project itself says so when it is
 * built.
 */
final class VersionRange {
  private static final Pattern PART =
      Pattern.compile(
          "(>=|<=|>|<|\\^|~=|~>|~|===|==|=|!=)?\\s*v?(\\d{1,6}(?:\\.(?:\\d{1,6}|[xX*]))*)");
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");

  private final String text;

  VersionRange(String text) {
    this.text = text.length() > 200 ? "" : text;
  }

  /** True where a release, such as {@code 3.12}, is allowed. */
  boolean allows(String release) {
    List<Integer> cycle = numbers(release);
    for (String all : text.split("\\|\\|?", -1)) {
      if (allowsAll(HYPHEN.matcher(all).replaceAll(">=$1 <=$2"), cycle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allowsAll(String parts, List<Integer> cycle) {
    Matcher part = PART.matcher(parts);
    while (part.find()) {
      String operator = part.group(1) == null ? "" : part.group(1);
      if (!allows(operator, numbers(part.group(2)), cycle)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allows(String operator, List<Integer> version, List<Integer> cycle) {
    int known = Math.min(version.size(), cycle.size());
    int compared = compare(cycle, version, known);
    boolean finer = version.size() > cycle.size();
    return switch (operator) {
      case ">=" -> compared >= 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0 || (compared == 0 && finer);
      case "<" -> compared < 0 || (compared == 0 && finer && beyondZero(version, cycle.size()));
      case "^" -> compared >= 0 && compare(cycle, version, 1) == 0;
      case "~=", "~>" ->
          compared >= 0
              && compare(cycle, version, Math.min(known, Math.max(1, version.size() - 1))) == 0;
      case "~" -> compared >= 0 && compare(cycle, version, Math.min(known, 2)) == 0;
      case "!=" -> compared != 0 || version.size() != cycle.size();
      default -> compared == 0;
    };
  }

  private static boolean beyondZero(List<Integer> version, int from) {
    return version.subList(from, version.size()).stream().anyMatch(number -> number > 0);
  }

  private static int compare(List<Integer> a, List<Integer> b, int numbers) {
    for (int i = 0; i < numbers; i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : version.split("\\.", -1)) {
      if (part.isEmpty() || !Character.isDigit(part.charAt(0))) {
        break;
      }
      numbers.add(Integer.parseInt(part));
    }
    return numbers;
  }
}
