package dev.plinth.bases.known;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That tags of an image which name no distribution came to mean another one: {@code moves.tsv} has
 * rows of {@code repository, from, to, month}, of each repository the last move alone.
 *
 * @param from code name before
 * @param to code name since
 * @param month year and month
 */
public record DistributionMove(String from, String to, String month) {
  /** Made when it is first asked for. */
  private static final class Tables {
    static final Table TABLE = Table.of("moves.tsv");
  }

  /** Of that image's repository; null where none is known. */
  public static @Nullable DistributionMove of(ImageName image) {
    List<String> row = Tables.TABLE.row(image.repository());
    return row == null ? null : new DistributionMove(row.get(1), row.get(2), row.get(3));
  }
}
