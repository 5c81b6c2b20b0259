package dev.plinth.bases.known;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packages of Python and Node.js that hold machine code are published for musl: {@code
 * musl.tsv} has rows of {@code ecosystem/name, since, note}, where {@code since} is the first
 * version that is, {@code never} where none is.
 *
 * @param since the first version with binaries for musl; {@code never} where there is none
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
   * @param ecosystem {@code pypi} or {@code npm}
   * @param name in lower case, of PyPI with hyphens alone
   */
  public static @Nullable MuslBinaries of(String ecosystem, String name) {
    List<String> row = Tables.TABLE.row(ecosystem + "/" + name);
    return row == null ? null : new MuslBinaries(row.get(1), row.get(2));
  }

  /** True where no version of it has them. */
  public boolean never() {
    return since.equals("never");
  }
}
