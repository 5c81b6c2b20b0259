package dev.plinth.bases.known;

import dev.plinth.foundation.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A table among the resources:
 *
 * <pre>
 * table   = { comment | row }
 * comment = "#" text LF
 * row     = key { TAB column } LF
 * </pre>
 *
 * Rows of the same key stand together. It is kept as one text, and rows are understood when they
 * are asked for, since a run asks for few of them.
 */
public final class Table {
  /** What no repository's name is longer than, by the grammar of references. */
  private static final int LONGEST = 512;

  /** Answers that are kept: thousands of files name the same few images. */
  private static final int MOST_ASKED = 2_000;

  private final String text;
  private final Map<String, List<List<String>>> asked = new ConcurrentHashMap<>();

  /** Of that text. */
  Table(String text) {
    this.text = "\n" + text;
  }

  /** The resource of that name. */
  static Table of(String resource) {
    return of(Table.class, resource);
  }

  /** The resource of that name in the package of that class. */
  public static Table of(Class<?> beside, String resource) {
    return new Table(Resources.text(beside, resource));
  }

  /** The rows of that key, each with all of its columns, in order. */
  public List<List<String>> rows(String key) {
    List<List<String>> known = asked.get(key);
    if (known == null) {
      known = read(key);
      if (asked.size() < MOST_ASKED) {
        asked.put(key, known);
      }
    }
    return known;
  }

  private List<List<String>> read(String key) {
    String start = "\n" + key + "\t";
    int at = text.indexOf(start);
    if (at < 0) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>(2);
    while (text.startsWith(start, at)) {
      int end = text.indexOf('\n', at + 1);
      int until = end < 0 ? text.length() : end;
      rows.add(columns(at + 1, until));
      at = until;
    }
    return List.copyOf(rows);
  }

  /**
   * The rows of that repository, or of the nearest folder above it that ends in {@code /*}; those
   * of the repository itself first.
   */
  List<List<String>> rowsOfRepository(String repository) {
    if (repository.length() > LONGEST) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>(rows(repository));
    for (int slash = repository.lastIndexOf('/');
        slash > 0;
        slash = repository.lastIndexOf('/', slash - 1)) {
      rows.addAll(rows(repository.substring(0, slash) + "/*"));
    }
    return rows;
  }

  /** The only row of that key, null where there is none. */
  @Nullable List<String> row(String key) {
    List<List<String>> rows = rows(key);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /** All rows. */
  public List<List<String>> all() {
    List<List<String>> rows = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at + 1);
      int until = end < 0 ? text.length() : end;
      if (until > at + 1 && text.charAt(at + 1) != '#') {
        rows.add(columns(at + 1, until));
      }
      at = until;
    }
    return rows;
  }

  private List<String> columns(int from, int to) {
    List<String> columns = new ArrayList<>(8);
    int start = from;
    for (int tab = text.indexOf('\t', start);
        tab >= 0 && tab < to;
        tab = text.indexOf('\t', start)) {
      columns.add(text.substring(start, tab));
      start = tab + 1;
    }
    columns.add(text.substring(start, to));
    return List.copyOf(columns);
  }
}
