package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All files of a tree a second time. */
@RuleInfo(
    id = "recursive-ownership",
    level = Level.INFO,
    title = "Owner or mode of a copied tree changed by RUN",
    category = Category.IDENTITY)
public final class RecursiveOwnership implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    StageFiles files = StageFiles.of(facts);
    for (Run run : files.runs()) {
      Stage stage = run.place().stage();
      if (!facts.shipped(stage) || files.brought(stage).isEmpty()) {
        continue;
      }
      for (Call call : run.calls().all()) {
        if (call.isAny("chown", "chmod", "chgrp") && recursive(call)) {
          judge(facts, report, files, run, call);
        }
      }
    }
  }

  private static boolean recursive(Call call) {
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.equals("--recursive") || text.matches("-[cfhvHLP]*R[cfhvHLPR]*")) {
        return true;
      }
    }
    return false;
  }

  private static void judge(
      DockerfileFacts facts, Reporter report, StageFiles files, Run run, Call call) {
    boolean first = true;
    for (ShellWord word : call.arguments()) {
      if (word.startsWith("-")) {
        continue;
      }
      if (first) {
        // The owner or the mode.
        first = false;
        continue;
      }
      String path = files.folders(run).path(call, word);
      for (StageFiles.Brought file : files.brought(run.place().stage())) {
        if (file.step() < run.place().step().index()
            && (Folders.within(file.path(), path) || Folders.within(path, file.path()))) {
          int line = facts.source().line(file.instruction().span().start());
          boolean mode = call.is("chmod");
          Reporter.Hit hit =
              report
                  .at(
                      call.programSpan(),
                      Folders.shown(path),
                      "the layer of this "
                          + call.program()
                          + " holds all of "
                          + Folders.shown(file.path())
                          + " again, which line "
                          + line
                          + " brought")
                  .advise(
                      file.instruction().keyword() == Keyword.RUN
                          ? "do it in the RUN that brings the files"
                          : "give "
                              + (mode ? "--chmod" : "--chown")
                              + " to the instruction that copies");
          mend(facts, hit, files, run, call, path);
          return;
        }
      }
    }
  }

  /** Where the RUN does nothing else, and nothing but copies came before it into the folder. */
  private static void mend(
      DockerfileFacts facts, Reporter.Hit hit, StageFiles files, Run run, Call call, String path) {
    Instruction changing = run.place().instruction();
    List<String> words = new ArrayList<>();
    for (ShellWord word : call.arguments()) {
      if (!word.startsWith("-")) {
        words.add(word.pattern());
      }
    }
    Span option = recursion(facts, call);
    if (option == null
        || run.calls().all().size() != 1
        || words.size() != 2
        || !call.isAny("chown", "chmod")
        || !changing.flags().isEmpty()
        || !changing.heredocs().isEmpty()
        || !plain(words.getFirst(), call.is("chmod"))) {
      return;
    }
    String flag = call.is("chmod") ? "chmod" : "chown";
    Stage stage = run.place().stage();
    TreeMap<Integer, Instruction> copies = new TreeMap<>();
    for (StageFiles.Brought file : files.brought(stage)) {
      if (file.step() >= run.place().step().index() || !Folders.within(file.path(), path)) {
        continue;
      }
      if (file.instruction().keyword() == Keyword.RUN || file.instruction().flag(flag) != null) {
        return;
      }
      copies.put(file.step(), file.instruction());
    }
    if (copies.isEmpty() || runsBetween(stage, copies.firstKey(), run.place().step().index())) {
      return;
    }
    List<Fix.TextEdit> edits = new ArrayList<>();
    for (Instruction copy : copies.values()) {
      edits.add(Edits.insert(copy.word().span().end(), " --" + flag + "=" + words.getFirst()));
    }
    if (madeBefore(facts, stage, copies.firstKey(), path)) {
      // A copy leaves a folder alone that is there already, and the program may want to write to
      // it.
      edits.add(Edits.replace(option, ""));
    } else {
      edits.add(Edits.deleteWithSilencing(facts.source(), changing));
    }
    hit.edit(
        "give --" + flag + " to what copies",
        Fix.Safety.REVIEW,
        edits.toArray(Fix.TextEdit[]::new));
  }

  /** An owner by names or numbers; a mode by its digits, as COPY takes it. */
  private static boolean plain(String word, boolean mode) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean fits =
          mode
              ? c >= '0' && c <= '7'
              : Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '-' || c == '.';
      if (!fits || c > 0x7f) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /** True where another RUN may have made files that the change of owner is for. */
  private static boolean runsBetween(Stage stage, int first, int last) {
    for (Stage.Step step : stage.steps()) {
      if (step.index() > first
          && step.index() < last
          && step.instruction().keyword() == Keyword.RUN) {
        return true;
      }
    }
    return false;
  }

  /** The option with the blank behind it; null where it is not alone or asks for more. */
  private static @Nullable Span recursion(DockerfileFacts facts, Call call) {
    ShellWord first = call.arguments().getFirst();
    if (!first.pattern().equals("-R") && !first.pattern().equals("--recursive")) {
      return null;
    }
    Span span = call.span(first);
    String raw = facts.source().raw();
    return raw.startsWith(" ", span.end()) ? new Span(span.start(), span.end() + 1) : null;
  }

  /** True where the folder may be there, with an owner of its own, when the first copy comes. */
  private static boolean madeBefore(
      DockerfileFacts facts, Stage stage, int firstCopy, String path) {
    for (Stage.Step step : stage.steps()) {
      Instruction instruction = step.instruction();
      if (step.index() < firstCopy
          && (instruction.keyword() == Keyword.WORKDIR
              || (instruction.keyword() == Keyword.RUN
                  && facts.source().raw(instruction.span()).contains(path)))) {
        return true;
      }
    }
    return false;
  }
}
