package dev.plinth.bases.known;

import dev.plinth.foundation.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packages of Python, Node.js and Java that hold machine code are published for musl, and
 * which crates link a library of the system: {@code musl.tsv} has rows of {@code ecosystem/name,
 * since, note}, where {@code since} is the first version that is, {@code never} where none is, and
 * {@code linked} for crates.
 *
 * @param since the first version with binaries for musl; {@code never} where there is none; {@code
 *     linked} where it is a crate that links a library of the system
 * @param note what happens without, a sentence without a final stop
 */
public record MuslBinaries(String since, String note) {
  /** Made when it is first asked for. */
  private static final class Tables {
    static final Table TABLE = Table.of("musl.tsv");
  }

  /**
   * Of that package; null where nothing is known of it.
   *
   * @param ecosystem {@code pypi}, {@code npm}, {@code maven} or {@code cargo}
   * @param name in lower case, of PyPI with hyphens alone
   */
  public static @Nullable MuslBinaries of(String ecosystem, String name) {
    List<String> row = Tables.TABLE.row(ecosystem + "/" + name);
    return row == null ? null : new MuslBinaries(row.get(1), row.get(2));
  }

  /** The names of an ecosystem's packages that are known, in order of the table. */
  public static List<String> names(String ecosystem) {
    List<String> names = new ArrayList<>();
    for (List<String> row : Tables.TABLE.all()) {
      if (row.getFirst().startsWith(ecosystem + "/")) {
        names.add(row.getFirst().substring(ecosystem.length() + 1));
      }
    }
    return names;
  }

  /** True where no version of it has them. */
  public boolean never() {
    return since.equals("never");
  }

  /** True where a version is known to be before another; numbers alone are compared. */
  public static boolean older(String version, String since) {
    List<String> one = Split.of(version, '.');
    List<String> other = Split.of(since, '.');
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int mine = number(one.get(i));
      int theirs = number(other.get(i));
      if (mine < 0 || theirs < 0) {
        return false;
      }
      if (mine != theirs) {
        return mine < theirs;
      }
    }
    return false;
  }

  private static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
