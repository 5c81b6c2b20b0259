package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.ImageUse.Place;
import dev.plinth.dockerfile.meaning.Stage.Situation;
import dev.plinth.dockerfile.meaning.Stage.Step;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Directive;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a file means, in one pass from top to bottom. */
final class BuildReader {
  private final Dockerfile file;
  private final List<Instruction> preamble = new ArrayList<>();
  private final Map<String, Variable> globals = new HashMap<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<ImageUse> images = new ArrayList<>();

  /** Every stage's name, later ones of the same name first forgotten. */
  private final Map<String, Integer> names = new HashMap<>();

  private final Map<String, Integer> allNames = new HashMap<>();

  private final BuildOptions options;
  private final Expansion.Budget budget;
  private final int count;

  BuildReader(Dockerfile file, BuildOptions options) {
    this.file = file;
    this.options = options;
    this.budget = new Expansion.Budget((1L << 22) + 8L * file.source().length());
    for (String name : Platforms.NAMES) {
      globals.put(
          name, new Variable(name, Platforms.value(name, options), Variable.Kind.PREDEFINED, null));
    }
    int index = 0;
    for (Instruction instruction : file.instructions()) {
      if (instruction.keyword() == Keyword.FROM) {
        String name = stageName(instruction);
        if (!name.isEmpty()) {
          allNames.putIfAbsent(name, index);
        }
        index++;
      }
    }
    this.count = index;
  }

  private Expansion.Result expand(String word, Variables variables) {
    return Expansion.of(word, file.escape(), variables, budget);
  }

  /** What the build was given for an argument; null where nothing. */
  private @Nullable String given(String name) {
    String value = options.arguments().get(name);
    return value == null ? null : SourceText.raw(value);
  }

  Build read() {
    @Nullable Directive syntax = file.directive("syntax");
    if (syntax != null) {
      String value = syntax.value();
      int space = value.indexOf(' ');
      String image = space < 0 ? value : value.substring(0, space);
      Span span = new Span(syntax.valueSpan().start(), syntax.valueSpan().start() + image.length());
      images.add(
          new ImageUse(
              Place.SYNTAX, null, -1, span, image, SourceText.utf8(image), -1, false, null));
    }
    int at = 0;
    List<Instruction> all = file.instructions();
    while (at < all.size() && all.get(at).keyword() != Keyword.FROM) {
      Instruction instruction = all.get(at++);
      preamble.add(instruction);
      if (instruction.keyword() == Keyword.ARG) {
        global(instruction);
      }
    }
    while (at < all.size()) {
      int end = at + 1;
      while (end < all.size() && all.get(end).keyword() != Keyword.FROM) {
        end++;
      }
      stage(all.get(at), all.subList(at + 1, end));
      at = end;
    }
    return new Build(file, preamble, globals, stages, images);
  }

  private void global(Instruction instruction) {
    Map<String, Variable> declared = new HashMap<>();
    for (Pair pair : instruction.pairs()) {
      String name = SourceText.utf8(pair.name().value());
      @Nullable Word given = pair.value();
      @Nullable String value = given(name);
      if (value == null && given != null) {
        value = expand(given.value(), globals::get).value();
      } else if (value == null) {
        // The builder's own arguments may be declared here as well.
        Variable known = globals.get(name);
        value = known == null ? null : known.value();
      }
      declared.put(name, new Variable(name, value, Variable.Kind.GLOBAL_ARG, pair));
    }
    globals.putAll(declared);
  }

  private static String stageName(Instruction from) {
    Arguments.@Nullable Base base = from.base();
    @Nullable Word name = base == null ? null : base.name();
    return name == null ? "" : name.value().toLowerCase(Locale.ROOT);
  }

  private void stage(Instruction from, List<Instruction> rest) {
    int index = stages.size();
    ImageUse base = base(from, index);
    images.add(base);
    @Nullable Stage beneath = base.refersTo() < 0 ? null : stages.get(base.refersTo());
    StageVariables variables = new StageVariables(beneath == null ? null : beneath.variables());
    Situation situation =
        beneath != null ? beneath.end() : base.scratch() ? Situation.SCRATCH : Situation.UNKNOWN;
    List<Step> steps = new ArrayList<>(rest.size());
    for (Instruction instruction : rest) {
      int step = steps.size();
      steps.add(new Step(instruction, step, situation));
      Variables visible = name -> variables.find(name, step);
      situation = after(instruction, situation, visible);
      declare(instruction, step, variables, visible);
      uses(instruction, index);
    }
    String name = stageName(from);
    stages.add(new Stage(index, name, from, base, steps, variables, situation));
    if (!name.isEmpty()) {
      names.put(name, index);
    }
  }

