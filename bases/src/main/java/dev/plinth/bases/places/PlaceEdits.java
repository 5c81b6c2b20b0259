package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.edit.EditedText;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes places of one file, and proves each change by reading the file again: the same places in
 * the same order, those that change with what they should name, all others as they were. What
 * cannot be proved is not done, with the reason; the others are.
 */
public final class PlaceEdits {
  private PlaceEdits() {}

  /**
   * What one place should name.
   *
   * @param tag empty for none; of an action what stands behind its at sign
   * @param digest empty for none; of an action the tag for the comment, empty to leave it alone
   */
  public record Wanted(Place place, String tag, String digest) {}

  /**
   * What came of it.
   *
   * @param after the file then; the very text where nothing changes
   * @param done what was changed, in the order of the file
   * @param refused why others were not, by place
   */
  public record Result(
      SourceText after, List<Wanted> done, IdentityHashMap<Place, String> refused) {
    /** Keeps its own copies. */
    public Result {
      done = List.copyOf(done);
    }

    /** True where something changes. */
    public boolean changes() {
      return !done.isEmpty();
    }
  }

  /**
   * Makes the changes.
   *
   * @param path as {@link PlaceFiles#of} takes it
   */
  public static Result apply(Places file, List<Wanted> wanted, PlaceFiles files, String path) {
    IdentityHashMap<Place, String> refused = new IdentityHashMap<>();
    List<Wanted> open = new ArrayList<>();
    for (Wanted each : wanted) {
      String fixed = each.place.fixed();
      ImageText.Change change = each.place.image().with(each.tag, each.digest);
      if (fixed != null || change.refused() != null) {
        refused.put(each.place, fixed != null ? fixed : String.valueOf(change.refused()));
      } else if (!change.edits().isEmpty()) {
        open.add(each);
      }
    }
    open.sort(Comparator.comparing((Wanted each) -> each.place.span()));
    SourceText after = edited(file.source(), open);
    if (after != null && proved(file, open, files, path, after)) {
      return new Result(after, open, refused);
    }
    // One by one, to tell which of them it is.
    List<Wanted> done = new ArrayList<>();
    SourceText text = file.source();
    for (Wanted each : open) {
      List<Wanted> more = new ArrayList<>(done);
      more.add(each);
      SourceText next = edited(file.source(), more);
      if (next != null && proved(file, more, files, path, next)) {
        done = more;
        text = next;
      } else {
        refused.put(each.place, "read again, the file would not name what it should there");
      }
    }
    return new Result(text, done, refused);
  }

  private static @Nullable SourceText edited(SourceText source, List<Wanted> wanted) {
    List<TextEdit> edits = new ArrayList<>();
    for (Wanted each : wanted) {
      edits.addAll(each.place.image().with(each.tag, each.digest).edits());
    }
    edits.sort(Comparator.comparingInt(TextEdit::start));
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i).start() < edits.get(i - 1).end()) {
        return null;
      }
    }
    return EditedText.of(source, edits).after();
  }

  private static boolean proved(
      Places before, List<Wanted> wanted, PlaceFiles files, String path, SourceText after) {
    IdentityHashMap<Place, Wanted> changes = new IdentityHashMap<>();
    for (Wanted each : wanted) {
      changes.put(each.place, each);
    }
    Places again = files.of(before.file(), path, after);
    if (again.places().size() != before.places().size()
        || (again.unread() == null) != (before.unread() == null)) {
      return false;
    }
    for (int i = 0; i < before.places().size(); i++) {
      Place old = before.places().get(i);
      Place now = again.places().get(i);
      Wanted change = changes.get(old);
      boolean action = old.kind() == Place.Kind.ACTION;
      String tag = change == null ? old.image().tag() : change.tag;
      String digest = change == null || action ? old.image().digest() : change.digest;
      boolean same =
          now.kind() == old.kind()
              && now.where().equals(old.where())
              && now.platform().equals(old.platform())
              && now.image().name().equals(old.image().name())
              && now.image().tag().equals(tag)
              && now.image().digest().equals(digest);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
