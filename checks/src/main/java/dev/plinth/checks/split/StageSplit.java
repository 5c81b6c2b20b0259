package dev.plinth.checks.split;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of one stage as two. What builds stays where it is; what says how the image runs
 * stands in the second stage, with the comments above it: instructions behind the last one that
 * builds keep their places, those before it are moved, and ENV, which both need, is repeated.
 */
public final class StageSplit {
  /** What the rules may say of the second image as they did of the first. */
  private static final List<String> BRINGS =
      List.of("no-digest", "no-debug-story", "hidden-distribution", "end-of-life-image");

  private StageSplit() {}

  /** Gives the hit that change; false where the file is not plain enough. */
  public static boolean edit(DockerfileFacts facts, Reporter.Hit hit) {
    Plan plan = facts.shared(Plan.class, Plan::new);
    if (plan.edits.isEmpty() || plan.division == null) {
      return false;
    }
    hit.edit(plan.division.description(), Safety.REVIEW, plan.edits, BRINGS);
    return true;
  }

  /** Worked out once for a file, however many of its packages are reported. */
  private static final class Plan {
    private final @Nullable Division division;
    private final List<TextEdit> edits;

    Plan(DockerfileFacts facts) {
      OneStage one = OneStage.of(facts);
      Division found = one == null ? null : division(one);
      division = found;
      edits = one == null || found == null ? List.of() : new Writer(one, found).edits();
    }
  }

  private static @Nullable Division division(OneStage one) {
    return switch (one.image().repository()) {
      case "golang" -> GoSplit.of(one);
      case "python" -> PythonSplit.of(one);
      case "node" -> NodeSplit.of(one);
      case "maven", "gradle" -> JavaSplit.of(one);
      default -> null;
    };
  }

  private static final class Writer {
    private final OneStage one;
    private final Division division;
    private final SourceText source;
    private final String end;
    private final boolean lower;
    private final StringBuilder out = new StringBuilder();

    Writer(OneStage one, Division division) {
      this.one = one;
      this.division = division;
      this.source = one.facts().source();
      this.end = Edits.lineEnd(source);
      String from = one.stage().from().word().value();
      this.lower = from.equals(from.toLowerCase(Locale.ROOT));
    }

    List<TextEdit> edits() {
      List<TextEdit> edits = new ArrayList<>(division.inBuild());
      Instruction from = one.stage().from();
      edits.add(Edits.insert(from.span().end(), keyword(" AS ") + "build"));
      for (Stage.Step step : one.steps()) {
        if (step.index() <= division.last() && moves(step)) {
          TextEdit gone = taken(step.instruction());
          if (gone == null) {
            return List.of();
          }
          edits.add(gone);
        }
      }
      Instruction last = one.steps().get(division.last()).instruction();
      int feed = source.raw().indexOf('\n', last.span().end());
      int at = feed < 0 ? source.length() : feed + 1;
      if (feed < 0) {
        out.append(end);
      }
      out.append(end);
      runtime();
      edits.add(Edits.insert(at, SourceText.utf8(out.toString())));
      edits.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
      for (int i = 1; i < edits.size(); i++) {
        if (edits.get(i).start() < edits.get(i - 1).end()) {
          return List.of();
        }
      }
      return edits;
    }

    private String keyword(String word) {
      return lower ? word.toLowerCase(Locale.ROOT) : word;
    }

    private void line(String text) {
      out.append(text).append(end);
    }

    private void runtime() {
      line(keyword("FROM ") + division.from());
      if (!division.installs().isEmpty()) {
        line(keyword("RUN ") + division.installs().replace("\n", end));
      }
      Instruction user = null;
      for (Stage.Step step : one.steps()) {
        if (step.index() > division.last()) {
          break;
        }
        Instruction instruction = step.instruction();
        switch (instruction.keyword()) {
          case ARG -> {
            if (needed(step)) {
              repeat(instruction);
            }
          }
          case ENV -> {
            if (!forBuilding(instruction)) {
              repeat(instruction);
            }
          }
          case USER -> user = instruction;
          default -> {
            // Written below.
          }
        }
      }
      Stage.Situation then = situation();
      if (then.workdirBy() != null && then.workdir() != null && !then.workdir().equals("/")) {
        line(keyword("WORKDIR ") + SourceText.raw(then.workdir()));
      }
      division.files().forEach(file -> line(keyword("COPY ") + file));
      for (Stage.Step step : one.steps()) {
        if (step.index() <= division.last()) {
          if (moves(step)) {
            move(step.instruction());
          } else if (division.repeated().contains(step.index())) {
            repeat(step.instruction());
          }
        }
      }
      if (user != null) {
        repeat(user);
      }
    }

    /** How things stand behind the last step that builds. */
    private Stage.Situation situation() {
      int next = division.last() + 1;
      return next < one.steps().size() ? one.steps().get(next).before() : one.stage().end();
    }

    private boolean moves(Stage.Step step) {
      return switch (step.instruction().keyword()) {
        case CMD, ENTRYPOINT, EXPOSE, HEALTHCHECK, LABEL, MAINTAINER, STOPSIGNAL, VOLUME -> true;
        default -> division.moved().contains(step.index());
      };
    }

    private void repeat(Instruction instruction) {
      line(source.raw(instruction.span()));
    }

    private void move(Instruction instruction) {
      for (Comment comment : instruction.above()) {
        line(source.raw(comment.span()).stripTrailing());
      }
      repeat(instruction);
    }

    /** True where something of the second stage uses the argument. */
    private boolean needed(Stage.Step argument) {
      for (Pair pair : argument.instruction().pairs()) {
        Pattern use =
            Pattern.compile("\\$\\{?" + Pattern.quote(pair.name().value()) + "(?![A-Za-z0-9_])");
        for (Stage.Step step : one.steps()) {
          Instruction instruction = step.instruction();
          boolean there =
              step.index() > division.last()
                  || moves(step)
                  || division.repeated().contains(step.index())
                  || instruction.keyword() == Keyword.USER
                  || (instruction.keyword() == Keyword.ENV && !forBuilding(instruction));
          if (there && use.matcher(source.raw(instruction.span())).find()) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean forBuilding(Instruction env) {
      return env.pairs().stream()
          .allMatch(pair -> division.forBuilding().test(pair.name().value()));
    }

    /**
     * Takes an instruction away with the comments above it, and one of the empty lines around it;
     * null where it shares its lines.
     */
    private @Nullable TextEdit taken(Instruction instruction) {
      int first =
          instruction.above().isEmpty()
              ? instruction.span().start()
              : instruction.above().getFirst().span().start();
      Span line = source.lineSpan(source.line(first));
      if (!source.raw(new Span(line.start(), first)).isBlank()) {
        return null;
      }
      int feed = source.raw().indexOf('\n', instruction.span().end());
      int behind = feed < 0 ? source.length() : feed + 1;
      int number = source.line(first);
      boolean emptyAbove = number == 1 || source.raw(source.lineSpan(number - 1)).isBlank();
      int next = source.line(behind);
      if (emptyAbove && behind < source.length() && source.raw(source.lineSpan(next)).isBlank()) {
        int second = source.raw().indexOf('\n', behind);
        behind = second < 0 ? source.length() : second + 1;
      }
      return new TextEdit(line.start(), behind, "");
    }
  }
}
