package dev.plinth.bases.lines;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.LayerHistory;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a Dockerfile that made an image's layers.
 *
 * @param layers by layer, from the lowest on; null where nobody can tell
 * @param from the FROM upon which the target stage was built in the end
 * @param baseLayers how many layers came with that, -1 where nobody can tell
 * @param note why no line is known, a sentence without a final stop; empty where lines are
 */
public record InstructionLines(
    List<@Nullable Origin> layers, Origin from, int baseLayers, String note) {

  /**
   * What made a layer.
   *
   * @param line where the instruction begins, from 1
   * @param endLine its last line
   * @param instruction its text, on one line, safe to show
   * @param image of a FROM the image it names, with variables put in; empty for others, and where
   *     only the build tells
   * @param stage its stage's name, else its number; empty in a file with one stage
   * @param copied of a COPY from a stage or image, where it took the files from; empty for others
   */
  public record Origin(
      int line, int endLine, String instruction, String image, String stage, String copied) {}

  private static final int SHOWN = 120;

  /** Keeps its own copy. */
  public InstructionLines {
    layers = Collections.unmodifiableList(new ArrayList<>(layers));
  }

  /** Which lines made the image, if the file's stage was built into it. */
  public static InstructionLines of(Image image, Build build, Stage target) {
    List<Stage> lineage = build.lineage(target);
    Stage root = lineage.getLast();
    Origin from = origin(build, root, root.from(), "");
    int count = image.layers().size();
    List<HistoryEntry> history = image.config().history();
    LayerHistory layers = LayerHistory.of(history, count);
    if (count > 0 && layers.step(0) < 0) {
      return none(from, count, "the image's history does not tell which step made which layer");
    }
    List<BuildStep> steps = BuildStep.of(build, target);
    if ((long) (steps.size() + 1) * (history.size() + 1) > Alignment.LARGEST) {
      return none(from, count, "the file or the image's history is too long to be compared");
    }
    boolean[][] fits = fits(build, steps, history);
    int[] agreed = Alignment.of(steps, history, fits);
    if (agreed.length == 0) {
      return none(from, count, mismatch(build, steps, history, fits));
    }
    if (squashed(steps, history, agreed)) {
      return none(from, count, "the builder made one layer of all the stage's instructions");
    }
    List<@Nullable Origin> origins = new ArrayList<>(count);
    int base = 0;
    boolean beneath = true;
    for (int layer = 0; layer < count; layer++) {
      int step = agreed[layers.step(layer)];
      if (step == Alignment.BENEATH) {
        base = beneath ? base + 1 : -1;
        origins.add(from);
      } else {
        beneath = false;
        base = step == Alignment.UNKNOWN && layer == base ? -1 : base;
        origins.add(step < 0 ? null : origin(build, steps.get(step)));
      }
    }
    if (base > 0 && root.base().scratch()) {
      return none(
          from, count, "the stage begins with scratch, but the image has layers beneath its steps");
    }
    return new InstructionLines(origins, from, base, "");
  }

  private static InstructionLines none(Origin from, int layers, String note) {
    List<@Nullable Origin> none = new ArrayList<>(layers);
    for (int i = 0; i < layers; i++) {
      none.add(null);
    }
    return new InstructionLines(none, from, -1, note);
  }

  private static boolean[][] fits(Build build, List<BuildStep> steps, List<HistoryEntry> history) {
    StepText texts = new StepText(build.file().source(), build.file().escape());
    List<StepText.Written> written = new ArrayList<>(history.size());
    for (HistoryEntry step : history) {
      written.add(StepText.Written.of(step));
    }
    boolean[][] fits = new boolean[steps.size()][history.size()];
    for (int i = 0; i < steps.size(); i++) {
      StepText.Expected expected = texts.expected(steps.get(i));
      for (int h = 0; h < history.size(); h++) {
        fits[i][h] = expected.fits(written.get(h));
      }
    }
    return fits;
  }

  /**
   * Whether instructions that always make a layer made none: then others' layers hold what they
   * did. Only a RUN that changes nothing may make none, and never Buildah's.
   */
  private static boolean squashed(List<BuildStep> steps, List<HistoryEntry> history, int[] agreed) {
    boolean buildah = false;
    for (HistoryEntry step : history) {
      buildah |= step.comment().startsWith("FROM ");
    }
    for (int h = 0; h < agreed.length; h++) {
      if (agreed[h] >= 0 && history.get(h).emptyLayer()) {
        Keyword keyword = steps.get(agreed[h]).keyword();
        boolean copies = keyword == Keyword.COPY || keyword == Keyword.ADD;
        if (copies || (buildah && keyword == Keyword.RUN)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The last instruction that is not where it should be. */
  private static String mismatch(
      Build build, List<BuildStep> steps, List<HistoryEntry> history, boolean[][] fits) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      boolean anywhere = false;
      for (int h = 0; h < history.size(); h++) {
        anywhere |= fits[i][h];
      }
      if (!anywhere && !steps.get(i).optional()) {
        Origin missing = origin(build, steps.get(i));
        return "the image's history has no step of line "
            + missing.line()
            + " ("
            + missing.instruction()
            + "), so another file, stage or version of it built the image";
      }
    }
    return "the image's history does not end with the file's instructions in their order, so another"
        + " file, stage or version of it built the image";
  }

  private static Origin origin(Build build, BuildStep step) {
    return origin(build, step.stage(), step.instruction(), CopyOrigin.of(build, step.acting()));
  }

  static Origin origin(Build build, Stage stage, Instruction instruction, String copied) {
    SourceText source = build.file().source();
    Span span = instruction.span();
    String text = SafeText.of(StepText.collapse(SourceText.utf8(instruction.text().raw())));
    text = text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text;
    boolean from = instruction.keyword() == Keyword.FROM;
    String name = from ? stage.base().name() : null;
    Stage own = from ? stage : owner(build, instruction, stage);
    return new Origin(
        source.line(span.start()),
        source.line(Math.max(span.start(), span.end() - 1)),
        text,
        name == null ? "" : SafeText.of(name),
        build.stages().size() < 2 ? "" : name(own),
        copied);
  }

  /** The stage it stands in: a trigger's is beneath the one that sees its variables. */
  private static Stage owner(Build build, Instruction instruction, Stage fallback) {
    int at = instruction.span().start();
    Stage owner = fallback;
    for (Stage stage : build.stages()) {
      owner = stage.from().span().start() <= at ? stage : owner;
    }
    return owner;
  }

  static String name(Stage stage) {
    return stage.name().isEmpty()
        ? Integer.toString(stage.index())
        : SafeText.of(SourceText.utf8(stage.name()));
  }

  /** The places of images in that instruction. */
  static List<ImageUse> uses(Build build, Instruction instruction) {
    List<ImageUse> uses = new ArrayList<>();
    for (ImageUse use : build.images()) {
      if (instruction.equals(use.instruction())) {
        uses.add(use);
      }
    }
    return uses;
  }

  /** True where any layer has a line. */
  public boolean known() {
    return !Arrays.equals(layers.toArray(), new Object[layers.size()]);
  }
}
