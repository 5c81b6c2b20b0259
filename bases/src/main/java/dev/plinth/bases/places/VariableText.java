package dev.plinth.bases.places;

import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * Image names with a variable that has a default: {@code ${IMAGE:-debian:12}}, {@code
 * debian:${TAG:-12}}, as Compose and shells have them (Compose specification, "Interpolation").
 */
final class VariableText {
  private VariableText() {}

  /** A variable in a text. */
  private record Variable(int start, int end, String name, int valueStart, int valueEnd) {
    boolean defaulted() {
      return valueStart >= 0;
    }
  }

  /**
   * The place of a text that begins at an offset.
   *
   * @param text its bytes, one character each
   */
  static Place place(Place.Kind kind, String where, String text, int start, String platform) {
    int dollar = text.indexOf('$');
    boolean template = text.contains("{{") || text.contains("<%");
    if (dollar < 0 && !template) {
      String bad = malformed(text);
      return new Place(kind, where, ImageText.joined(text, start), platform, bad, null);
    }
    Variable variable = template ? null : variable(text, dollar);
    if (variable == null || !variable.defaulted() || text.indexOf('$', variable.start + 1) >= 0) {
      ImageText image = plain(text, start);
      return new Place(kind, where, image, platform, "a variable stands in it", null);
    }
    String value = text.substring(variable.valueStart, variable.valueEnd);
    if (variable.start == 0 && variable.end == text.length()) {
      ImageText image = ImageText.joined(value, start + variable.valueStart);
      return new Place(kind, where, image, platform, malformed(value), null);
    }
    return inTag(kind, where, text, start, platform, variable, value);
  }

  private static Place inTag(
      Place.Kind kind,
      String where,
      String text,
      int start,
      String platform,
      Variable variable,
      String value) {
    int colon = text.lastIndexOf(':', variable.start);
    boolean inTag = colon > 0 && text.indexOf('/', variable.end) < 0 && digest(text) < 0;
    Span span = new Span(start, start + text.length());
    if (!inTag) {
      return new Place(kind, where, plain(text, start), platform, "a variable stands in it", null);
    }
    String before = text.substring(colon + 1, variable.start);
    String after = text.substring(variable.end);
    Span place = new Span(start + variable.valueStart, start + variable.valueEnd);
    // A digest in the default goes with the default, and so may stand there.
    ImageText.Form form =
        before.isEmpty() && after.isEmpty()
            ? new WholeTag(place)
            : new ImageText.InTag(place, before, after, variable.name);
    int at = value.indexOf('@');
    String tag = at < 0 ? value : value.substring(0, at);
    ImageText image =
        new ImageText(
            text.substring(0, colon),
            before + tag + after,
            at < 0 ? "" : value.substring(at + 1),
            span,
            form);
    return new Place(kind, where, image, platform, null, null);
  }

  /** Where the at sign of a digest is, outside of variables; -1 where there is none. */
  static int digest(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c == '@') {
        return i;
      }
    }
    return -1;
  }

  /** The default of a variable that is all of the tag. */
  record WholeTag(Span value) implements ImageText.Form {
    @Override
    public ImageText.Change with(ImageText old, String tag, String digest) {
      return ImageText.Change.of(
          new dev.plinth.findings.Fix.TextEdit(
              value.start(), value.end(), tag + (digest.isEmpty() ? "" : "@" + digest)));
    }
  }

  /** Of a text that is not taken apart. */
  private static ImageText plain(String text, int start) {
    return new ImageText(
        text,
        "",
        "",
        new Span(start, start + text.length()),
        (old, tag, digest) -> ImageText.Change.refuse("a variable stands in it"));
  }

  /** Why a text cannot be an image's name; null where it can. */
  static @Nullable String malformed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-/:@+[]".indexOf(c) >= 0;
      if (!fits) {
        return "it is no image's name";
      }
    }
    return text.isEmpty() ? "it is empty" : null;
  }

  /** {@code $NAME}, <code>${NAME}</code>, <code>${NAME:-default}</code>; null for all else. */
  private static @Nullable Variable variable(String text, int dollar) {
    boolean braced = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
    int from = dollar + (braced ? 2 : 1);
    int to = from;
    while (to < text.length()
        && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
      to++;
    }
    String name = text.substring(from, to);
    if (name.isEmpty()) {
      return null;
    }
    if (!braced) {
      return new Variable(dollar, to, name, -1, -1);
    }
    int close = text.indexOf('}', to);
    if (close < 0) {
      return null;
    }
    if (close == to) {
      return new Variable(dollar, close + 1, name, -1, -1);
    }
    int value = text.startsWith(":-", to) ? to + 2 : text.charAt(to) == '-' ? to + 1 : -1;
    return value < 0 ? null : new Variable(dollar, close + 1, name, value, close);
  }
}
