package dev.plinth.bases.places;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern of the settings finds in any text file: its group {@code image} is the name, with
 * tag and digest where it has them. RE2, whose time is linear in the text whatever the pattern.
 */
final class PatternPlaces implements Places.Reader {
  private final Pattern pattern;

  /** Of a pattern with a group {@code image}. */
  PatternPlaces(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public @Nullable String read(SourceText source, Places.Collector places) {
    Matcher matcher = pattern.matcher(source.raw());
    int found = 0;
    while (matcher.find() && found++ < Places.MOST) {
      int start = matcher.start("image");
      int end = matcher.end("image");
      if (end > start) {
        Span span = new Span(start, end);
        places.place(Place.Kind.PATTERN, "pattern", source.text(span), span, true, "");
      }
    }
    return null;
  }
}
