package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image in several members of one mapping: repository, tag and digest, as Helm values and
 * Kustomizations have it.
 *
 * @param tag null where none is written
 * @param digest null where none is written
 * @param newDigest how a digest gets there where no member holds one
 */
record SplitText(
    SourceText source,
    Mapping mapping,
    @Nullable Scalar tag,
    @Nullable Scalar digest,
    NewDigest newDigest)
    implements ImageText.Form {

  /** Where a digest goes that has no member yet. */
  enum NewDigest {
    /** Behind the tag, which charts put behind a colon whatever it is. */
    IN_TAG,
    /** A member {@code digest} of its own. */
    MEMBER
  }

  @Override
  public ImageText.Change with(ImageText old, String newTag, String newDigest) {
    Scalar tagText = tag;
    Scalar digestText = digest;
    boolean together = digestText == null && this.newDigest == NewDigest.IN_TAG;
    String tagged = together && !newDigest.isEmpty() ? newTag + "@" + newDigest : newTag;
    List<TextEdit> edits = new ArrayList<>();
    if (!tagged.equals(tagText == null ? "" : tagText.text())) {
      if (tagText == null || !(tagText.verbatim() || tagText.text().isEmpty())) {
        return ImageText.Change.refuse(
            tagText == null ? "no tag is written there" : "the tag is written with escapes");
      }
      edits.add(edit(tagText, tagged));
    }
    if (digestText != null && !newDigest.equals(digestText.absent() ? "" : digestText.text())) {
      if (!digestText.verbatim() && !digestText.text().isEmpty()) {
        return ImageText.Change.refuse("the digest is written with escapes");
      }
      edits.add(edit(digestText, newDigest));
    } else if (digestText == null && !together && !newDigest.isEmpty()) {
      TextEdit line = line(newDigest);
      if (line == null) {
        return ImageText.Change.refuse("the digest has no line of its own to go to");
      }
      edits.add(line);
    }
    edits.sort(Comparator.comparingInt(TextEdit::start));
    return new ImageText.Change(edits, null);
  }

  private static TextEdit edit(Scalar old, String text) {
    Span span = old.span();
    if (old.quote() != ' ') {
      return new TextEdit(span.start(), span.end(), text);
    }
    boolean apart = span.isEmpty();
    String written = plain(text) ? text : '"' + text + '"';
    return new TextEdit(span.start(), span.end(), apart ? " " + written : written);
  }

  /**
   * Whether YAML reads a text without quotes as a text: numbers, dates, times and words such as
   * {@code on} are none (YAML 1.1 types, which Helm and Kubernetes go by).
   */
  static boolean plain(String text) {
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letter |=
          (c >= 'g' && c <= 'z' && c != 'o' && c != 'x' && c != 'n') || (c >= 'G' && c <= 'Z');
    }
    int dots = text.length() - text.replace(".", "").length();
    boolean word =
        List.of("yes", "no", "on", "off", "true", "false", "null", "y", "n")
            .contains(text.toLowerCase(java.util.Locale.ROOT));
    boolean colon = text.indexOf(':') >= 0 && !letter;
    return !text.isEmpty() && !word && !colon && (letter || (dots >= 2 && text.indexOf('_') < 0));
  }

  /** A line for the digest below the mapping's line of the tag; null where there can be none. */
  private @Nullable TextEdit line(String text) {
    Scalar above = tag;
    Scalar key = above == null ? null : mapping.keyOf(above);
    if (mapping.flow || above == null || key == null) {
      return null;
    }
    int line = source.line(above.span().end());
    if (line != source.line(key.span().start())) {
      return null;
    }
    Span whole = source.lineSpan(line);
    int indent = key.span().start() - (key.quote() == ' ' ? 0 : 1) - whole.start();
    boolean carriage = source.raw().startsWith("\r\n", whole.end());
    return new TextEdit(
        whole.end(),
        whole.end(),
        (carriage ? "\r\n" : "\n") + " ".repeat(indent) + "digest: " + text);
  }
}
