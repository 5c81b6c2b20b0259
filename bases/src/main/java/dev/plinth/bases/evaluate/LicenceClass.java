package dev.plinth.bases.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a licence asks of those who pass a program on, mildest first. */
public enum LicenceClass {
  /** Its notice. */
  PERMISSIVE(100),
  /** The source of the licensed files or library itself. */
  WEAK(85),
  /** The source of whatever it is part of. */
  STRONG(60),
  /** The same, also where it is only reached by a network. */
  NETWORK(40),
  /** It forbids some uses. */
  RESTRICTED(20),
  /** A licence is named, but the table does not know it. */
  UNRECOGNISED(20),
  /** None is declared. */
  NONE(0);

  private static final int LONGEST = 4_000;

  private final int percent;

  LicenceClass(int percent) {
    this.percent = percent;
  }

  /** What a package of that class brings. */
  int percent() {
    return percent;
  }

  private record Row(String name, LicenceClass of) {}

  /** Read when it is first asked for. */
  private static final class Rows {
    static final List<Row> ALL = read();

    private static List<Row> read() {
      List<Row> rows = new ArrayList<>();
      try (InputStream in = LicenceClass.class.getResourceAsStream("licences.tsv")) {
        if (in == null) {
          throw new IllegalStateException("licences.tsv is not there");
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          int tab = line.indexOf('\t');
          if (tab > 0 && !line.startsWith("#")) {
            rows.add(
                new Row(
                    line.substring(0, tab).toLowerCase(Locale.ROOT),
                    valueOf(line.substring(tab + 1).toUpperCase(Locale.ROOT))));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return rows;
    }
  }

  /** Of all that a package declares: what holds of several parts at once is as its strictest. */
  static LicenceClass of(List<String> declared) {
    LicenceClass strictest = null;
    for (String text : declared) {
      LicenceClass each = of(text);
      if (each != NONE && (strictest == null || each.compareTo(strictest) > 0)) {
        strictest = each;
      }
    }
    return strictest == null ? NONE : strictest;
  }

  /**
   * Of one text: a name, or an expression with AND and OR, of which the milder side may be taken.
   */
  static LicenceClass of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || plain.equals("noassertion") || plain.equals("none")) {
      return NONE;
    }
    if (plain.length() > LONGEST) {
      return UNRECOGNISED;
    }
    plain = plain.replace('(', ' ').replace(')', ' ').replace(" / ", " or ").replace("|", " or ");
    LicenceClass mildest = null;
    for (String either : plain.split(" or ", -1)) {
      LicenceClass strictest = null;
      for (String part : either.split(" and |,|;|&", -1)) {
        LicenceClass each = name(part.strip());
        if (each != NONE && (strictest == null || each.compareTo(strictest) > 0)) {
          strictest = each;
        }
      }
      if (strictest != null && (mildest == null || strictest.compareTo(mildest) < 0)) {
        mildest = strictest;
      }
    }
    return mildest == null ? NONE : mildest;
  }

  private static LicenceClass name(String part) {
    if (part.isEmpty()) {
      return NONE;
    }
    int longest = 0;
    LicenceClass found = UNRECOGNISED;
    for (Row row : Rows.ALL) {
      String name = row.name;
      if (name.length() > longest
          && part.startsWith(name)
          && (part.length() == name.length() || !goesOn(part.charAt(name.length())))) {
        longest = name.length();
        found = row.of;
      }
    }
    // Such an exception lets programs of any licence link to it, as the lesser licence does.
    return found == STRONG
            && (part.contains("classpath-exception") || part.contains("gcc-exception"))
        ? WEAK
        : found;
  }

  private static boolean goesOn(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
