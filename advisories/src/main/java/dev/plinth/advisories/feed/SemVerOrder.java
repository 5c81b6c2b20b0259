package dev.plinth.advisories.feed;

/**
 * SemVer 2.0 §11, enough to sort the events of a range: numbers compare by value, a pre-release
 * lies before its release, build metadata do not count. {@code 0} lies before everything. Text that
 * is no SemVer is compared part by part all the same.
 */
final class SemVerOrder {
  private SemVerOrder() {}

  static int compare(String left, String right) {
    if (left.equals("0") || right.equals("0")) {
      return Boolean.compare(right.equals("0"), left.equals("0"));
    }
    String a = bare(left);
    String b = bare(right);
    int dashA = a.indexOf('-');
    int dashB = b.indexOf('-');
    String coreA = dashA < 0 ? a : a.substring(0, dashA);
    String coreB = dashB < 0 ? b : b.substring(0, dashB);
    int order = parts(coreA, coreB, true);
    if (order != 0) {
      return order;
    }
    if (dashA < 0 || dashB < 0) {
      return Boolean.compare(dashA < 0, dashB < 0);
    }
    return parts(a.substring(dashA + 1), b.substring(dashB + 1), false);
  }

  private static String bare(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    int plus = bare.indexOf('+');
    return plus < 0 ? bare : bare.substring(0, plus);
  }

  private static int parts(String a, String b, boolean zeroFilled) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      int endA = end(a, i);
      int endB = end(b, j);
      String left = i < a.length() ? a.substring(i, endA) : zeroFilled ? "0" : "";
      String right = j < b.length() ? b.substring(j, endB) : zeroFilled ? "0" : "";
      int order = part(left, right);
      if (order != 0) {
        return order;
      }
      i = endA + 1;
      j = endB + 1;
    }
    return 0;
  }

  private static int end(String text, int from) {
    int dot = from >= text.length() ? -1 : text.indexOf('.', from);
    return dot < 0 ? text.length() : dot;
  }

  private static int part(String a, String b) {
    boolean numberA = number(a);
    boolean numberB = number(b);
    if (numberA && numberB) {
      String x = withoutZeros(a);
      String y = withoutZeros(b);
      return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(b.isEmpty(), a.isEmpty());
    }
    return numberA != numberB ? (numberA ? -1 : 1) : a.compareTo(b);
  }

  private static boolean number(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String withoutZeros(String digits) {
    int i = 0;
    while (i < digits.length() - 1 && digits.charAt(i) == '0') {
      i++;
    }
    return digits.substring(i);
  }
}
