package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunEdits;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Cleanup;
import dev.plinth.dockerfile.calls.Cleanup.Leftover;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a package manager leaves behind in the layer of a RUN: the search for it that several rules
 * share. Only stages whose files reach the image are looked at, and only the first call of each RUN
 * that leaves it.
 */
abstract class KeptCache {
  /** Where such calls stand. */
  final void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (facts.shipped(run.place().stage())) {
        check(facts, run, report);
      }
    }
  }

  private void check(DockerfileFacts facts, Run run, Reporter report) {
    Set<Leftover> seen = new HashSet<>();
    for (PackageCall call : run.calls().packages()) {
      Leftover leftover = leaves(run, call);
      if (leftover == null
          || !seen.add(leftover)
          || cleaned(run, call, leftover)
          || Mounts.cover(run.place().instruction(), folders(leftover))) {
        continue;
      }
      Reporter.Hit hit = report.at(span(call), call.manager().program(), message(call));
      Run late = cleanedLater(facts, run, leftover);
      if (late != null) {
        hit.because(
            "line "
                + facts.source().line(late.place().instruction().span().start())
                + " removes it, but in another layer, which frees nothing");
      }
      mend(facts, run, like(run, leftover), hit);
    }
  }

  /** The calls of a RUN that leave the same. */
  private List<PackageCall> like(Run run, Leftover leftover) {
    return run.calls().packages().stream().filter(call -> leaves(run, call) == leftover).toList();
  }

  /** What stays behind after such a call; null where nothing does. */
  abstract @Nullable Leftover leaves(Run run, PackageCall call);

  /** Where it lies: folders, or their ends where the home folder is before them. */
  abstract String[] folders(Leftover leftover);

  /** What is wrong. */
  abstract String message(PackageCall call);

  /**
   * What to do.
   *
   * @param calls all of the RUN that leave it
   */
  abstract void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit);

  /** A call from its program to the sub-command. */
  static Span span(PackageCall call) {
    int from = call.call().word().from();
    int to =
        call.commandWords().isEmpty()
            ? call.call().word().to()
            : call.commandWords().getLast().to();
    return call.call().text().span(from, to);
  }

  private static boolean cleaned(Run run, PackageCall call, Leftover leftover) {
    for (Cleanup cleanup : run.calls().cleanups()) {
      if (cleanup.leftover() == leftover && cleanup.call().index() > call.call().index()) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Run cleanedLater(DockerfileFacts facts, Run run, Leftover leftover) {
    Run last = facts.shared(LastCleanups.class, LastCleanups::new).of(run, leftover);
    return last != null && last.place().step().index() > run.place().step().index() ? last : null;
  }

  /** The last RUN of each stage that takes a leftover away. */
  private static final class LastCleanups {
    private final Map<Integer, Map<Leftover, Run>> byStage = new HashMap<>();

    private LastCleanups(DockerfileFacts facts) {
      for (Run run : RunCalls.of(facts)) {
        for (Cleanup cleanup : run.calls().cleanups()) {
          byStage
              .computeIfAbsent(run.place().stage().index(), _ -> new HashMap<>())
              .put(cleanup.leftover(), run);
        }
      }
    }

    private @Nullable Run of(Run run, Leftover leftover) {
      return byStage.getOrDefault(run.place().stage().index(), Map.of()).get(leftover);
    }
  }

  /** Gives each of the calls an option behind its sub-command. */
  static void option(Run run, Reporter.Hit hit, List<PackageCall> calls, String option) {
    TextEdit[] edits = new TextEdit[calls.size()];
    for (int i = 0; i < edits.length; i++) {
      edits[i] = OptionWords.add(run, calls.get(i), option);
    }
    hit.edit("keep no cache", Safety.SAFE, edits);
  }

  /** Adds a command to the RUN, or says so where its text is not plain enough. */
  static void append(
      DockerfileFacts facts, Run run, Reporter.Hit hit, String description, String command) {
    TextEdit edit = RunEdits.append(facts, run.place().instruction(), command);
    if (edit == null) {
      hit.advise("end this RUN with " + command);
    } else {
      hit.edit(description, Safety.REVIEW, edit);
    }
  }

  /**
   * Where the file uses BuildKit's mounts already, keeps what such calls download in one instead of
   * dropping it.
   *
   * @return false where it does not, or it cannot be told which folder that is
   */
  static boolean mount(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
    String mounts =
        facts.shared(BuildKit.class, BuildKit::new).used
            ? CacheMounts.of(facts, run, calls.getFirst())
            : null;
    if (mounts == null) {
      return false;
    }
    hit.edit(
        "keep downloads in a cache mount, beside the image",
        Safety.REVIEW,
        Edits.insert(run.place().instruction().word().span().end(), mounts));
    return true;
  }

  /** Whether a file has a syntax directive or a mount, so that it is built by BuildKit. */
  private static final class BuildKit {
    private final boolean used;

    BuildKit(DockerfileFacts facts) {
      boolean mounts = facts.file().directive("syntax") != null;
      for (Place place : facts.places()) {
        mounts |= place.is(Keyword.RUN) && place.instruction().flag("mount") != null;
      }
      used = mounts;
    }
  }

  /** True where the variable is set, whatever it says: by ENV, by ARG or in the script. */
  static boolean given(Run run, PackageCall call, String name) {
    return given(run, call.call(), name);
  }

  /** The same for any call. */
  static boolean given(Run run, Call call, String name) {
    Place place = run.place();
    return run.calls().variable(call, name) != null
        || place.stage().before(place.step().index()).find(name) != null;
  }
}
