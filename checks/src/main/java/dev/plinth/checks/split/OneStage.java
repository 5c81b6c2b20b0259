package dev.plinth.checks.split;

import dev.plinth.bases.known.ImageName;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of one stage without anything that is hard to follow: no heredocs, no files of other
 * images, no shell of its own, and what runs is written as a JSON array.
 *
 * @param facts the file's
 * @param stage the only one
 * @param image that it begins with
 * @param program the words of ENTRYPOINT, and behind them those of CMD
 * @param runs what its RUNs call, by their index in the stage
 */
record OneStage(
    DockerfileFacts facts,
    Stage stage,
    ImageName image,
    List<String> program,
    Map<Integer, Run> runs) {
  /** Longer files are for people. */
  private static final int MOST_STEPS = 60;

  /** Of a file; null where it is not so plain. */
  static @Nullable OneStage of(DockerfileFacts facts) {
    Stage stage = facts.build().last();
    if (stage == null
        || facts.build().stages().size() != 1
        || stage.steps().size() > MOST_STEPS
        || stage.from().base() == null
        || stage.from().base().name() != null
        || stage.base().name() == null
        || facts.file().problems().stream()
            .anyMatch(problem -> stage.from().span().overlaps(problem.span()))
        || facts.windows(stage)) {
      return null;
    }
    for (Stage.Step step : stage.steps()) {
      if (!plain(step.instruction())) {
        return null;
      }
    }
    Map<Integer, Run> runs = new HashMap<>();
    for (Run run : RunCalls.of(facts)) {
      runs.put(run.place().step().index(), run);
    }
    for (RunText text : facts.runs()) {
      if (text.instruction().keyword() == Keyword.RUN && !text.script().complete()) {
        return null;
      }
    }
    long commands =
        stage.steps().stream().filter(step -> step.instruction().keyword() == Keyword.RUN).count();
    List<String> program = program(stage);
    return program == null || commands != runs.size()
        ? null
        : new OneStage(facts, stage, ImageName.of(stage.base().name()), program, runs);
  }

  private static boolean plain(Instruction instruction) {
    if (!instruction.heredocs().isEmpty()) {
      return false;
    }
    Arguments.Command command = instruction.command();
    return switch (instruction.keyword()) {
      case ARG, ENV, EXPOSE, LABEL, MAINTAINER, STOPSIGNAL, USER, VOLUME, WORKDIR -> true;
      case CMD, ENTRYPOINT -> command != null && command.json();
      case HEALTHCHECK -> true;
      case RUN -> command != null && !command.json() && onlyCaches(instruction);
      case ADD, COPY -> copies(instruction);
      default -> false;
    };
  }

  private static boolean onlyCaches(Instruction run) {
    for (Flag flag : run.flags()) {
      if (!flag.named("mount") || Mount.of(flag).from() != null) {
        return false;
      }
    }
    return true;
  }

  private static boolean copies(Instruction instruction) {
    Arguments.Paths paths = instruction.paths();
    if (paths == null || paths.destination() == null || instruction.flag("from") != null) {
      return false;
    }
    for (Word word : paths.words()) {
      String value = word.value();
      if (value.indexOf('$') >= 0 || value.contains("://") || value.startsWith("git@")) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable List<String> program(Stage stage) {
    List<String> words = new ArrayList<>();
    for (Keyword keyword : List.of(Keyword.ENTRYPOINT, Keyword.CMD)) {
      Arguments.Command last = null;
      for (Stage.Step step : stage.steps()) {
        if (step.instruction().keyword() == keyword) {
          last = step.instruction().command();
        }
      }
      if (last != null) {
        last.words().forEach(word -> words.add(word.value()));
      }
    }
    return words.isEmpty() || words.getFirst().isEmpty() ? null : words;
  }

  /** The instructions behind the FROM. */
  List<Stage.Step> steps() {
    return stage.steps();
  }

  /** Index of the last RUN; -1 where there is none. */
  int lastRun() {
    return runs.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /** The folder behind all instructions; null where the file does not say. */
  @Nullable String folder() {
    return stage.end().workdirBy() == null ? null : stage.end().workdir();
  }

  /** The folder that a step begins in; null where the file does not say. */
  @Nullable String folder(Run run) {
    Stage.Situation before = run.place().step().before();
    return before.workdirBy() == null ? null : before.workdir();
  }

  /** The user's name or number behind all instructions; null where the file does not say. */
  @Nullable String user() {
    return stage.end().userBy() == null ? null : stage.end().user();
  }

  /** True where the user is a number, or root, or nobody says who it is. */
  boolean numericUser() {
    return stage.end().userBy() == null
        || (user() != null && user().matches("root|[0-9]+(:([0-9]+|root))?"));
  }

  /** True where some instruction of that kind names that. */
  boolean says(Keyword keyword, String text) {
    for (Stage.Step step : steps()) {
      if (step.instruction().keyword() == keyword
          && facts.source().raw(step.instruction().span()).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** True where a HEALTHCHECK runs something other than what the image runs. */
  boolean checkedByOthers() {
    for (Stage.Step step : steps()) {
      Instruction instruction = step.instruction();
      if (instruction.keyword() == Keyword.HEALTHCHECK && instruction.command() != null) {
        Arguments.Command command = instruction.command();
        if (!command.json()
            || command.words().isEmpty()
            || !command.words().getFirst().value().equals(program.getFirst())) {
          return true;
        }
      }
    }
    return false;
  }

  /** True where a RUN does nothing but make users and groups. */
  static boolean makesUsers(Run run) {
    for (Call call : run.calls().all()) {
      if (!call.isAny("useradd", "groupadd", "adduser", "addgroup")) {
        return false;
      }
    }
    return !run.calls().all().isEmpty();
  }

  /** True for a call that always runs, once, in the RUN's own shell. */
  static boolean certain(Call call) {
    return !call.where().conditional()
        && !call.where().subshell()
        && !call.where().loop()
        && !call.where().background()
        && call.where().function().isEmpty()
        && call.where().pipeline() == 1
        && call.wrappers().isEmpty();
  }

  /** What a word says; null where an expansion or a pattern of the shell decides. */
  static @Nullable String value(ShellWord word) {
    String value = word.value();
    return value == null || value.indexOf('*') >= 0 || value.indexOf('~') >= 0 ? null : value;
  }

  /** A path made absolute, without {@code .}, {@code ..} and slashes at its end. */
  static String absolute(String path, String folder) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (path.startsWith("/") ? path : folder + "/" + path).split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** True for a folder and all beneath it. */
  static boolean within(String path, String folder) {
    return path.equals(folder) || folder.equals("/") || path.startsWith(folder + "/");
  }

  /** The part behind the last slash. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The part before the last slash; {@code /} for what stands there. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** True for a path that can be written in a Dockerfile as it is. */
  static boolean writable(String path) {
    return path.matches("/[A-Za-z0-9._/+@-]+");
  }

  /** Where a COPY puts its files; null where the file does not say. */
  static @Nullable String target(Stage.Step step) {
    Arguments.Paths paths = step.instruction().paths();
    Word destination = paths == null ? null : paths.destination();
    if (destination == null) {
      return null;
    }
    String written = destination.value().replace("\"", "");
    Stage.Situation before = step.before();
    if (!written.startsWith("/") && before.workdirBy() == null) {
      return null;
    }
    return absolute(written, before.workdir() == null ? "/" : before.workdir());
  }
}
