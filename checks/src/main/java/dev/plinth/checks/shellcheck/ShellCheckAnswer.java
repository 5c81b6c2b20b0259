package dev.plinth.checks.shellcheck;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What ShellCheck prints with {@code --format=json1}: an object with {@code comments}, each with
 * {@code line}, {@code column}, {@code endLine}, {@code endColumn}, {@code level}, {@code code},
 * {@code message} and {@code fix}, which is null or an object with {@code replacements}. Lines and
 * columns count from 1, columns in characters.
 *
 * @param comments in order
 */
record ShellCheckAnswer(List<Comment> comments) {
  /** More replacements than any fix of theirs has. */
  private static final int MOST_REPLACEMENTS = 100;

  /** A stretch, the end not in it. */
  record Place(long line, long column, long endLine, long endColumn) {
    static Place of(Json json) {
      return new Place(
          json.integer("line", 0),
          json.integer("column", 0),
          json.integer("endLine", 0),
          json.integer("endColumn", 0));
    }
  }

  /**
   * One finding.
   *
   * @param level {@code error}, {@code warning}, {@code info}, {@code style}
   * @param code such as 2086
   * @param replacements none where it has no fix
   */
  record Comment(
      Place place, String level, long code, String message, List<Replacement> replacements) {}

  /** Other text in place of a stretch. */
  record Replacement(Place place, String text) {}

  static ShellCheckAnswer read(byte[] output) throws JsonSyntaxException {
    List<Comment> comments = new ArrayList<>();
    for (Json json : JsonReader.read(output).items("comments")) {
      List<Replacement> replacements = new ArrayList<>();
      Json fix = json.get("fix");
      for (Json each : fix == null ? List.<Json>of() : fix.items("replacements")) {
        String text = each.text("replacement");
        if (text != null && replacements.size() < MOST_REPLACEMENTS) {
          replacements.add(new Replacement(Place.of(each), text));
        }
      }
      String message = json.text("message");
      String level = json.text("level");
      comments.add(
          new Comment(
              Place.of(json),
              level == null ? "" : level,
              json.integer("code", 0),
              message == null ? "" : message,
              List.copyOf(replacements)));
    }
    return new ShellCheckAnswer(List.copyOf(comments));
  }
}
