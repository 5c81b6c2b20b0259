package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;

/**
 * The places of templates that become YAML only later, of Helm above all: lines that are {@code
 * image: NAME} and have nothing of a template in them. What templates put in stands in the values.
 */
final class TemplatePlaces {
  private TemplatePlaces() {}

  /** Adds them; false where the text is no template. */
  static boolean read(SourceText source, Places.Collector places) {
    if (!source.raw().contains("{{")) {
      return false;
    }
    for (int line = 1; line <= source.lines(); line++) {
      Span span = source.lineSpan(line);
      String text = source.raw(span);
      int at = skip(text, 0);
      if (text.startsWith("- ", at)) {
        at = skip(text, at + 2);
      }
      if (text.startsWith("image:", at)) {
        value(source, span, text, skip(text, at + 6), places);
      }
    }
    return true;
  }

  private static void value(
      SourceText source, Span line, String text, int from, Places.Collector places) {
    int start = from;
    int end;
    char first = from < text.length() ? text.charAt(from) : ' ';
    if (first == '"' || first == '\'') {
      start++;
      end = text.indexOf(first, start);
    } else {
      int comment = text.indexOf(" #", from);
      end = comment < 0 ? text.length() : comment;
    }
    if (end > start && !text.substring(start, end).contains("{{")) {
      Span span = new Span(line.start() + start, line.start() + end);
      places.place(Place.Kind.KUBERNETES, "image", source.text(span), span, true, "");
    }
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
