package dev.plinth.bases.known;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of images that nobody builds any more: {@code discontinued.tsv} has rows of {@code
 * repository, tags, since, instead, why}.
 *
 * @param since year and month
 * @param instead the repository to use; empty where there is none
 * @param why a sentence without a final stop
 */
public record Discontinued(String since, String instead, String why) {
  /** Made when it is first asked for. */
  private static final class Tables {
    static final Table TABLE = Table.of("discontinued.tsv");
  }

  /**
   * As {@link #of(ImageName)}, with what official-images lists. That an image is listed does not
   * say that it is built anew: images that were given up stay there. So it counts only for those of
   * which the table knows that a part is still built.
   */
  public static @Nullable Discontinued of(ImageName image, OfficialTags official) {
    Discontinued end = of(image);
    return end != null && partly(image) && official.tags(image).contains(image.tagOrLatest())
        ? null
        : end;
  }

  private static boolean partly(ImageName image) {
    for (List<String> row : Tables.TABLE.rowsOfRepository(image.repository())) {
      if (row.get(2).equals("-")) {
        return true;
      }
    }
    return false;
  }

  /** Of that image; null where it is still built as far as is known. */
  public static @Nullable Discontinued of(ImageName image) {
    String tag = image.tagOrLatest();
    for (List<String> row : Tables.TABLE.rowsOfRepository(image.repository())) {
      if (Glob.any(row.get(1), tag)) {
        return row.get(2).equals("-") ? null : new Discontinued(row.get(2), row.get(3), row.get(4));
      }
    }
    return null;
  }
}
