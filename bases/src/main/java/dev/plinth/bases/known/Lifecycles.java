package dev.plinth.bases.known;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.starter.StarterSet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long distributions and languages are looked after: the table of the starter set of advisories
 * for distributions, {@code languages.tsv} for all others.
 */
public final class Lifecycles {
  private static final String[] NAMED = {"debian", "ubuntu"};

  private Lifecycles() {}

  /** Made when it is first asked for. */
  private static final class Languages {
    static final Table TABLE = Table.of("languages.tsv");
    static final Table PRODUCTS = Table.of("products.tsv");

    /** Products are few: they come from the tables, not from the input. */
    static final Map<String, List<Lifecycle>> RELEASES = new ConcurrentHashMap<>();
  }

  /** The releases with code names, read once. */
  private static final class Named {
    static final List<Lifecycle> RELEASES = read();

    private static List<Lifecycle> read() {
      List<Lifecycle> all = new ArrayList<>();
      for (String product : NAMED) {
        all.addAll(of(product));
      }
      return List.copyOf(all);
    }
  }

  /** All releases of a product that are known, newest first; none where it is not known. */
  public static List<Lifecycle> of(String product) {
    return Languages.RELEASES.computeIfAbsent(product, Lifecycles::read);
  }

  private static List<Lifecycle> read(String product) {
    List<List<String>> rows = Languages.TABLE.rows(product);
    if (rows.isEmpty()) {
      return List.copyOf(StarterSet.embeddedLifecycles(product));
    }
    List<Lifecycle> releases = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      releases.add(new Lifecycle(product, row.get(1), "", row.get(2), "", "", "plinth"));
    }
    return List.copyOf(releases);
  }

  /** The release of Debian or Ubuntu of that code name; null where there is none. */
  public static @Nullable Lifecycle named(String codename) {
    for (Lifecycle release : Named.RELEASES) {
      if (release.codename().equals(codename)) {
        return release;
      }
    }
    return null;
  }

  /** That release of a product; null where it is not known. */
  public static @Nullable Lifecycle release(String product, String cycle) {
    for (Lifecycle release : of(product)) {
      if (release.cycle().equals(cycle)) {
        return release;
      }
    }
    return null;
  }

  /**
   * The release that a version belongs to, told by as many of its numbers as releases have: of
   * {@code 3.9.18} the release {@code 3.9}.
   */
  public static @Nullable Lifecycle ofVersion(String product, String version) {
    return ofVersion(of(product), version);
  }

  static @Nullable Lifecycle ofVersion(List<Lifecycle> releases, String version) {
    Lifecycle found = null;
    for (Lifecycle release : releases) {
      String cycle = release.cycle();
      boolean same =
          version.startsWith(cycle)
              && (version.length() == cycle.length() || version.charAt(cycle.length()) == '.');
      if (same && (found == null || release.cycle().length() > found.cycle().length())) {
        found = release;
      }
    }
    return found;
  }

  /** The products that images are known to have, as endoflife.date names them, sorted. */
  public static List<String> products() {
    TreeSet<String> products = new TreeSet<>();
    for (List<String> row : Languages.PRODUCTS.all()) {
      products.add(row.get(0).startsWith("=") ? row.get(0).substring(1) : row.get(1));
    }
    return List.copyOf(products);
  }

  /** What an image's version is a version of, such as {@code nodejs}; empty where not known. */
  public static String product(ImageName image) {
    for (List<String> row : Languages.PRODUCTS.rowsOfRepository(image.repository())) {
      return row.get(1);
    }
    return "";
  }

  /** A product's name for people. */
  public static String shown(String product) {
    List<String> row = Languages.PRODUCTS.row("=" + product);
    return row == null ? product : row.get(1);
  }

  /**
   * The last day on which everybody gets security updates; null where it is not known, the first
   * day of all where it is past but not known.
   */
  public static @Nullable LocalDate lastDay(Lifecycle release) {
    String day =
        release.communityEnds().isEmpty() ? release.supportEnds() : release.communityEnds();
    if (day.equals(Lifecycle.ENDED)) {
      return LocalDate.MIN;
    }
    return date(day);
  }

  /** By hand: {@code DateTimeFormatter} is many classes. */
  private static @Nullable LocalDate date(String day) {
    int year = number(day, 0, 4);
    int month = number(day, 5, 7);
    int date = number(day, 8, 10);
    if (day.length() != 10
        || day.charAt(4) != '-'
        || day.charAt(7) != '-'
        || year < 0
        || month < 0
        || date < 0) {
      return null;
    }
    try {
      return LocalDate.of(year, month, date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text, int from, int to) {
    int number = text.length() < to ? -1 : 0;
    for (int i = from; i < to && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }
}
