package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders of which a stage tells that its instructions brought them, and those that
 * its RUNs take away. For one file, for all rules.
 */
final class StageFiles {
  /** Paths of one stage beyond which no more are followed, so that time stays linear. */
  private static final int MOST = 256;

  private final Map<Integer, List<Brought>> brought = new HashMap<>();
  private final IdentityHashMap<Run, Folders> folders = new IdentityHashMap<>();
  private final IdentityHashMap<Run, List<Folders.Removal>> removals = new IdentityHashMap<>();
  private final Map<Integer, List<Run>> byStage = new HashMap<>();
  private final List<Run> runs;

  /**
   * Something that an instruction puts into its layer.
   *
   * @param path of it, as {@link Folders} writes paths
   * @param step the index of the instruction in its stage
   * @param instruction it
   * @param word what names it: the download's file or address; null where a COPY brought it
   */
  record Brought(String path, int step, Instruction instruction, @Nullable Span word) {}

  private StageFiles(DockerfileFacts facts) {
    this.runs = RunCalls.of(facts);
    for (Place place : facts.places()) {
      if (!place.onbuild() && (place.is(Keyword.COPY) || place.is(Keyword.ADD))) {
        copied(place);
      }
    }
    for (Run run : runs) {
      Folders ofRun = new Folders(run.place(), run.calls());
      folders.put(run, ofRun);
      byStage.computeIfAbsent(run.place().stage().index(), _ -> new ArrayList<>()).add(run);
      removals.put(run, ofRun.removals(run.calls()));
      if (!run.place().onbuild()) {
        downloaded(run, ofRun);
      }
    }
  }

  /** Of a file, worked out once. */
  static StageFiles of(DockerfileFacts facts) {
    return facts.shared(StageFiles.class, StageFiles::new);
  }

  /** The RUNs of the file. */
  List<Run> runs() {
    return runs;
  }

  /** What is brought by the instructions of a stage, whatever becomes of it later. */
  List<Brought> brought(Stage stage) {
    return brought.getOrDefault(stage.index(), List.of());
  }

  /** Those of a stage. */
  List<Run> runs(Stage stage) {
    return byStage.getOrDefault(stage.index(), List.of());
  }

  /** The paths of a RUN. */
  Folders folders(Run run) {
    return Objects.requireNonNull(folders.get(run));
  }

  /** What a RUN takes away. */
  List<Folders.Removal> removals(Run run) {
    return removals.getOrDefault(run, List.of());
  }

  private void add(Place place, String path, @Nullable Span word) {
    List<Brought> ofStage = brought.computeIfAbsent(place.stage().index(), _ -> new ArrayList<>());
    if (ofStage.size() < MOST) {
      ofStage.add(new Brought(path, place.step().index(), place.instruction(), word));
    }
  }

  private void copied(Place place) {
    Arguments.Paths paths = place.instruction().paths();
    Word destination = paths == null ? null : paths.destination();
    if (paths == null || destination == null) {
      return;
    }
    String written = destination.value();
    String to = Folders.absolute(written, Folders.workdir(place));
    boolean folder = written.endsWith("/") || written.endsWith(".") || paths.sources().size() > 1;
    boolean unpacks = place.is(Keyword.ADD);
    for (Word source : paths.sources()) {
      String from = source.value().replace("\"", "");
      String name = Folders.name(from.endsWith("/") ? from.substring(0, from.length() - 1) : from);
      if (from.startsWith("<<") || (unpacks && !from.contains("://") && Archives.unpacked(name))) {
        continue;
      }
      if (folder && !name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        add(place, (to.equals("/") ? "" : to) + "/" + name, null);
      }
    }
    if (!folder || paths.sources().size() == 1) {
      add(place, to, null);
    }
  }

  private void downloaded(Run run, Folders ofRun) {
    for (Call call : run.calls().all()) {
      if (brought(run.place().stage()).size() >= MOST) {
        return;
      }
      String path = null;
      Span word = null;
      Download download = Download.of(call);
      if (download != null) {
        path = download.file(ofRun);
        ShellWord output = download.output();
        word =
            output != null
                ? call.span(output)
                : download.addresses().isEmpty()
                    ? null
                    : call.span(download.addresses().getFirst());
      } else if (call.is("git") && call.argument(0).equals("clone")) {
        path = cloned(ofRun, call);
      }
      if (path != null && !ofRun.mounted(path) && !gone(run, ofRun, call, path)) {
        add(run.place(), path, word);
      }
    }
  }

  private static @Nullable String cloned(Folders ofRun, Call call) {
    List<ShellWord> words = call.arguments();
    ShellWord last = words.getLast();
    String text = last.pattern();
    if (words.size() < 2) {
      return null;
    }
    if (text.contains("://") || text.contains("@")) {
      String name = Folders.name(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      return name.indexOf('\0') >= 0
          ? null
          : ofRun.path(call, name.endsWith(".git") ? name.substring(0, name.length() - 4) : name);
    }
    return text.startsWith("-") ? null : ofRun.path(call, last);
  }

  /** True where the same RUN takes it away again, moves it, or may do so. */
  boolean gone(Run run, Folders ofRun, Call by, String path) {
    for (Folders.Removal removal : removals(run)) {
      if (removal.call().index() > by.index()
          && (removal.takes(path) || Folders.opaque(removal.word()))) {
        return true;
      }
    }
    for (Call call : run.calls().all()) {
      if (call.index() <= by.index()) {
        continue;
      }
      if (call.is("find") && call.has("-delete")) {
        return true;
      }
      if (call.is("mv")) {
        for (ShellWord word : call.arguments()) {
          if (new Folders.Removal(call, word, ofRun.path(call, word), true).takes(path)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
