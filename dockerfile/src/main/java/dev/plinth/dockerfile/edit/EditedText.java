package dev.plinth.dockerfile.edit;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text before and after some changes; every byte that none of them covers stays as it is. */
public final class EditedText {
  private final SourceText before;
  private final List<TextEdit> edits;
  private final SourceText after;

  /** By how many bytes what lies behind the first so many edits has moved. */
  private final int[] shifts;

  private EditedText(SourceText before, List<TextEdit> edits, SourceText after) {
    this.before = before;
    this.edits = edits;
    this.after = after;
    this.shifts = new int[edits.size() + 1];
    for (int i = 0; i < edits.size(); i++) {
      TextEdit edit = edits.get(i);
      shifts[i + 1] =
          shifts[i] + SourceText.raw(edit.text()).length() - (edit.end() - edit.start());
    }
  }

  /**
   * Makes the changes.
   *
   * @param edits in the order of their places, none overlapping another
   * @throws IllegalArgumentException where they overlap, are out of order, or reach beyond the text
   */
  public static EditedText of(SourceText before, List<TextEdit> edits) {
    String raw = before.raw();
    StringBuilder out = new StringBuilder(raw.length() + 64);
    int at = 0;
    for (TextEdit edit : edits) {
      if (edit.start() < at || edit.end() > raw.length()) {
        throw new IllegalArgumentException("edits overlap, are out of order or leave the text");
      }
      out.append(raw, at, edit.start()).append(SourceText.raw(edit.text()));
      at = edit.end();
    }
    out.append(raw, at, raw.length());
    byte[] bytes = out.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new EditedText(before, List.copyOf(edits), SourceText.of(bytes));
  }

  /** The text as it was. */
  public SourceText before() {
    return before;
  }

  /** The text as it is then. */
  public SourceText after() {
    return after;
  }

  /** Whether one change takes a whole stretch away and puts nothing in its place. */
  public boolean deletes(Span span) {
    for (TextEdit edit : edits) {
      if (edit.text().isEmpty() && edit.start() <= span.start() && edit.end() >= span.end()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a stretch of the old text lies in the new one.
   *
   * @return null where a change takes of it, adds to it within, or adds to its end
   */
  public @Nullable Span moved(Span span) {
    int low = 0;
    int high = edits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edits.get(middle).end() <= span.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < edits.size() && edits.get(low).start() <= span.end()) {
      return null;
    }
    return new Span(span.start() + shifts[low], span.end() + shifts[low]);
  }
}
