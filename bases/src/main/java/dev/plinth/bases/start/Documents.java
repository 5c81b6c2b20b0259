package dev.plinth.bases.start;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;

/** Documents of a project, or the error that says what is wrong with them. */
final class Documents {
  private static final int MOST_VALUES = 200_000;

  private Documents() {}

  /** A JSON object; an empty one where there is no such file. */
  static Json json(ProjectFiles files, String path) {
    byte[] bytes = files.bytes(path);
    if (bytes == null) {
      return new Json.Null();
    }
    try {
      Json json = JsonReader.read(bytes);
      if (!(json instanceof Json.Obj)) {
        throw StartErrors.file(path, "it is no JSON object");
      }
      return json;
    } catch (JsonSyntaxException e) {
      throw StartErrors.file(path, "it is no JSON: " + e.getMessage());
    }
  }

  /** A TOML document; an empty one where there is no such file. */
  static Toml toml(ProjectFiles files, String path) {
    byte[] bytes = files.bytes(path);
    try {
      return TomlReader.read(bytes == null ? new byte[0] : bytes, MOST_VALUES);
    } catch (TomlSyntaxException e) {
      throw StartErrors.file(path, "it is no TOML: " + e.getMessage());
    }
  }

  /** The first line of a file that says something, such as {@code .nvmrc}; else empty. */
  static String word(ProjectFiles files, String path) {
    return files
        .text(path)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .orElse("");
  }
}
