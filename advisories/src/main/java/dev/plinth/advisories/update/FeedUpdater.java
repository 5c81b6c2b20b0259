package dev.plinth.advisories.update;

import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.advisories.feed.Importer;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One update: fetches several feeds at once and takes each into the store as it comes, in one
 * thread. All of it is published at the end; what was fetched for feeds that failed stays in the
 * cache, to be continued.
 */
public final class FeedUpdater {
  private final List<Feed> feeds;
  private final HttpClient client;
  private final UpdateOptions options;
  private final UpdateListener listener;
  private final Deadline deadline;
  private final long now;

  private FeedUpdater(
      List<Feed> feeds, HttpClient client, UpdateOptions options, UpdateListener listener) {
    this.feeds = feeds;
    this.client = client;
    this.options = options;
    this.listener = listener;
    this.deadline = new Deadline(options.timeout());
    this.now = options.clock().instant().getEpochSecond();
  }

  /**
   * Brings the store up to date; makes one where there is none.
   *
   * @throws PlinthException where the store cannot be written, or nothing may be fetched; what is
   *     wrong with a single feed stands in the report
   */
  public static UpdateReport run(
      Path store,
      List<Feed> feeds,
      HttpClient client,
      UpdateOptions options,
      UpdateListener listener) {
    FeedUpdater updater = new FeedUpdater(feeds, client, options, listener);
    updater.refuseOffline();
    try (StoreUpdate update = AdvisoryStore.openForUpdate(store)) {
      return updater.run(update);
    }
  }

  private void refuseOffline() {
    List<String> far = new ArrayList<>();
    for (Feed feed : feeds) {
      if (!"file".equalsIgnoreCase(options.address(feed).getScheme())) {
        far.add(feed.id());
      }
    }
    if (client.options().offline() && !far.isEmpty()) {
      throw UpdateErrors.offline(
          far.size() > 3 ? far.size() + " feeds" : "the feed " + String.join(", ", far));
    }
  }

  /** What fetching one feed came to. */
  private record Arrival(
      Feed feed, List<Staged> staged, long bytes, @Nullable PlinthException failure) {}

