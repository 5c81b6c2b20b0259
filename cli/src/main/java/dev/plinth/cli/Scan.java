package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.match.MatchResult;
import dev.plinth.advisories.match.Matcher;
import dev.plinth.advisories.starter.AdvisorySources;
import dev.plinth.advisories.starter.StarterSet;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.policy.Gate;
import dev.plinth.policy.UnreadableFindings;
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
   * @param gate what blocks
   */
  static ScanReport run(String target, Reading reading, @Nullable Path store, Gate gate) {
    // Opening the store loads a native library: that happens while the image is read.
    Advisories advisories = Advisories.opening(store);
    try {
      Contents contents = Contents.read(target, reading);
      Inventory inventory = contents.inventory();
      AdvisorySource source = advisories.source();
      MatchResult matches = Matcher.match(inventory, source, reading.includeDevelopment());
      List<Finding> findings = new ArrayList<>(matches.findings());
      findings.addAll(UnreadableFindings.of(inventory));
      return new ScanReport(
          Version.number(),
          contents.subject(),
          inventory,
          findings,
          matches.setAside().stream()
              .map(s -> new ScanReport.SetAside(s.finding(), s.reason(), s.explanation()))
              .toList(),
          matches.uncovered().stream()
              .map(u -> new ScanReport.Uncovered(u.ecosystem(), u.packages()))
              .toList(),
          source.origins().stream()
              .map(o -> new ScanReport.Source(o.name(), o.records(), o.asOf(), o.imported()))
              .toList(),
          advisories.starterOnly(),
          gate.judge(findings));
    } finally {
      advisories.close();
    }
  }

  /** The advisory sources, opened on a thread of their own. */
  private static final class Advisories {
    private final FutureTask<@Nullable AdvisoryStore> opening;

    private Advisories(FutureTask<@Nullable AdvisoryStore> opening) {
      this.opening = opening;
    }

    static Advisories opening(@Nullable Path file) {
      FutureTask<@Nullable AdvisoryStore> task =
          new FutureTask<>(() ->
              file != null && AdvisoryStore.exists(file) ? AdvisoryStore.openReadOnly(file) : null);
      Thread.ofPlatform().name("plinth-advisories").daemon().start(task);
      return new Advisories(task);
    }

    private @Nullable AdvisoryStore store() {
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
      AdvisoryStore store = store();
      return store == null ? StarterSet.load() : AdvisorySources.combine(store, StarterSet.load());
    }

    /**
     * Also with a store that says much of vulnerabilities but of no package, as KEV and EPSS do.
     */
    boolean starterOnly() {
      AdvisoryStore store = store();
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
        AdvisoryStore store = opening.resultNow();
        if (store != null) {
          store.close();
        }
      }
    }
  }
}
