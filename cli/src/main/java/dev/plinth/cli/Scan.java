package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.match.EndOfLife;
import dev.plinth.advisories.match.MatchResult;
import dev.plinth.advisories.match.Matcher;
import dev.plinth.advisories.starter.AdvisorySources;
import dev.plinth.advisories.starter.StarterSet;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.bases.approved.UnapprovedBase;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.UnreadableFindings;
import dev.plinth.policy.exceptions.Scanned;
import dev.plinth.policy.judge.Judge;
import dev.plinth.report.ScanReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** From a target to a report: reads, matches, judges. Prints nothing. */
final class Scan {
  private Scan() {}

  /**
   * @param target as typed
   * @param reading how images are opened
   * @param store the advisory store's file, which need not exist; null for the starter set alone
   * @param ground what somebody says of how the image came about
   * @param baseline a report or another target whose findings are known; empty when there is none
   * @param judge what has a say in the verdict
   */
  static ScanReport run(
      String target,
      Reading reading,
      @Nullable Path store,
      Ground ground,
      String baseline,
      Judge judge) {
    // Opening the store loads a native library: that happens while the image is read.
    Advisories advisories = Advisories.opening(store);
    try {
      return of(Contents.read(target, reading), reading, advisories, ground, baseline, judge);
    } finally {
      advisories.close();
    }
  }

  /** The same of what was read already. */
  static ScanReport of(
      Contents contents,
      Reading reading,
      Advisories advisories,
      Ground ground,
      String baseline,
      Judge judge) {
    Inventory inventory = contents.inventory();
    AdvisorySource source = advisories.source();
    MatchResult matches = Matcher.match(inventory, source, reading.includeDevelopment());
    Standing standing = Standing.of(contents, ground, reading.options());
    List<Finding> findings = new ArrayList<>(matches.findings());
    findings.addAll(UnreadableFindings.of(inventory));
    findings.addAll(standing.findings());
    Finding unapproved =
        contents.image() == null
            ? null
            : UnapprovedBase.of(standing.base(), ground.approvals(), judge.today());
    if (unapproved != null) {
      findings.add(unapproved);
    }
    EndOfLife.Result life = EndOfLife.of(inventory, source, judge.today());
    findings.addAll(life.findings());
    List<ScanReport.SetAside> setAside = new ArrayList<>();
    List<Finding> already = new ArrayList<>();
    for (MatchResult.SetAside one : matches.setAside()) {
      Finding finding = standing.owned(one.finding());
      already.add(finding);
      setAside.add(new ScanReport.SetAside(finding, one.reason(), one.explanation()));
    }
    Baseline known = Baseline.of(baseline, reading, source);
    Judge.Judged judged =
        judge
            .comparedWith(known.before())
            .judge(findings.stream().map(standing::owned).toList(), already, scanned(contents));
    for (SetAside one : judged.setAside()) {
      setAside.add(
          new ScanReport.SetAside(
              one.finding(),
              one.reason(),
              one.explanation(),
              one.place(),
              one.owner(),
              one.until()));
    }
    List<ScanReport.Notice> notices = new ArrayList<>(standing.notices());
    notices.addAll(known.notices());
    for (EndOfLife.Notice notice : life.notices()) {
      notices.add(new ScanReport.Notice(notice.warning(), notice.id(), notice.text(), ""));
    }
    for (Notice notice : judged.notices()) {
      notices.add(
          new ScanReport.Notice(notice.warning(), notice.id(), notice.text(), notice.place()));
    }
    return new ScanReport(
        Version.number(),
        contents.subject(),
        inventory,
        judged.findings(),
        setAside,
        matches.uncovered().stream()
            .map(u -> new ScanReport.Uncovered(u.ecosystem(), u.packages()))
            .toList(),
        source.origins().stream()
            .map(o -> new ScanReport.Source(o.name(), o.records(), o.asOf(), o.imported()))
            .toList(),
        advisories.starterOnly(),
        standing.reported(),
        judged.known() == null
            ? null
            : new ScanReport.Baseline(baseline, judged.known(), judged.fixed()),
        notices,
        judged.verdict());
  }

  private static Scanned scanned(Contents contents) {
    ScanReport.Subject subject = contents.subject();
    return Scanned.of(
        subject.target(),
        subject.name(),
        List.of(subject.manifestDigest(), subject.configDigest(), contents.indexDigest()));
  }

  /** The advisory sources, opened on a thread of their own. */
  static final class Advisories {
    /**
     * @param store null where there is none
     * @param source the store and the starter set, or that alone
     */
    private record Opened(@Nullable AdvisoryStore store, AdvisorySource source) {}

    private final FutureTask<Opened> opening;

    private Advisories(FutureTask<Opened> opening) {
      this.opening = opening;
    }

    static Advisories opening(@Nullable Path file) {
      FutureTask<Opened> task = new FutureTask<>(() -> open(file));
      Thread.ofPlatform().name("plinth-advisories").daemon().start(task);
      return new Advisories(task);
    }

    private static Opened open(@Nullable Path file) {
      StarterSet starter = StarterSet.load();
      AdvisoryStore store =
          file != null && AdvisoryStore.exists(file) ? AdvisoryStore.openReadOnly(file) : null;
      return new Opened(store, store == null ? starter : AdvisorySources.combine(store, starter));
    }

    private Opened opened() {
      try {
        return opening.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the advisory store was opened", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
    }

    AdvisorySource source() {
      return opened().source();
    }

    /**
     * Also with a store that says much of vulnerabilities but of no package, as KEV and EPSS do.
     */
    boolean starterOnly() {
      AdvisoryStore store = opened().store();
      if (store != null) {
        for (Origin origin : store.origins()) {
          if (!origin.ecosystems().isEmpty()) {
            return false;
          }
        }
      }
      return true;
    }

    void close() {
      if (opening.isDone() && opening.state() == java.util.concurrent.Future.State.SUCCESS) {
        AdvisoryStore store = opening.resultNow().store();
        if (store != null) {
          store.close();
        }
      }
    }
  }
}
