package dev.plinth.cli;

import dev.plinth.bases.hosting.ActionCommits;
import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.Places;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's actions, pinned to commits with the tag as a comment. A branch is what its makers meant
 * to move: it is left alone unless that is asked for. What is a commit already is compared with the
 * tag that its comment names.
 */
final class ActionPins {
  private static final Pattern COMMENT = Pattern.compile("^ *# ?(v?[0-9][0-9A-Za-z.+-]{0,60}) *$");

  private final ActionCommits commits;
  private final boolean branches;
  private final LocalDate today;

  /**
   * @param branches whether branches are pinned as well
   */
  ActionPins(ActionCommits commits, boolean branches, LocalDate today) {
    this.commits = commits;
    this.branches = branches;
    this.today = today;
  }

  /** How an action stands; the tag of the answer is the commit that it should have. */
  Pin of(Places file, Place place) {
    String name = SourceText.utf8(place.image().name());
    String reference = SourceText.utf8(place.image().tag());
    Place.Hold hold = place.hold();
    if (hold != null && hold.holds(today)) {
      String reason = hold.reason().isEmpty() ? "" : ": " + hold.reason();
      return pin(place, Pin.State.HELD, "", "held by " + hold.by() + reason);
    }
    if (place.fixed() != null) {
      return pin(place, Pin.State.FIXED, "", place.fixed());
    }
    if (reference.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      return compared(file, place, name, reference);
    }
    ActionCommits.Answer answer = commits.of(name, reference);
    return switch (answer.kind()) {
      case TAG -> pin(place, Pin.State.UNPINNED, answer.commit(), "the tag is " + answer.commit());
      case BRANCH ->
          branches
              ? pin(place, Pin.State.UNPINNED, answer.commit(), "the branch is " + answer.commit())
              : pin(
                  place,
                  Pin.State.UNPINNED,
                  "",
                  "it is a branch, which moves: --branches pins it to today's commit");
      case NOTHING -> pin(place, Pin.State.ABSENT, "", "it is neither a tag nor a branch");
      case UNKNOWN -> pin(place, Pin.State.UNKNOWN, "", answer.why());
    };
  }

  private Pin compared(Places file, Place place, String name, String commit) {
    String tag = comment(file, place);
    if (tag.isEmpty()) {
      return pin(place, Pin.State.PINNED, "", "no comment says which tag it was");
    }
    ActionCommits.Answer answer = commits.of(name, tag);
    return switch (answer.kind()) {
      case TAG ->
          answer.commit().equals(commit)
              ? pin(place, Pin.State.PINNED, "", "it is " + tag)
              : pin(
                  place,
                  Pin.State.STALE,
                  "",
                  "its comment says " + tag + ", which is " + answer.commit() + " today");
      case UNKNOWN ->
          pin(
              place,
              Pin.State.PINNED,
              "",
              "whether it is " + tag + " is not known: " + answer.why());
      case BRANCH, NOTHING ->
          pin(place, Pin.State.STALE, "", "its comment says " + tag + ", and there is no such tag");
    };
  }

  /** The tag that a comment behind it names; empty where none does. */
  private static String comment(Places file, Place place) {
    Span line = file.source().lineSpan(file.line(place));
    int end = Math.min(place.end(), line.end());
    String behind = SourceText.utf8(file.source().raw(new Span(end, line.end())));
    behind = behind.startsWith("'") || behind.startsWith("\"") ? behind.substring(1) : behind;
    Matcher matcher = COMMENT.matcher(behind);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Pin pin(Place place, Pin.State state, String commit, String note) {
    return new Pin(place, state, null, commit, null, null, note);
  }
}
