package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * The places of a Terraform file: texts that are given to {@code image}, as an argument or as a
 * member of JSON within ({@code jsonencode} as well as a heredoc), and to {@code name} in a
 * resource {@code docker_image} (Terraform's documentation, "Syntax Configuration"). Templates in a
 * text leave it alone.
 */
final class TerraformPlaces implements Places.Reader {
  private static final int LONGEST_LINE = 20_000;

  @Override
  public @Nullable String read(SourceText source, Places.Collector places) {
    boolean comment = false;
    boolean dockerImage = false;
    for (int line = 1; line <= source.lines(); line++) {
      Span span = source.lineSpan(line);
      if (span.length() > LONGEST_LINE) {
        continue;
      }
      String text = source.raw(span);
      String bare = text.strip();
      if (comment || bare.startsWith("/*")) {
        comment = bare.indexOf("*/") < 0;
        continue;
      }
      if (bare.startsWith("#") || bare.startsWith("//")) {
        continue;
      }
      if (bare.startsWith("resource ") || bare.startsWith("data ")) {
        dockerImage = bare.contains("\"docker_image\"");
      } else if (bare.equals("}") && text.startsWith("}")) {
        dockerImage = false;
      }
      arguments(source, span, text, "image", places);
      if (dockerImage) {
        arguments(source, span, text, "name", places);
      }
    }
    return null;
  }

  private static void arguments(
      SourceText source, Span line, String text, String name, Places.Collector places) {
    int at = text.indexOf(name);
    while (at >= 0) {
      int value = value(text, at, name.length());
      int end = value < 0 ? -1 : text.indexOf('"', value);
      if (end > value) {
        Span span = new Span(line.start() + value, line.start() + end);
        String image = text.substring(value, end);
        if (!image.contains("${") && !image.contains("%{") && image.indexOf('\\') < 0) {
          places.place(Place.Kind.TERRAFORM, name, source.text(span), span, true, "");
        }
      }
      at = text.indexOf(name, at + name.length());
    }
  }

  /** Where the text begins that is given to the name at an offset; -1 where none is. */
  private static int value(String text, int at, int length) {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    boolean quoted = before == '"';
    if (!quoted && before != ' ' && before != '{' && before != ',' && before != '\t') {
      return -1;
    }
    int next = at + length;
    if (quoted) {
      if (next >= text.length() || text.charAt(next) != '"') {
        return -1;
      }
      next++;
    }
    next = skip(text, next);
    if (next >= text.length() || (text.charAt(next) != '=' && text.charAt(next) != ':')) {
      return -1;
    }
    next = skip(text, next + 1);
    return next < text.length() && text.charAt(next) == '"' ? next + 1 : -1;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
