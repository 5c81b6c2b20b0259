package dev.plinth.checks.mend;

import dev.plinth.checks.lint.LintedFile;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.edit.EditedText;
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
    return new Run(lint).mend(bytes);
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
  private record Trial(LintedFile after, @Nullable String fault) {}

  /** Changes that are right together. */
  private record Proved(List<Candidate> done, Trial trial) {}

  private final class Run {
    private final Function<byte[], LintedFile> lint;
    private final List<Mended.Applied> applied = new ArrayList<>();
    private final List<Mended.Refused> refused = new ArrayList<>();
    private long work;
    private int times;

    Run(Function<byte[], LintedFile> lint) {
      this.lint = lint;
    }

    Mended mend(byte[] bytes) {
      LintedFile first = lint.apply(bytes);
      LintedFile current = first;
      for (int pass = 0; pass < MOST_PASSES; pass++) {
        refused.clear();
        LintedFile next = pass(current);
        if (next == null) {
          break;
        }
        current = next;
      }
      refused.sort(Comparator.comparingInt(Mended.Refused::line));
      return new Mended(first, current, applied, refused);
    }

    /** One pass; null when nothing more can be done. */
    private @Nullable LintedFile pass(LintedFile current) {
      List<Candidate> all = candidates(current);
      List<Candidate> together = apart(all);
      Proved proved = together.isEmpty() ? null : most(current, together);
      if (proved == null) {
        Set<Candidate> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        tried.addAll(together);
        for (Candidate each : all) {
          proved = tried.contains(each) ? null : most(current, List.of(each));
          if (proved != null) {
            break;
          }
        }
      }
      return proved == null ? null : take(proved.done, proved.trial);
    }

    /**
     * Of some changes that keep apart, many that are right together: all, else those of each half.
     * What is not right alone is refused.
     */
    private @Nullable Proved most(LintedFile current, List<Candidate> some) {
      Trial trial = attempt(current, some);
      if (trial == null) {
        some.forEach(each ->
            refuse(each, "the file is too large for so many changes to be proved one by one"));
        return null;
      }
      if (trial.fault == null) {
        return new Proved(some, trial);
      }
      if (some.size() == 1) {
        refuse(some.getFirst(), trial.fault);
        return null;
      }
      int middle = some.size() / 2;
      Proved first = most(current, some.subList(0, middle));
      Proved second = most(current, some.subList(middle, some.size()));
      if (first == null || second == null) {
        return first == null ? second : first;
      }
      List<Candidate> both = new ArrayList<>(first.done);
      both.addAll(second.done);
      // Where one of them failed alone, the others have not been tried together yet.
      Trial joint = both.size() == some.size() ? trial : attempt(current, both);
      if (joint != null && joint.fault == null) {
        return new Proved(both, joint);
      }
      return first.done.size() >= second.done.size() ? first : second;
    }

    private LintedFile take(List<Candidate> done, Trial trial) {
      for (Candidate each : done) {
        applied.add(
            new Mended.Applied(
                each.finding.id(),
                each.place.startLine(),
                each.fix.description(),
                each.fix.safety()));
      }
      return trial.after;
    }

    private void refuse(Candidate each, String reason) {
      refused.add(
          new Mended.Refused(
              each.finding.id(), each.place.startLine(), each.fix.description(), reason));
    }

    /** Null where there was too much to do already. */
    private @Nullable Trial attempt(LintedFile current, List<Candidate> some) {
      int length = current.source().length();
      if (++times > ALWAYS && work > MOST_WORK) {
        return null;
      }
      work += length;
      List<TextEdit> edits = new ArrayList<>();
      some.forEach(each -> edits.addAll(each.fix.edits()));
      edits.sort(BY_PLACE);
      EditedText edited = EditedText.of(current.source(), edits);
      LintedFile after = lint.apply(edited.after().toBytes());
      List<Finding> gone = some.stream().map(Candidate::finding).toList();
      return new Trial(after, Proof.fault(current, gone, edited, after));
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
