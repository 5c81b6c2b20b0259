package dev.plinth.bases.history;

import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.LayerHistory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an image's history (OCI image-spec config.md § history) where the base's build ended.
 * Nothing there says so outright; these signs do, the strongest first:
 *
 * <ol>
 *   <li>Buildah's comment {@code FROM name} at the first layer of a build. A bare image ID there is
 *       an intermediate image of the same build and tells nothing.
 *   <li>The last change of builder: what Bazel began and BuildKit went on with was two builds.
 *   <li>Above that, the last {@code CMD} or {@code ENTRYPOINT} below a layer: these stand at the
 *       end of a Dockerfile. Those after the last layer may be the image's own.
 *   <li>Where there is neither, one pause of more than a day.
 * </ol>
 *
 * <p>Against the third speaks a pause: where what follows was made within a minute while there was
 * an hour's pause or a change of builder below, the Dockerfile may just have its {@code CMD} in the
 * middle. Then both are possible, and nothing is said to be the base's.
 *
 * <p>A boundary leaves at least one layer on either side: no image is its own base.
 */
public final class BuildHistory {
  /** Before the name of the base in a comment of Buildah. */
  static final String FROM = "FROM ";

  private static final Duration SAME_BUILD = Duration.ofMinutes(1);
  private static final Duration ANOTHER_BUILD = Duration.ofHours(1);
  private static final Duration LONG_PAUSE = Duration.ofDays(1);

  /** Before this nobody built containers: such dates are set for reproducible builds. */
  private static final Instant CONTAINERS = Instant.ofEpochSecond(1_356_998_400);

  private static final int SHOWN = 60;

  private final List<HistoryEntry> steps;
  private final int layers;

  /** How many layers the steps before each make. */
  private final int[] layersBefore;

  private BuildHistory(List<HistoryEntry> steps, int layers) {
    this.steps = steps;
    this.layers = layers;
    this.layersBefore = new int[steps.size()];
    int count = 0;
    for (int i = 0; i < steps.size(); i++) {
      layersBefore[i] = count;
      count += steps.get(i).emptyLayer() ? 0 : 1;
    }
  }

  /** The history of an image of so many layers. */
  public static BuildHistory of(List<HistoryEntry> steps, int layers) {
    boolean fits = layers > 0 && LayerHistory.of(steps, layers).step(0) >= 0;
    return new BuildHistory(fits ? steps : List.of(), layers);
  }

  /** Where the base ends. */
  public Boundary boundary() {
    int from = lastFrom();
    if (from >= 0) {
      String name = SafeText.of(steps.get(from).comment().substring(FROM.length()).strip());
      return new Boundary(
          name, layersBefore[from], "the builder wrote FROM " + name + " into the history");
    }
    int change = lastChange();
    int command = lastCommand(Math.max(change, 0));
    if (command >= 0) {
      int other = earlierBuild(command, change);
      if (other >= 0) {
        return new Boundary(
            "",
            -1,
            "the history could be cut after layer "
                + layersBefore[other]
                + " or after layer "
                + layersBefore[command]);
      }
      return new Boundary(
          "",
          layersBefore[command],
          "in the history the base's build seems to end with " + shown(steps.get(command - 1)));
    }
    if (change >= 0) {
      return new Boundary(
          "",
          layersBefore[change],
          "in the history "
              + Builder.of(steps.get(change)).words()
              + " goes on where "
              + Builder.of(steps.get(change - 1)).words()
              + " ended");
    }
    return pause();
  }

  /** A boundary before that step leaves layers on both sides. */
  private boolean parts(int step) {
    return layersBefore[step] > 0 && layersBefore[step] < layers;
  }

  private int lastFrom() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      String comment = steps.get(i).comment();
      if (comment.startsWith(FROM) && !imageId(comment.substring(FROM.length()).strip())) {
        return parts(i) ? i : -1;
      }
    }
    return -1;
  }

  private static boolean imageId(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return name.length() >= 12;
  }

  private int lastChange() {
    for (int i = steps.size() - 1; i > 0; i--) {
      if (Builder.of(steps.get(i)).goesOnAfter(Builder.of(steps.get(i - 1)))) {
        return parts(i) ? i : -1;
      }
    }
    return -1;
  }

  /** The step after the last such command that has layers on both sides; -1 when there is none. */
  private int lastCommand(int after) {
    for (int i = steps.size() - 1; i > after; i--) {
      HistoryEntry before = steps.get(i - 1);
      if (before.emptyLayer() && startsSomething(before) && parts(i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsSomething(HistoryEntry step) {
    String command = withoutShell(step);
    return command.startsWith("CMD ") || command.startsWith("ENTRYPOINT ");
  }

  /** A lower boundary that is at least as good, when time speaks against that one; else -1. */
  private int earlierBuild(int command, int change) {
    Duration pause = pauseBefore(command);
    if (pause == null || pause.compareTo(SAME_BUILD) > 0) {
      return -1;
    }
    for (int i = command - 1; i > 0; i--) {
      Duration earlier = pauseBefore(i);
      boolean anotherBuild =
          i == change || (earlier != null && earlier.compareTo(ANOTHER_BUILD) >= 0);
      if (anotherBuild && parts(i) && layersBefore[i] < layersBefore[command]) {
        return i;
      }
    }
    return -1;
  }

  private Boundary pause() {
    List<Integer> pauses = new ArrayList<>();
    for (int i = 1; i < steps.size(); i++) {
      Duration pause = pauseBefore(i);
      if (pause != null && pause.compareTo(LONG_PAUSE) >= 0 && parts(i)) {
        pauses.add(i);
      }
    }
    if (pauses.size() != 1) {
      return Boundary.UNKNOWN;
    }
    int step = pauses.getFirst();
    long days = java.util.Objects.requireNonNull(pauseBefore(step)).toDays();
    return new Boundary(
        "",
        layersBefore[step],
        "in the history all above was made "
            + days
            + (days == 1 ? " day" : " days")
            + " later, in another build");
  }

  /** Between that step and the one before, null where the dates tell nothing. */
  private @Nullable Duration pauseBefore(int step) {
    Instant before = date(steps.get(step - 1));
    Instant after = date(steps.get(step));
    return before == null || after == null || after.isBefore(before)
        ? null
        : Duration.between(before, after);
  }

  private static @Nullable Instant date(HistoryEntry step) {
    try {
      Instant date = instant(step.created());
      return date.isBefore(CONTAINERS) ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * As RFC 3339 says. The form that every builder writes, {@code 2026-01-31T12:00:00.123Z}, is read
   * here: the JDK's formatter costs a new process too much.
   */
  private static Instant instant(String text) {
    int end = text.length() - 1;
    if (end < 19
        || end > 29
        || text.charAt(end) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || (end > 19 && (text.charAt(19) != '.' || end == 20))) {
      return OffsetDateTime.parse(text).toInstant();
    }
    int nanos = end > 19 ? number(text, 20, end) : 0;
    for (int digits = end - 20; digits > 0 && digits < 9; digits++) {
      nanos *= 10;
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new DateTimeException("no digit at " + i);
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private static String withoutShell(HistoryEntry step) {
    String command = step.createdBy().strip();
    String nop = "/bin/sh -c #(nop)";
    return command.startsWith(nop) ? command.substring(nop.length()).strip() : command;
  }

  private static String shown(HistoryEntry step) {
    String command = SafeText.of(withoutShell(step));
    return command.length() <= SHOWN ? command : command.substring(0, SHOWN - 1) + "…";
  }
}
