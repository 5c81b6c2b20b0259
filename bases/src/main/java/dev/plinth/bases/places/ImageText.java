package dev.plinth.bases.places;

import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image's name as a file has it: in one text, or in several.
 *
 * @param name repository with its registry, variables put in
 * @param tag empty where none is written
 * @param digest with its algorithm; empty where none is written
 * @param span where it stands, or the first of it
 * @param form how a tag and a digest get there
 */
public record ImageText(String name, String tag, String digest, Span span, Form form) {

  /** How another tag and digest are written. */
  public interface Form {
    /**
     * What is to change.
     *
     * @param tag empty for none
     * @param digest empty for none
     */
    Change with(ImageText old, String tag, String digest);
  }

  /**
   * What is to change.
   *
   * @param edits in order
   * @param refused why it is not done, a sentence without a final stop; null where it is
   */
  public record Change(List<TextEdit> edits, @Nullable String refused) {
    /** Keeps its own copy. */
    public Change {
      edits = List.copyOf(edits);
    }

    static Change of(TextEdit... edits) {
      return new Change(List.of(edits), null);
    }

    static Change refuse(String reason) {
      return new Change(List.of(), reason);
    }
  }

  /** The whole, as people write it. */
  public String reference() {
    return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }

  /** What is to change for that tag and digest; nothing where both stand there already. */
  public Change with(String newTag, String newDigest) {
    if (newTag.equals(tag) && newDigest.equals(digest)) {
      return Change.of();
    }
    return form.with(this, newTag, newDigest);
  }

  /**
   * What a text that begins at an offset names; the text has neither spaces nor escapes.
   *
   * @param text its bytes, one character each
   */
  static ImageText joined(String text, int start) {
    int end = text.length();
    int at = text.indexOf('@');
    String digest = at < 0 ? "" : text.substring(at + 1);
    int until = at < 0 ? end : at;
    int colon = text.lastIndexOf(':', Math.max(0, until - 1));
    boolean tagged = colon > text.lastIndexOf('/', Math.max(0, until - 1)) && colon > 0;
    String tag = tagged ? text.substring(colon + 1, until) : "";
    int nameEnd = tagged ? colon : until;
    return new ImageText(
        text.substring(0, nameEnd),
        tag,
        digest,
        new Span(start, start + end),
        new Joined(new Span(start + nameEnd, start + end)));
  }

  /** The same by another name: that with its variables put in. */
  ImageText named(String other) {
    return new ImageText(other, tag, digest, span, form);
  }

  /**
   * Tag and digest behind the name, in one text.
   *
   * @param rest where they stand
   */
  record Joined(Span rest) implements Form {
    @Override
    public Change with(ImageText old, String tag, String digest) {
      String text = (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
      return Change.of(new TextEdit(rest.start(), rest.end(), text));
    }
  }

  /**
   * A variable in the tag, of whose default this is the place.
   *
   * @param before what stands before the variable in the tag, {@code after} behind it
   * @param variable its name
   */
  record InTag(Span value, String before, String after, String variable) implements Form {
    @Override
    public Change with(ImageText old, String tag, String digest) {
      if (!digest.isEmpty()) {
        return Change.refuse(
            "the tag comes from "
                + variable
                + ", which a build may set, and a digest behind it would outrank what it sets");
      }
      boolean fits =
          tag.length() > before.length() + after.length()
              && tag.startsWith(before)
              && tag.endsWith(after);
      return fits
          ? Change.of(
              new TextEdit(
                  value.start(),
                  value.end(),
                  tag.substring(before.length(), tag.length() - after.length())))
          : Change.refuse(
              "the tag is written around " + variable + " and the new one has another shape");
    }
  }
}
