package dev.plinth.checks.mend;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.edit.EditedText;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes that findings propose, in as many passes as are needed.
 *
 * <p>A pass takes all changes that do not get in each other's way and proves them together; where
 * that fails, each half. Each pass leaves fewer findings, so that there is an end. The last one has
 * tried everything that is left on the very text that comes out, so that a second run changes
 * nothing. Which changes are met first does not depend on the order of rules but on places.
 */
public final class Mender {
  private static final int MOST_PASSES = 100;

  /** Bytes linted for one file in all, beside those of the first twenty times. */
  private static final long MOST_WORK = 256L << 20;

  private static final int ALWAYS = 20;

  private static final Comparator<TextEdit> BY_PLACE =
      Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end);

  private final Safety most;
  private final Set<String> only;

  /**
   * One for changes of a kind.
   *
   * @param most {@link Safety#REVIEW} for all, else the safe ones alone
   * @param only IDs of rules; empty for all
   */
  public Mender(Safety most, Set<String> only) {
    this.most = most;
    this.only = Set.copyOf(only);
  }

  /**
   * Mends a file.
   *
   * @param lint what lints it, the same each time
   */
  public Mended mend(byte[] bytes, Function<byte[], LintedFile> lint) {
    Run run =
        new Run(
            SourceText.of(bytes),
            text -> new Text(lint.apply(text.toBytes()), DockerfileParser.parse(text)));
    for (SourceText text = run.wanted(); text != null; text = run.wanted()) {
      run.give(run.lint.apply(text));
    }
    return run.result();
  }

  /**
   * Mends some files side by side, so that the rules go over all of them at once ({@link
   * FileLint#lint(List)}). What fails on one costs the others nothing.
   */
  public List<Outcome> mend(List<FileLint.Input> inputs, FileLint lint) {
    List<Run> runs = new ArrayList<>();
    List<@Nullable Throwable> failures = new ArrayList<>();
    for (FileLint.Input input : inputs) {
      runs.add(new Run(input.source(), text -> text(lint.outcome(input.with(text)))));
      failures.add(null);
    }
    while (true) {
      List<FileLint.Input> wanted = new ArrayList<>();
      List<Integer> whose = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        SourceText text = failures.get(i) == null ? runs.get(i).wanted() : null;
        if (text != null) {
          wanted.add(inputs.get(i).with(text));
          whose.add(i);
        }
      }
      if (wanted.isEmpty()) {
        break;
      }
      List<FileLint.Outcome> outcomes = lint.lint(wanted);
      for (int k = 0; k < outcomes.size(); k++) {
        int at = whose.get(k);
        try {
          runs.get(at).give(text(outcomes.get(k)));
        } catch (Failed e) {
          failures.set(at, e.getCause());
        } catch (RuntimeException | StackOverflowError e) {
          failures.set(at, e);
        }
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Throwable failure = failures.get(i);
      outcomes.add(new Outcome(failure == null ? runs.get(i).result() : null, failure));
    }
    return outcomes;
  }

  /**
   * What came of one of several files.
   *
   * @param mended null where a rule failed
   * @param failure of the rule; null where none did
   */
  public record Outcome(@Nullable Mended mended, @Nullable Throwable failure) {}

  /** A rule failed on a file, or on what was to become of it. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(Throwable cause) {
      super(cause);
    }
  }

  private static Text text(FileLint.Outcome outcome) {
    LintedFile file = outcome.file();
    Dockerfile tree = outcome.tree();
    if (file == null || tree == null) {
      throw new Failed(Objects.requireNonNull(outcome.failure()));
    }
    return new Text(file, tree);
  }

  /** A text with what is found in it and how it is read. */
  record Text(LintedFile linted, Dockerfile tree) {
    SourceText source() {
      return linted.source();
    }
  }

  /** A change with the finding that proposes it. */
  private record Candidate(Finding finding, Fix.Edits fix, Location.InFile place) {
    /**
     * Whether it touches one of these.
     *
     * @param taken where others begin and end, none touching another
     */
    boolean meets(NavigableMap<Integer, Integer> taken) {
      for (TextEdit mine : fix.edits()) {
        Map.Entry<Integer, Integer> other = taken.floorEntry(mine.end());
        if (other != null && other.getValue() >= mine.start()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether some changes are right: what then is found, else why not. */
  private record Trial(Text after, @Nullable String fault) {}

  /** Changes that are right together. */
  private record Proved(List<Candidate> done, Trial trial) {}

  /**
   * One file on its way. It asks for what it needs to have linted next, so that many can be linted
   * together; only where changes fail together it lints by itself.
   */
  private final class Run {
    private final Function<SourceText, Text> lint;
    private final SourceText start;
    private final List<Mended.Applied> applied = new ArrayList<>();
    private final List<Mended.Refused> refused = new ArrayList<>();
    private @Nullable Text first;
    private @Nullable Text current;
    private List<Candidate> all = List.of();
    private List<Candidate> together = List.of();
    private @Nullable EditedText edited;
    private boolean whole = true;
    private int passes;
    private long work;
    private int times;

    Run(SourceText start, Function<SourceText, Text> lint) {
      this.start = start;
      this.lint = lint;
    }

    /** What is to be linted next; null where nothing more can be done. */
    @Nullable SourceText wanted() {
      if (first == null) {
        return start;
      }
      return edited == null ? null : edited.after();
    }

    Mended result() {
      refused.sort(Comparator.comparingInt(Mended.Refused::line));
      return new Mended(
          Objects.requireNonNull(first).linted,
          Objects.requireNonNull(current).linted,
          applied,
          refused,
          whole);
    }

    /** Takes what was found in the text that was wanted. */
    void give(Text linted) {
      Text now = current;
      EditedText changes = edited;
      if (now == null || changes == null) {
        first = linted;
        current = linted;
        pass(linted);
        return;
      }
      edited = null;
      Proved proved = most(now, together, judge(now, together, changes, linted));
      if (proved == null) {
        Set<Candidate> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        tried.addAll(together);
        for (Candidate each : all) {
          List<Candidate> one = List.of(each);
          proved = tried.contains(each) ? null : most(now, one, attempt(now, one));
          if (proved != null) {
            break;
          }
        }
      }
      if (proved != null) {
        take(proved);
        current = proved.trial.after;
        pass(proved.trial.after);
      }
    }

    /** Begins a pass over what is there. */
    private void pass(Text now) {
      all = candidates(now.linted);
      if (++passes > MOST_PASSES && !all.isEmpty()) {
        whole = false;
        return;
      }
      refused.clear();
      together = apart(all);
      if (!together.isEmpty()) {
        edited = edit(now, together);
        if (edited == null) {
          together.forEach(this::refuseForWork);
        }
      }
    }

    /**
     * Of some changes that keep apart, many that are right together: all, else those of each half.
     * What is not right alone is refused.
     *
     * @param trial of all of them; null where there was too much to do already
     */
    private @Nullable Proved most(Text now, List<Candidate> some, @Nullable Trial trial) {
      if (trial == null) {
        some.forEach(this::refuseForWork);
        return null;
      }
      if (trial.fault == null) {
        return new Proved(some, trial);
      }
      if (some.size() == 1) {
        refuse(some.getFirst(), trial.fault);
        return null;
      }
      List<Candidate> upper = some.subList(0, some.size() / 2);
      List<Candidate> lower = some.subList(some.size() / 2, some.size());
      Proved one = most(now, upper, attempt(now, upper));
      Proved other = most(now, lower, attempt(now, lower));
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      List<Candidate> both = new ArrayList<>(one.done);
      both.addAll(other.done);
      // Where one of them failed alone, the others have not been tried together yet.
      Trial joint = both.size() == some.size() ? trial : attempt(now, both);
      if (joint != null && joint.fault == null) {
        return new Proved(both, joint);
      }
      return one.done.size() >= other.done.size() ? one : other;
    }

    private void take(Proved proved) {
      for (Candidate each : proved.done) {
        applied.add(
            new Mended.Applied(
                each.finding.id(),
                each.place.startLine(),
                each.fix.description(),
                each.fix.safety()));
      }
    }

    private void refuseForWork(Candidate each) {
      refuse(each, "the file is too large for so many changes to be proved one by one");
    }

    private void refuse(Candidate each, String reason) {
      refused.add(
          new Mended.Refused(
              each.finding.id(), each.place.startLine(), each.fix.description(), reason));
    }

    /** Null where there was too much to do already. */
    private @Nullable Trial attempt(Text now, List<Candidate> some) {
      EditedText changes = edit(now, some);
      return changes == null ? null : judge(now, some, changes, lint.apply(changes.after()));
    }

    /** Null where there was too much to do already. */
    private @Nullable EditedText edit(Text now, List<Candidate> some) {
      if (++times > ALWAYS && work > MOST_WORK) {
        return null;
      }
      work += now.source().length();
      List<TextEdit> edits = new ArrayList<>();
      some.forEach(each -> edits.addAll(each.fix.edits()));
      edits.sort(BY_PLACE);
      return EditedText.of(now.source(), edits);
    }

    private static Trial judge(Text now, List<Candidate> some, EditedText changes, Text after) {
      List<Finding> gone = some.stream().map(Candidate::finding).toList();
      return new Trial(after, Proof.fault(now, gone, changes, after));
    }
  }

  private List<Candidate> candidates(LintedFile file) {
    List<Candidate> candidates = new ArrayList<>();
    for (Finding finding : file.findings()) {
      boolean wanted = only.isEmpty() || only.contains(finding.id());
      if (wanted
          && finding.fix() instanceof Fix.Edits fix
          && (fix.safety() == Safety.SAFE || most == Safety.REVIEW)
          && finding.locations().getFirst() instanceof Location.InFile place
          && changes(file.source(), fix)) {
        candidates.add(new Candidate(finding, fix, place));
      }
    }
    return candidates;
  }

  private static boolean changes(SourceText source, Fix.Edits fix) {
    int length = source.length();
    for (TextEdit edit : fix.edits()) {
      if (edit.end() > length) {
        return false;
      }
    }
    return true;
  }

  /** Those that keep apart, the first ones first. */
  private static List<Candidate> apart(List<Candidate> all) {
    List<Candidate> chosen = new ArrayList<>();
    NavigableMap<Integer, Integer> taken = new TreeMap<>();
    for (Candidate each : all) {
      if (!each.meets(taken)) {
        chosen.add(each);
        each.fix.edits().forEach(edit -> taken.merge(edit.start(), edit.end(), Math::max));
      }
    }
    return chosen;
  }
}
