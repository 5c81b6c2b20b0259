package dev.plinth.checks.secret;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Where secrets stand in a text of any form, so that it can be shown without them: values behind
 * names that tell ({@code password: …}, {@code TOKEN=…}), and what shows by its shape.
 */
public final class TextSecrets {
  private static final int LONGEST_LINE = 20_000;

  private TextSecrets() {}

  /** The stretches, in order, none overlapping; lines that are too long are secret as a whole. */
  public static List<Span> in(SourceText source) {
    List<Span> all = new ArrayList<>();
    for (SecretShapes.Found shape : SecretShapes.in(source.raw())) {
      all.add(shape.span());
    }
    for (int line = 1; line <= source.lines(); line++) {
      Span span = source.lineSpan(line);
      if (span.length() > LONGEST_LINE) {
        all.add(span);
      } else if (span.length() > 0) {
        named(source.raw(span), span.start(), all);
      }
    }
    all.sort(null);
    List<Span> apart = new ArrayList<>();
    for (Span each : all) {
      Span last = apart.isEmpty() ? null : apart.getLast();
      if (last != null && each.start() < last.end()) {
        apart.set(apart.size() - 1, last.to(each));
      } else {
        apart.add(each);
      }
    }
    return apart;
  }

  private static void named(String text, int start, List<Span> found) {
    int value = named(text);
    if (value >= 0
        && SecretValues.kind(text.substring(value).strip()) == SecretValues.Kind.LITERAL) {
      found.add(new Span(start + value, start + text.length()));
    }
  }

  /** Where the value behind a telling name begins; -1 where no name tells. */
  private static int named(String text) {
    for (int at = 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != ':' && c != '=') {
        continue;
      }
      int end = at;
      while (end > 0 && (text.charAt(end - 1) == ' ' || quote(text.charAt(end - 1)))) {
        end--;
      }
      int from = end;
      while (from > 0 && word(text.charAt(from - 1))) {
        from--;
      }
      if (from < end && SecretNames.telling(text.substring(from, end))) {
        int value = at + 1;
        while (value < text.length() && text.charAt(value) <= ' ') {
          value++;
        }
        return value < text.length() ? value : -1;
      }
    }
    return -1;
  }

  private static boolean quote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean word(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
