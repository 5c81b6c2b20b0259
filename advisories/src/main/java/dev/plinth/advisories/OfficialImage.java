package dev.plinth.advisories;

import dev.plinth.foundation.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which tags an official image of Docker Hub is built, by docker-library/official-images.
 *
 * @param name the repository: {@code python}
 * @param date the day of the data, ISO 8601; empty when unknown
 * @param builds what is built, in the file's order
 */
public record OfficialImage(String name, String date, List<Build> builds) {
  private static final char COLUMN = '\t';
  private static final char ROW = '\n';
  private static final int LONGEST = 128;

  /** Keeps its own copy. */
  public OfficialImage {
    builds = List.copyOf(builds);
  }

  /**
   * One image that is built, and what it is called.
   *
   * @param tags its own
   * @param shared those it has together with builds for other platforms
   * @param architectures as Docker's official images call them: {@code amd64}, {@code arm64v8};
   *     none where the file does not say, which means amd64
   */
  public record Build(List<String> tags, List<String> shared, List<String> architectures) {
    /** Keeps its own copies. */
    public Build {
      tags = List.copyOf(tags);
      shared = List.copyOf(shared);
      architectures = List.copyOf(architectures);
    }

    /** As a row: columns with tabs between, items with spaces. */
    public String row() {
      return String.join(" ", tags)
          + COLUMN
          + String.join(" ", shared)
          + COLUMN
          + String.join(" ", architectures);
    }
  }

  /** As one text: the date, then a row for each build. */
  public String text() {
    StringBuilder text = new StringBuilder(date);
    for (Build build : builds) {
      text.append(ROW).append(build.row());
    }
    return text.toString();
  }

  /** What {@link #text} wrote. */
  public static OfficialImage of(String name, String text) {
    List<String> rows = Split.of(text, ROW);
    List<Build> builds = new ArrayList<>();
    for (String row : rows.subList(1, rows.size())) {
      List<String> columns = Split.of(row, COLUMN);
      if (columns.size() == 3) {
        builds.add(new Build(items(columns.get(0)), items(columns.get(1)), items(columns.get(2))));
      }
    }
    return new OfficialImage(name, rows.getFirst(), builds);
  }

  /** Those that can be: a store may come from elsewhere. */
  private static List<String> items(String column) {
    List<String> items = new ArrayList<>();
    for (String item : Split.of(column, ' ')) {
      if (isTag(item)) {
        items.add(item);
      }
    }
    return items;
  }

  /** True for a name of an official image: lower-case letters, digits, {@code -}, {@code _}. */
  public static boolean isName(String text) {
    boolean fits = !text.isEmpty() && text.length() <= LONGEST && letter(text.charAt(0));
    for (int i = 1; i < text.length() && fits; i++) {
      char c = text.charAt(i);
      fits = letter(c) || c == '-' || c == '_';
    }
    return fits;
  }

  /**
   * True for a tag, by the OCI distribution specification: {@code
   * [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}}.
   */
  public static boolean isTag(String text) {
    boolean fits = !text.isEmpty() && text.length() <= LONGEST;
    for (int i = 0; i < text.length() && fits; i++) {
      char c = text.charAt(i);
      boolean word = letter(c) || (c >= 'A' && c <= 'Z') || c == '_';
      fits = word || (i > 0 && (c == '.' || c == '-'));
    }
    return fits;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
