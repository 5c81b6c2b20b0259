package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunEdits;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file that is removed later comes into no layer at all: what a RUN downloads is removed in
 * the same RUN, what COPY brings is mounted where it is used, and what ADD downloads comes from a
 * stage of its own.
 */
final class WithoutLayer {
  /** RUNs between the two that are made one. */
  private static final int MOST = 8;

  private final DockerfileFacts facts;
  private final StageFiles.Brought file;
  private final Run removes;
  private final Stage stage;

  private WithoutLayer(DockerfileFacts facts, StageFiles.Brought file, Run removes) {
    this.facts = facts;
    this.file = file;
    this.removes = removes;
    this.stage = removes.place().stage();
  }

  /**
   * A change.
   *
   * @param description an imperative sentence without a final stop
   * @param edits in the order of their places
   */
  record Change(String description, List<TextEdit> edits) {}

  /** Of a file and the call that removes it; null where it is not plain enough. */
  static @Nullable Change of(
      DockerfileFacts facts, StageFiles.Brought file, Run removes, Folders.Removal removal) {
    WithoutLayer change = new WithoutLayer(facts, file, removes);
    return file.instruction().keyword() == Keyword.RUN
        ? change.inOneRun()
        : change.mounted(removal);
  }

  private @Nullable Change inOneRun() {
    int from = file.step();
    int to = removes.place().step().index();
    if (to - from > MOST) {
      return null;
    }
    List<TextEdit> edits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Instruction one = stage.steps().get(i).instruction();
      Instruction other = stage.steps().get(i + 1).instruction();
      boolean runs = one.keyword() == Keyword.RUN && other.keyword() == Keyword.RUN;
      TextEdit edit =
          runs && one.flags().isEmpty() && other.flags().isEmpty()
              ? RunEdits.join(facts, one, other)
              : null;
      if (edit == null) {
        return null;
      }
      edits.add(edit);
    }
    return new Change("download, use and remove it in one RUN", edits);
  }

  /** Where the file is read by RUNs between, and the last RUN does nothing but remove it. */
  private @Nullable Change mounted(Folders.Removal removal) {
    Instruction brings = file.instruction();
    Arguments.Paths paths = brings.paths();
    Instruction last = removes.place().instruction();
    if (paths == null
        || paths.sources().size() != 1
        || paths.json()
        || !brings.heredocs().isEmpty()
        || !removal.path().equals(file.path())
        || removes.calls().all().size() != 1
        || !last.heredocs().isEmpty()
        || !last.flags().isEmpty()
        || removal.call().arguments().stream().filter(word -> !word.startsWith("-")).count() != 1
        || !file.path().matches("/[A-Za-z0-9._/+@-]+")) {
      return null;
    }
    String source = paths.sources().getFirst().value();
    boolean address = source.contains("://");
    if (!source.matches("[A-Za-z0-9._/:+@%=?&~-]+")
        || (address
            ? brings.keyword() != Keyword.ADD || source.endsWith(".git")
            : !brings.flags().isEmpty() || source.endsWith("/") || source.equals("."))
        || brings.flag("from") != null) {
      return null;
    }
    String name = "fetch";
    String mount =
        " --mount=type=bind,"
            + (address ? "from=" + name + ",source=" + file.path() : "source=" + source)
            + ",target="
            + file.path();
    List<TextEdit> edits = new ArrayList<>();
    if (address) {
      Word to = paths.destination();
      if (to == null || !to.value().startsWith("/") || !ownStage(name)) {
        return null;
      }
      edits.add(stageOf(name, brings));
    }
    edits.add(Edits.deleteLines(facts.source(), brings));
    int users = 0;
    for (int i = file.step() + 1; i < removes.place().step().index(); i++) {
      Stage.Step step = stage.steps().get(i);
      if (!names(step.instruction())) {
        continue;
      }
      if (!onlyReads(step)) {
        return null;
      }
      users++;
      edits.add(Edits.insert(step.instruction().word().span().end(), mount));
    }
    for (int i = removes.place().step().index() + 1; i < stage.steps().size(); i++) {
      if (names(stage.steps().get(i).instruction())) {
        return null;
      }
    }
    edits.add(Edits.deleteLines(facts.source(), last));
    return users == 0
            || !brings.comments().isEmpty()
            || !last.comments().isEmpty()
            || shares(brings)
            || shares(last)
        ? null
        : new Change(
            address
                ? "download it in a stage of its own, and mount it where it is used"
                : "mount it where it is used",
            edits);
  }

  /** True where that name is free, and no stage is meant by its number. */
  private boolean ownStage(String name) {
    for (Stage each : facts.build().stages()) {
      if (each.name().equals(name)) {
        return false;
      }
    }
    for (ImageUse use : facts.build().images()) {
      if (!use.written().isEmpty() && use.written().chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  private TextEdit stageOf(String name, Instruction brings) {
    SourceText source = facts.source();
    String end = Edits.lineEnd(source);
    String lines = "FROM scratch AS " + name + end + source.text(brings.span()) + end;
    return Edits.insertLine(source, stage.from(), lines);
  }

  private boolean names(Instruction instruction) {
    String raw = facts.source().raw(instruction.span());
    return raw.contains(Folders.name(file.path()));
  }

  /** True where a RUN's calls that name the file read it and leave it as it is. */
  private boolean onlyReads(Stage.Step step) {
    for (Run run : StageFiles.of(facts).runs(stage)) {
      if (run.place().step().index() != step.index() || run.place().onbuild()) {
        continue;
      }
      for (Call call : run.calls().all()) {
        boolean named = false;
        for (ShellWord word : call.arguments()) {
          named |= word.pattern().contains(Folders.name(file.path()));
        }
        if (named
            && !call.isAny(
                "tar",
                "unzip",
                "dpkg",
                "apt-get",
                "apt",
                "apk",
                "rpm",
                "dnf",
                "yum",
                "microdnf",
                "zypper",
                "pip",
                "pip3",
                "bash",
                "sh",
                "cp",
                "install",
                "cat",
                "sha256sum",
                "gpg")) {
          return false;
        }
      }
      return run.place().instruction().heredocs().isEmpty();
    }
    return false;
  }

  /** True where something else stands on an instruction's first line. */
  private boolean shares(Instruction instruction) {
    SourceText source = facts.source();
    int start = instruction.span().start();
    return !source.raw(new Span(source.lineSpan(source.line(start)).start(), start)).isBlank();
  }
}
