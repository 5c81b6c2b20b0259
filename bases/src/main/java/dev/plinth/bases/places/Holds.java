package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.foundation.SafeText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Comments that hold a place, on the lines right above it or behind it on its own line:
 *
 * <pre>
 * hold = ( "#" | "//" ) "plinth: hold" [ "reason=" text ] [ "until=" YYYY-MM-DD ]
 * text = '"' … '"' | up to the next "until=" or the line's end
 * </pre>
 */
final class Holds {
  private static final String MARK = "plinth: hold";
  private static final int MOST_LINES = 20;
  private static final int LONGEST = 2_000;

  private Holds() {}

  /** The hold on what stands on that line, counted from 1; null where there is none. */
  static Place.@Nullable Hold at(SourceText source, int line) {
    String own = line(source, line);
    int mark = own.indexOf(MARK);
    if (mark > 0 && comment(own.substring(0, mark).stripTrailing())) {
      return hold(own.substring(mark + MARK.length()));
    }
    for (int above = line - 1; above >= 1 && above >= line - MOST_LINES; above--) {
      String text = line(source, above).strip();
      if (!text.startsWith("#") && !text.startsWith("//")) {
        return null;
      }
      int found = text.indexOf(MARK);
      if (found >= 0 && comment(text.substring(0, found).stripTrailing())) {
        return hold(text.substring(found + MARK.length()));
      }
    }
    return null;
  }

  private static String line(SourceText source, int line) {
    Span span = source.lineSpan(line);
    return source.text(new Span(span.start(), Math.min(span.end(), span.start() + LONGEST)));
  }

  /** Whether a comment's mark is the last before it. */
  private static boolean comment(String before) {
    return before.endsWith("#") || before.endsWith("//");
  }

  private static Place.Hold hold(String rest) {
    return new Place.Hold("a comment", value(rest, "reason="), day(value(rest, "until=")));
  }

  private static String value(String text, String name) {
    int at = text.indexOf(name);
    if (at < 0) {
      return "";
    }
    String rest = text.substring(at + name.length());
    if (rest.startsWith("\"")) {
      int close = rest.indexOf('"', 1);
      return SafeText.of(close < 0 ? rest.substring(1) : rest.substring(1, close));
    }
    int until = rest.indexOf(" until=");
    int reason = rest.indexOf(" reason=");
    int end = rest.length();
    end = until >= 0 ? Math.min(end, until) : end;
    end = reason >= 0 ? Math.min(end, reason) : end;
    return SafeText.of(rest.substring(0, end).strip());
  }

  /** A date that is none holds for good: a slip of the pen must not let go. */
  private static @Nullable LocalDate day(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
