package dev.plinth.checks.rule;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that rules may know of one Dockerfile. What costs something is worked out when it is first
 * asked for, once for all rules. For one thread.
 */
public final class DockerfileFacts {
  /**
   * Bytes of text for shells that are read of one file: what is read takes thirty times as much
   * memory.
   */
  public static final int MOST_SHELL = 1 << 20;

  private final Build build;
  private final RuleSettings settings;
  private final @Nullable ContextFiles context;
  private final ImageEvidence evidence;
  private final Today today;
  private final Map<Class<?>, Object> shared = new HashMap<>();
  private @Nullable List<Place> places;
  private @Nullable Map<Keyword, List<Place>> byKeyword;
  private @Nullable List<RunText> runs;
  private @Nullable IdentityHashMap<Instruction, RunText> runOf;
  private boolean shellLeftOut;
  private @Nullable BitSet reaching;
  private @Nullable BitSet windows;
  private int @Nullable [] foundations;
  private @Nullable BitSet lineage;

  /**
   * Of a file.
   *
   * @param settings arguments of the rules
   * @param context the build context, null where none is known
   */
  public DockerfileFacts(Build build, RuleSettings settings, @Nullable ContextFiles context) {
    this(build, settings, context, ImageEvidence.NONE, Today.EMBEDDED);
  }

  /**
   * Of a file, with what registries say.
   *
   * @param settings arguments of the rules
   * @param context the build context, null where none is known
   * @param evidence of the images that the file names
   * @param today what day it is, and what is known of releases
   */
  public DockerfileFacts(
      Build build,
      RuleSettings settings,
      @Nullable ContextFiles context,
      ImageEvidence evidence,
      Today today) {
    this.build = build;
    this.settings = settings;
    this.context = context;
    this.evidence = evidence;
    this.today = today;
  }

  /**
   * An instruction where it stands.
   *
   * @param stage it belongs to
   * @param step of the stage; of an ONBUILD the ONBUILD's own
   * @param instruction the instruction itself; of an ONBUILD the one that it triggers
   * @param onbuild true for the latter
   */
  public record Place(Stage stage, Stage.Step step, Instruction instruction, boolean onbuild) {
    /** True for that instruction. */
    public boolean is(Keyword keyword) {
      return instruction.keyword() == keyword;
    }
  }

  /** What the file would build. */
  public Build build() {
    return build;
  }

  /** The tree. */
  public Dockerfile file() {
    return build.file();
  }

  /** Its bytes. */
  public SourceText source() {
    return build.file().source();
  }

  /** Arguments of the rules. */
  public RuleSettings settings() {
    return settings;
  }

  /** What registries say of the images that the file names. */
  public ImageEvidence evidence() {
    return evidence;
  }

  /** What day it is, and what is known of releases. */
  public Today today() {
    return today;
  }

  /** The build context; null where none is known. */
  public @Nullable ContextFiles context() {
    return context;
  }

  /** The instructions of all stages after their FROM, in order, ONBUILD's own ones among them. */
  public List<Place> places() {
    List<Place> all = places;
    if (all == null) {
      all = new ArrayList<>();
      for (Stage stage : build.stages()) {
        for (Stage.Step step : stage.steps()) {
          all.add(new Place(stage, step, step.instruction(), false));
          if (step.instruction().arguments() instanceof Arguments.Trigger(Instruction inner)) {
            all.add(new Place(stage, step, inner, true));
          }
        }
      }
      places = all = List.copyOf(all);
    }
    return all;
  }

  /** Those of one keyword. */
  public List<Place> places(Keyword keyword) {
    Map<Keyword, List<Place>> all = byKeyword;
    if (all == null) {
      byKeyword = all = new HashMap<>();
      for (Place place : places()) {
        all.computeIfAbsent(place.instruction().keyword(), _ -> new ArrayList<>()).add(place);
      }
    }
    return all.getOrDefault(keyword, List.of());
  }

  /** What RUN and the shell forms of CMD, ENTRYPOINT and HEALTHCHECK give to a shell, in order. */
  public List<RunText> runs() {
    List<RunText> all = runs;
    if (all == null) {
      all = new ArrayList<>();
      int left = MOST_SHELL;
      for (Place place : places()) {
        RunText text = RunText.of(place, windows(place.stage()), left);
        if (text != null) {
          all.add(text);
          int length = text.script().text().length();
          shellLeftOut |= length > left;
          left -= Math.min(left, length);
        }
      }
      runs = all = List.copyOf(all);
    }
    return all;
  }

  /**
   * True where the file gives so much to shells that not all of it was read, once {@link #runs} was
   * asked for.
   */
  public boolean shellLeftOut() {
    return shellLeftOut;
  }

  /** That of one instruction, which may be an ONBUILD's own; null where it gives nothing. */
  @Nullable RunText run(Instruction instruction) {
    IdentityHashMap<Instruction, RunText> all = runOf;
    if (all == null) {
      runOf = all = new IdentityHashMap<>();
      for (RunText run : runs()) {
        all.put(run.instruction(), run);
      }
    }
    return all.get(instruction);
  }

  /** The stage that stands on an image, at the bottom of those that a stage is built upon. */
  public Stage foundation(Stage stage) {
    int[] known = foundations;
    if (known == null) {
      foundations = known = new int[build.stages().size()];
      for (int i = 0; i < known.length; i++) {
        int beneath = build.stages().get(i).base().refersTo();
        known[i] = beneath >= 0 && beneath < i ? known[beneath] : i;
      }
    }
    return build.stages().get(known[stage.index()]);
  }

  /** True where a stage begins with an image of Windows, as far as the file tells. */
  public boolean windows(Stage stage) {
    BitSet known = windows;
    if (known == null) {
      windows = known = build.windows();
    }
    return known.get(stage.index());
  }

  /** True where the image that is built by default has that stage's files beneath its own. */
  public boolean shipped(Stage stage) {
    BitSet known = lineage;
    if (known == null) {
      known = new BitSet();
      Stage last = build.last();
      if (last != null) {
        for (Stage each : build.lineage(last)) {
          known.set(each.index());
        }
      }
      lineage = known;
    }
    return known.get(stage.index());
  }

  /** True where the image that is built by default needs the stage at all. */
  public boolean needed(Stage stage) {
    BitSet known = reaching;
    if (known == null) {
      reaching = known = build.reaching();
    }
    return known.get(stage.index());
  }

  /**
   * Something that several rules work out from the same file, made when it is first asked for and
   * kept under its class.
   */
  public <T> T shared(Class<T> type, Function<DockerfileFacts, T> maker) {
    Object known = shared.get(type);
    if (known == null) {
      known = maker.apply(this);
      shared.put(type, known);
    }
    return type.cast(known);
  }
}