  private ImageUse base(Instruction from, int index) {
    Arguments.@Nullable Base base = from.base();
    if (base == null) {
      return new ImageUse(Place.FROM, from, index, from.word().span(), "", null, -1, false, null);
    }
    Word image = base.image();
    Expansion.Result result = expand(image.value(), globals::get);
    @Nullable String value = result.value();
    // The builder compares the name as it stands with stage names in lower case.
    int stage = value == null ? -1 : names.getOrDefault(value, -1);
    @Nullable String name = value == null || value.isEmpty() ? null : SourceText.utf8(value);
    @Nullable String context = name == null ? null : options.context(name);
    return new ImageUse(
        Place.FROM,
        from,
        index,
        image.span(),
        image.value(),
        context == null ? name : BuildOptions.image(context),
        context == null ? stage : -1,
        !result.undefined().isEmpty(),
        context);
  }

  private Situation after(Instruction instruction, Situation now, Variables visible) {
    return switch (instruction.keyword()) {
      case USER ->
          new Situation(
              expanded(instruction, visible),
              instruction,
              now.workdir(),
              now.workdirBy(),
              now.shell(),
              now.shellBy());
      case WORKDIR ->
          new Situation(
              now.user(),
              now.userBy(),
              workdir(now.workdir(), expanded(instruction, visible)),
              instruction,
              now.shell(),
              now.shellBy());
      case SHELL -> {
        Arguments.@Nullable Command command = instruction.command();
        List<String> shell = new ArrayList<>();
        if (command != null) {
          command.words().forEach(word -> shell.add(word.text()));
        }
        yield new Situation(
            now.user(),
            now.userBy(),
            now.workdir(),
            now.workdirBy(),
            shell.isEmpty() ? now.shell() : shell,
            instruction);
      }
      default -> now;
    };
  }

  private @Nullable String expanded(Instruction instruction, Variables visible) {
    @Nullable Word rest = instruction.rest();
    if (rest == null) {
      return null;
    }
    @Nullable String value = expand(rest.value(), visible).value();
    return value == null ? null : SourceText.utf8(value);
  }

  private static @Nullable String workdir(@Nullable String now, @Nullable String next) {
    if (next == null) {
      return null;
    }
    if (next.startsWith("/") || next.startsWith("\\") || next.matches("[A-Za-z]:[/\\\\].*")) {
      return next;
    }
    return now == null ? null : now.endsWith("/") ? now + next : now + "/" + next;
  }

  private void declare(
      Instruction instruction, int step, StageVariables variables, Variables visible) {
    if (instruction.keyword() != Keyword.ENV && instruction.keyword() != Keyword.ARG) {
      return;
    }
    boolean environment = instruction.keyword() == Keyword.ENV;
    for (Pair pair : instruction.pairs()) {
      String raw = pair.name().value();
      String name = SourceText.utf8(raw);
      @Nullable Word given = pair.value();
      @Nullable String value = environment ? null : given(name);
      if (value == null && given != null) {
        value = expand(given.value(), visible).value();
      } else if (value == null && !environment) {
        // Declared again without a value, an argument of before the first FROM is seen.
        Variable global = globals.get(name);
        value = global == null ? null : global.value();
      }
      variables.declare(
          step,
          new Variable(name, value, environment ? Variable.Kind.ENV : Variable.Kind.ARG, pair));
    }
  }

  private void uses(Instruction instruction, int stage) {
    Instruction acting =
        instruction.arguments() instanceof Arguments.Trigger trigger
            ? trigger.instruction()
            : instruction;
    if (acting.keyword() == Keyword.COPY) {
      @Nullable Flag from = acting.flag("from");
      @Nullable Span span = from == null ? null : from.valueSpan();
      if (from != null && span != null) {
        images.add(named(Place.COPY_FROM, acting, stage, span, from.valueOrEmpty(), true));
      }
    } else if (acting.keyword() == Keyword.RUN) {
      for (Flag flag : acting.flags()) {
        if (flag.named("mount") && flag.value() != null) {
          Mount.@Nullable Field from = Mount.of(flag).from();
          if (from != null) {
            @Nullable Span span = from.valueSpan();
            images.add(
                named(
                    Place.MOUNT_FROM,
                    acting,
                    stage,
                    span == null ? flag.span() : span,
                    from.value(),
                    false));
          }
        }
      }
    }
  }

  /** A stage by name, whatever its case and wherever it stands; by index; else an image. */
  private ImageUse named(
      Place place, Instruction instruction, int stage, Span span, String written, boolean index) {
    int refersTo = allNames.getOrDefault(written.toLowerCase(Locale.ROOT), -1);
    if (refersTo < 0 && index && !written.isEmpty() && written.length() < 7) {
      boolean digits = written.chars().allMatch(c -> c >= '0' && c <= '9');
      refersTo = digits ? Integer.parseInt(written) : -1;
      if (refersTo >= count) {
        refersTo = -1;
      }
    }
    boolean variable = written.indexOf('$') >= 0;
    @Nullable String name = variable ? null : SourceText.utf8(written);
    @Nullable String context = name == null ? null : options.context(name);
    return new ImageUse(
        place,
        instruction,
        stage,
        span,
        written,
        context == null ? name : BuildOptions.image(context),
        context == null ? refersTo : -1,
        false,
        context);
  }
}
