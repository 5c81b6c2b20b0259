package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * The image of a {@code devcontainer.json}: JSON with comments and trailing commas (Development
 * Container Specification, "devcontainer.json reference"). Only the member of the outermost object
 * counts.
 */
final class DevcontainerPlaces implements Places.Reader {
  @Override
  public @Nullable String read(SourceText source, Places.Collector places) {
    String text = source.raw();
    int depth = 0;
    String name = "";
    boolean value = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        int end = end(text, at);
        if (end < 0) {
          return "a text in it does not end";
        }
        String raw = text.substring(at + 1, end);
        if (depth == 1 && value && name.equals("image")) {
          places.place(
              Place.Kind.DEVCONTAINER,
              "image",
              SourceText.utf8(raw),
              new Span(at + 1, end),
              raw.indexOf('\\') < 0,
              "");
        }
        name = value ? "" : raw;
        at = end + 1;
        continue;
      }
      if (text.startsWith("//", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 ? text.length() : line;
        continue;
      }
      if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      value = c == ':' || (value && c <= ' ');
      at++;
    }
    return depth == 0 ? null : "its braces do not match";
  }

  private static int end(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      } else if (c == '\n') {
        return -1;
      }
    }
    return -1;
  }
}