  private UpdateReport run(StoreUpdate update) {
    Map<String, Map<String, DocumentState>> states = new HashMap<>();
    for (DocumentState state : update.documents()) {
      states.computeIfAbsent(state.feed(), any -> new HashMap<>()).put(state.part(), state);
    }
    LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    ExecutorService fetching =
        Executors.newFixedThreadPool(
            Math.max(1, options.atOnce()),
            Thread.ofPlatform().name("plinth-feed-", 0).daemon().factory());
    Map<String, UpdateReport.Result> results = new LinkedHashMap<>();
    boolean changed = false;
    try {
      for (Feed feed : feeds) {
        Map<String, DocumentState> known = states.getOrDefault(feed.id(), Map.of());
        fetching.execute(() -> arrivals.add(fetch(feed, known)));
      }
      while (results.size() < feeds.size()) {
        Arrival arrival = arrivals.poll(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        if (arrival == null) {
          break;
        }
        UpdateReport.Result result =
            take(arrival, states.getOrDefault(arrival.feed().id(), Map.of()), update);
        // What a feed that is read piece by piece committed before it failed stays.
        changed |=
            result.updated() + result.unchanged() > 0
                || arrival.feed().method() instanceof PiecewiseMethod;
        results.put(arrival.feed().id(), result);
        listener.finished(result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      fetching.shutdownNow();
    }
    List<UpdateReport.Result> ordered = new ArrayList<>();
    for (Feed feed : feeds) {
      UpdateReport.Result result = results.get(feed.id());
      if (result == null) {
        result = failed(feed, 0, UpdateErrors.time("the feed " + feed.id()));
        listener.finished(result);
      }
      ordered.add(result);
    }
    if (changed) {
      update.publish();
      for (UpdateReport.Result result : ordered) {
        if (result.failure() == null) {
          clear(options.cache().resolve(result.id()));
        }
      }
    }
    return new UpdateReport(ordered);
  }

  private static UpdateReport.Result failed(Feed feed, long bytes, PlinthException failure) {
    return new UpdateReport.Result(feed.id(), 0, 0, 0, 0, 0, 0, List.of(), bytes, failure);
  }

  private Arrival fetch(Feed feed, Map<String, DocumentState> known) {
    AtomicLong bytes = new AtomicLong();
    try {
      FeedAccess access =
          new FeedAccess(
              feed,
              options.address(feed),
              new Fetcher(client, deadline),
              known,
              options.cache().resolve(feed.id()),
              options.anew(),
              more -> {
                bytes.addAndGet(more);
                listener.fetched(feed.id(), more);
              });
      return new Arrival(feed, feed.method().fetch(access), bytes.get(), null);
    } catch (PlinthException e) {
      return new Arrival(feed, List.of(), bytes.get(), e);
    } catch (IOException e) {
      return new Arrival(feed, List.of(), bytes.get(), UpdateErrors.read(feed.id(), e));
    } catch (UncheckedIOException e) {
      PlinthException failure = UpdateErrors.read(feed.id(), new IOException(e.getMessage(), e));
      return new Arrival(feed, List.of(), bytes.get(), failure);
    }
  }

  private UpdateReport.Result take(
      Arrival arrival, Map<String, DocumentState> known, StoreUpdate update) {
    Feed feed = arrival.feed();
    if (arrival.failure() == null && feed.method() instanceof PiecewiseMethod method) {
      return piecewise(feed, method, known, update);
    }
    int updated = 0;
    int unchanged = 0;
    long records = 0;
    long taken = 0;
    long removed = 0;
    long skipped = 0;
    List<ImportReport.BadRecord> bad = new ArrayList<>();
    PlinthException failure = arrival.failure();
    for (Staged staged : arrival.staged()) {
      DocumentState before =
          known.getOrDefault(staged.part(), DocumentState.none(feed.id(), staged.part()));
      if (staged.kind() == Staged.Kind.UNCHANGED && !before.known()) {
        failure =
            UpdateErrors.malformed(
                "the feed " + feed.id(), "its server says it is unchanged, yet it was never read");
        continue;
      }
      Taking taking = new Taking(feed, staged, before, options.force(), now);
      if (staged.kind() == Staged.Kind.UNCHANGED) {
        update.beginDocument(feed.id(), feed.id(), staged.part());
        update.endDocument(before.checkedAt(now));
        update.commit();
        unchanged++;
        records += before.records();
        continue;
      }
      String name = feed.id() + (staged.part().isEmpty() ? "" : "/" + staged.part());
      ImportReport.FileReport report =
          Importer.importDocument(name, staged.files(), update, progress(feed), taking);
      if (report.failure() != null) {
        failure = report.failure();
        records += before.records();
        continue;
      }
      updated++;
      records += taking.records();
      taken += report.taken();
      removed += taking.removed();
      skipped += report.skipped();
      bad.addAll(report.bad());
    }
    return new UpdateReport.Result(
        feed.id(),
        updated,
        unchanged,
        records,
        taken,
        removed,
        skipped,
        bad.subList(0, Math.min(bad.size(), ImportReport.NAMED)),
        arrival.bytes(),
        failure);
  }

  private UpdateReport.Result piecewise(
      Feed feed, PiecewiseMethod method, Map<String, DocumentState> known, StoreUpdate update) {
    URI url = options.address(feed);
    ImportReport.FileReport report;
    try {
      report = method.read(feed, url, client, deadline, update, progress(feed));
    } catch (PlinthException e) {
      if (e.code().startsWith("PLINTH-STORE-")) {
        throw e;
      }
      update.rollback();
      return failed(feed, 0, e);
    }
    DocumentState before = known.getOrDefault("", DocumentState.none(feed.id(), ""));
    boolean changed = report.taken() > 0 || !before.known();
    long records = update.advisories(method.stored());
    if (report.failure() == null) {
      update.beginDocument(feed.id(), feed.id(), "");
      update.endDocument(
          new DocumentState(
              feed.id(),
              "",
              url.toString(),
              "",
              "",
              "",
              records,
              before.asOf(),
              changed ? now : before.updated(),
              now));
      update.commit();
    }
    return new UpdateReport.Result(
        feed.id(),
        changed ? 1 : 0,
        changed ? 0 : 1,
        records,
        report.taken(),
        0,
        report.skipped(),
        report.bad().subList(0, Math.min(report.bad().size(), ImportReport.NAMED)),
        0,
        report.failure());
  }

  private ImportListener progress(Feed feed) {
    return new ImportListener() {
      @Override
      public void progress(String name, long records) {
        listener.read(feed.id(), records);
      }
    };
  }

  /** Removes what was fetched, now that it stands in the store. */
  private static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It is a cache: what cannot be removed now is found stale the next time.
    }
  }
}
