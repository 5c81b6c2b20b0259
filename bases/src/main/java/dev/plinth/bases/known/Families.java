package dev.plinth.bases.known;

import dev.plinth.bases.known.Family.Size;
import dev.plinth.foundation.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The families of images that are known. {@code families.tsv} has a row for each, in whose first
 * lines the columns stand, and rows {@code =key, title, address} for its sources; {@code fits.tsv}
 * says which suit programs of a language; {@code traps.tsv} what they make trouble with. What
 * images of one making hold is told by {@code classes.tsv}, as {@link KnownBases} has it.
 */
public final class Families {
  private static final int DEEPEST = 8;

  private Families() {}

  /** Made when it is first asked for. */
  private static final class Tables {
    static final Table FAMILIES = Table.of("families.tsv");
    static final Table CLASSES = Table.of("classes.tsv");
  }

  /** Made when it is first asked for. */
  private static final class Fits {
    static final Table TABLE = Table.of("fits.tsv");
  }

  /** Made when it is first asked for. */
  private static final class Traps {
    static final Table TABLE = Table.of("traps.tsv");
  }

  /**
   * How well a family suits programs of a language.
   *
   * @param points where nothing else holds, 0 to 100
   * @param others points that hold instead, in order; the last that fits counts
   * @param releases of the language that it has; none where it has any, {@code newest} for the one
   * @param build the image to build with, with parts in braces; empty where there is none
   * @param why a clause
   */
  public record Fit(
      String family,
      int points,
      List<Instead> others,
      List<String> releases,
      String build,
      String why,
      List<String> sources,
      String month) {}

  /**
   * Points under conditions.
   *
   * @param conditions such as {@code native=no}; all must hold
   */
  public record Instead(List<String> conditions, int points) {}

  /** The family of that id; null where there is none. */
  public static @Nullable Family of(String id) {
    List<String> row = id.startsWith("=") ? null : Tables.FAMILIES.row(id);
    return row == null ? null : family(row);
  }

  /** The family of that id. */
  static Family known(String id) {
    Family family = of(id);
    if (family == null) {
      throw new IllegalStateException("there is no family " + id);
    }
    return family;
  }

  /** All families. */
  public static List<Family> all() {
    List<Family> all = new ArrayList<>();
    for (List<String> row : rows()) {
      all.add(family(row));
    }
    return all;
  }

  /** What suits programs of a language; {@code any} stands for none in particular. */
  public static List<Fit> fits(String language) {
    List<Fit> fits = new ArrayList<>();
    for (List<String> row : Fits.TABLE.rows(language)) {
      List<Instead> others = new ArrayList<>();
      List<String> parts = Split.of(row.get(2), '|');
      for (String part : parts.subList(1, parts.size())) {
        int colon = part.indexOf(':');
        others.add(
            new Instead(
                Split.of(part.substring(0, colon), '&'),
                Integer.parseInt(part.substring(colon + 1))));
      }
      fits.add(
          new Fit(
              row.get(1),
              Integer.parseInt(parts.getFirst()),
              others,
              row.get(3).equals("any") ? List.of() : Split.of(row.get(3), ','),
              text(row.get(4)),
              row.get(5),
              Split.of(row.get(6), ','),
              row.get(7)));
    }
    return fits;
  }

  /**
   * What a family makes trouble with, its own first, each a clause.
   *
   * @param open true where nobody knows whether machine code is published for its C library
   */
  public static List<String> traps(Family family, boolean open) {
    List<String> traps = new ArrayList<>();
    Family at = family;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      for (List<String> row : Traps.TABLE.rows(at.id())) {
        boolean told = open || !row.get(1).equals("open");
        if (told && (depth == 0 || row.get(1).equals("yes"))) {
          traps.add(row.get(2));
        }
      }
      at = at.standsOn().isEmpty() ? null : of(at.standsOn());
    }
    return traps;
  }

  /** The address of a source; empty where it is not known. */
  public static String source(String key) {
    List<String> row = Tables.FAMILIES.row("=" + key);
    return row == null ? "" : row.get(2);
  }

  /** The rows of all families. */
  static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : Tables.FAMILIES.all()) {
      if (!row.getFirst().startsWith("=")) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Family family(List<String> row) {
    List<String> holds = Tables.CLASSES.row(row.get(3));
    if (holds == null) {
      throw new IllegalStateException("there is no class " + row.get(3));
    }
    String managers = holds.get(4);
    return new Family(
        row.get(0),
        row.get(1),
        row.get(2),
        unknown(holds.get(1)),
        unknown(holds.get(2)),
        row.get(5),
        managers.equals("?")
            ? null
            : managers.equals("none") ? Set.of() : Set.copyOf(Split.of(managers, ',')),
        KnownBases.answer(holds.get(5)),
        KnownBases.answer(holds.get(6)),
        text(row.get(4)),
        text(row.get(6)),
        text(row.get(7)).isEmpty() ? List.of() : Split.of(row.get(7), ','),
        text(row.get(8)),
        Split.of(row.get(9), ','),
        Size.valueOf(row.get(10).toUpperCase(Locale.ROOT)),
        row.get(11),
        row.get(12),
        Split.of(row.get(13), ','),
        row.get(14));
  }

  private static String unknown(String column) {
    return column.equals("?") ? "" : column;
  }

  private static String text(String column) {
    return column.equals("-") ? "" : column;
  }

  /** The items of a list with spaces between; none where it is empty. */
  static List<String> items(String column) {
    return column.isEmpty() ? List.of() : Split.of(column, ' ');
  }
}
