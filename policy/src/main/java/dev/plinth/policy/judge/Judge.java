package dev.plinth.policy.judge;

import dev.plinth.findings.Finding;
import dev.plinth.policy.Gate;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.Verdict;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.Exceptions;
import dev.plinth.policy.exceptions.Scanned;
import dev.plinth.policy.file.Permit;
import dev.plinth.policy.file.PolicyFile;
import dev.plinth.policy.file.Settings;
import dev.plinth.policy.foreign.IgnoreFile;
import dev.plinth.policy.vex.Vex;
import dev.plinth.policy.vex.VexDocument;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From findings to a verdict. In this order, each on what the one before has left: chosen
 * severities of findings that are no vulnerabilities, VEX documents, exceptions (the
 * organisation's, the project's, ignore files), vulnerabilities without a fix where that is asked
 * for, what was known before, the gate.
 *
 * @param command what the command line asks for
 * @param project {@code .plinth.yaml}; null where there is none
 * @param organisation the policy that outranks both; null where there is none
 * @param ignoreFiles of other scanners
 * @param ownVex documents that the organisation's policy names
 * @param vex documents that the project or the command line name
 * @param before what was known before, null where nothing is compared with
 * @param today in UTC
 */
public record Judge(
    Settings command,
    @Nullable PolicyFile project,
    @Nullable PolicyFile organisation,
    List<IgnoreFile> ignoreFiles,
    List<VexDocument> ownVex,
    List<VexDocument> vex,
    @Nullable Before before,
    LocalDate today) {
  /** Keeps its own copies. */
  public Judge {
    ignoreFiles = List.copyOf(ignoreFiles);
    ownVex = List.copyOf(ownVex);
    vex = List.copyOf(vex);
  }

  /** The same, compared with that. */
  public Judge comparedWith(@Nullable Before known) {
    return new Judge(command, project, organisation, ignoreFiles, ownVex, vex, known, today);
  }

  /** By this gate and nothing else. */
  public static Judge by(Gate gate, LocalDate today) {
    return new Judge(
        new Settings(gate, null, null, -1, null, Map.of(), ""),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        today);
  }

  /**
   * @param findings that are left, known ones among them, in their order
   * @param setAside by somebody's word
   * @param known fingerprints of those that were there before; null where nothing was compared
   * @param fixed how many of what was known are gone
   * @param notices what else to know
   */
  public record Judged(
      List<Finding> findings,
      List<SetAside> setAside,
      @Nullable Set<String> known,
      int fixed,
      List<Notice> notices,
      Verdict verdict) {}

  /**
   * How old the advisory store may be.
   *
   * @param place who says so
   */
  public record MaxDbAge(Duration most, String place) {}

  /**
   * Null where nobody minds. The command line outranks the project; under an organisation's policy
   * the shortest of all counts.
   */
  public @Nullable MaxDbAge maxDbAge() {
    MaxDbAge shortest = null;
    for (Settings settings :
        List.of(
            organisation == null ? Settings.NONE : organisation.settings(),
            command,
            project == null ? Settings.NONE : project.settings())) {
      Duration age = settings.maxDbAge();
      if (age != null
          && (shortest == null || (organisation != null && age.compareTo(shortest.most()) < 0))) {
        shortest = new MaxDbAge(age, settings.place());
      }
    }
    return shortest;
  }

  /**
   * Judges them.
   *
   * @param already findings that stand aside by what the vendor says
   */
  public Judged judge(List<Finding> findings, List<Finding> already, Scanned scanned) {
    Settings asked = project == null ? Settings.NONE : project.settings();
    Ruling ruling = Ruling.of(command, asked, organisation);
    List<Notice> notices = new ArrayList<>();
    List<SetAside> aside = new ArrayList<>();

    List<Finding> rated = Severities.of(asked, organisation).apply(findings, notices);
    Vex.Result stated = new Vex(documents(notices)).apply(rated, scanned);
    aside.addAll(stated.setAside());
    notices.addAll(stated.notices());

    List<Finding> idle = new ArrayList<>(already);
    stated.setAside().forEach(one -> idle.add(one.finding()));
    Exceptions.Result excepted =
        new Exceptions(rules(notices), scanned, permission(), today, ruling.warnBefore())
            .apply(stated.findings(), idle);
    aside.addAll(excepted.setAside());
    notices.addAll(excepted.notices());

    List<Finding> left = withoutUnfixed(excepted.findings(), ruling.onlyFixed(), aside);
    Known known = known(left, aside, notices);
    Verdict verdict =
        ruling.gate().judge(known.fresh, known.old, before == null ? "" : before.name(), aside);
    notices.addAll(ruling.notices(known.fresh));
    if (ruling.gate().asksForOwner()) {
      ownerless(known.fresh, notices);
    }
    return new Judged(left, aside, known.fingerprints, known.fixed, notices, verdict);
  }

  /** A gate that asks for an owner must not let pass in silence what has none. */
  private static void ownerless(List<Finding> findings, List<Notice> notices) {
    int count = 0;
    for (Finding finding : findings) {
      boolean unknown = finding.owner() == Finding.Owner.UNKNOWN;
      count += unknown && finding.kind() != Finding.Kind.UNREADABLE ? 1 : 0;
    }
    if (count > 0) {
      notices.add(
          new Notice(
              true,
              "owner-unknown",
              "nobody can tell whose "
                  + (count == 1 ? "1 finding is" : count + " findings are")
                  + ": `ours` and `base` hold for none of them, `not base` for all; give --base"
                  + " TARGET to know",
              ""));
    }
  }

  private Exceptions.Permission permission() {
    return organisation == null ? Exceptions.Permission.ALL : organisation.permit();
  }

  private List<ExceptionRule> rules(List<Notice> notices) {
    List<ExceptionRule> rules = new ArrayList<>();
    if (organisation != null) {
      rules.addAll(organisation.exceptions());
    }
    if (project != null) {
      rules.addAll(project.exceptions());
    }
    for (IgnoreFile file : ignoreFiles) {
      rules.addAll(file.rules());
      notices.addAll(file.notices());
    }
    return rules;
  }

  private List<VexDocument> documents(List<Notice> notices) {
    List<VexDocument> documents = new ArrayList<>(ownVex);
    Permit permit = organisation == null ? null : organisation.permit();
    if (permit == null || permit.vex()) {
      documents.addAll(vex);
    } else {
      for (VexDocument document : vex) {
        notices.add(
            new Notice(
                true,
                "policy-refused",
                "the organisation's policy permits no VEX documents but its own",
                document.label()));
      }
    }
    return documents;
  }

  private static List<Finding> withoutUnfixed(
      List<Finding> findings, String askedBy, List<SetAside> aside) {
    if (askedBy.isEmpty()) {
      return findings;
    }
    List<Finding> left = new ArrayList<>();
    for (Finding finding : findings) {
      if (Gate.unfixed(finding)) {
        aside.add(
            new SetAside(
                finding,
                "only-fixed",
                "no fix is known yet; it counts from the day one is",
                askedBy,
                "",
                ""));
      } else {
        left.add(finding);
      }
    }
    return left;
  }

  /** Findings told apart by whether they were there before. */
  private record Known(
      List<Finding> fresh, List<Finding> old, @Nullable Set<String> fingerprints, int fixed) {}

  private Known known(List<Finding> findings, List<SetAside> aside, List<Notice> notices) {
    if (before == null) {
      return new Known(findings, List.of(), null, 0);
    }
    if (organisation != null && !organisation.permit().baseline()) {
      notices.add(
          new Notice(
              true,
              "policy-refused",
              "what was known before counts all the same: the organisation's policy permits no"
                  + " baseline",
              before.name()));
      return new Known(findings, List.of(), null, 0);
    }
    List<Finding> fresh = new ArrayList<>();
    List<Finding> old = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Set<String> gone = new HashSet<>(before.fingerprints());
    for (Finding finding : findings) {
      boolean seen = false;
      for (String fingerprint : finding.fingerprints()) {
        seen |= before.fingerprints().contains(fingerprint);
        gone.remove(fingerprint);
      }
      // What could not be read may hide anything, and is told of every time.
      if (seen && finding.kind() != Finding.Kind.UNREADABLE) {
        known.add(finding.fingerprint());
        old.add(finding);
      } else {
        fresh.add(finding);
      }
    }
    for (SetAside one : aside) {
      one.finding().fingerprints().forEach(gone::remove);
    }
    return new Known(fresh, old, known, gone.size());
  }
}
