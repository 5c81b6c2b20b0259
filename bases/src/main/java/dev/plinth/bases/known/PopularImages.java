package dev.plinth.bases.known;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of images that many use, and those that others take for them: {@code popular.tsv} has rows
 * of {@code repository, names}; {@code names} are names that people write instead, divided by
 * commas, where nothing of such a name is official.
 */
public final class PopularImages {
  private PopularImages() {}

  /** Made when it is first asked for. */
  private static final class Names {
    static final List<String> ALL = new ArrayList<>();
    static final Set<String> SET = new HashSet<>();
    static final List<List<String>> ROWS = Table.of("popular.tsv").all();

    static {
      for (List<String> row : ROWS) {
        ALL.add(row.getFirst());
        SET.add(row.getFirst());
      }
    }
  }

  /** True for one of them. */
  public static boolean contains(String repository) {
    return Names.SET.contains(repository);
  }

  /**
   * The popular name that a repository can be taken for: a letter left out, added, changed, or two
   * changed about, in names of five letters and more (in those of nine and more, two such). Null
   * where there is none, and for names that are popular themselves or known to be something else.
   */
  public static @Nullable String meant(String repository) {
    if (contains(repository)) {
      return null;
    }
    for (List<String> row : Names.ROWS) {
      if (row.size() > 1 && List.of(row.get(1).split(",", -1)).contains(repository)) {
        return row.getFirst();
      }
    }
    String nearest = null;
    int least = 3;
    for (String popular : Names.ALL) {
      if ((popular.indexOf('/') < 0) != (repository.indexOf('/') < 0)) {
        continue;
      }
      int most = popular.length() >= 9 ? 2 : popular.length() >= 5 ? 1 : 0;
      if (most > 0 && Math.abs(popular.length() - repository.length()) <= most) {
        int distance = distance(popular, repository, most);
        if (distance <= most && distance < least) {
          least = distance;
          nearest = popular;
        }
      }
    }
    return nearest;
  }

  /** How many letters are left out, added, changed or changed about; more than that ends early. */
  public static int distance(String a, String b, int most) {
    int[] before = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    int[] next = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      next[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int cost = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + (x == y ? 0 : 1));
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && a.charAt(i - 2) == y) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        next[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) {
        return least;
      }
      int[] spare = before;
      before = row;
      row = next;
      next = spare;
    }
    return row[b.length()];
  }
}
