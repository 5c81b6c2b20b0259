package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.TextEdit;

/**
 * An action's name with a branch, tag or commit behind it. A commit stands with the tag it was in a
 * comment on the same line: {@code uses: actions/checkout@11bd7190… # v4.2.2}.
 *
 * @param at where the at sign is in the text
 */
record ActionText(SourceText source, Scalar uses, int at) implements ImageText.Form {
  /**
   * @param tag what stands behind the at sign
   * @param digest the comment: the tag that the commit was; empty to leave comments alone
   */
  @Override
  public ImageText.Change with(ImageText old, String tag, String digest) {
    Span span = uses.span();
    TextEdit reference = new TextEdit(span.start() + at + 1, span.end(), tag);
    if (digest.isEmpty()) {
      return ImageText.Change.of(reference);
    }
    int end = span.end() + (uses.quote() == ' ' ? 0 : 1);
    Span line = source.lineSpan(source.line(span.start()));
    String behind = source.raw(new Span(Math.min(end, line.end()), line.end()));
    if (behind.isBlank()) {
      return ImageText.Change.of(reference, new TextEdit(end, line.end(), " # " + digest));
    }
    String comment = behind.strip();
    if (comment.matches("# ?v?[0-9][0-9A-Za-z.+-]{0,60}")) {
      return ImageText.Change.of(reference, new TextEdit(end, line.end(), " # " + digest));
    }
    return comment.startsWith("#")
        ? ImageText.Change.of(reference, new TextEdit(end, end, " # " + digest))
        : ImageText.Change.refuse("its line has no room for a comment");
  }
}
