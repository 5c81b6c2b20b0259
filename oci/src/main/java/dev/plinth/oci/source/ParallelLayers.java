package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerBudget;
import dev.plinth.oci.layer.LayerPipeline;
import dev.plinth.oci.layer.LayerProof;
import dev.plinth.oci.layer.LayerRequest;
import dev.plinth.oci.layer.LayerResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the layers of one image, several at once, the largest first, each once however often the
 * image has it. When one fails, those above it are given up; those below still finish, so that it
 * is always the lowest damaged layer that is named.
 */
final class ParallelLayers<R> {
  private final LayerStore store;
  private final ImageOptions options;
  private final LayerAnalysis<R> analysis;
  private final Cancellation cancellation;
  private final LayerBudget budget;
  private final List<Job<R>> jobs = new ArrayList<>();
  private int failed = Integer.MAX_VALUE;

  ParallelLayers(
      LayerStore store,
      ImageOptions options,
      LayerAnalysis<R> analysis,
      Cancellation cancellation) {
    this.store = store;
    this.options = options;
    this.analysis = analysis;
    this.cancellation = cancellation;
    this.budget = new LayerBudget(options.limits());
  }

  /** What makes two layers of an image the same. */
  private record Key(String entry, @Nullable Digest blob, @Nullable Digest diffId) {
    // Written out, since a record's own are linked at start-up (docs/adr/0004).
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && entry.equals(key.entry)
          && Objects.equals(blob, key.blob)
          && Objects.equals(diffId, key.diffId);
    }

    @Override
    public int hashCode() {
      return 31 * entry.hashCode() + Objects.hashCode(blob);
    }
  }

  private static final class Job<R> {
    final StoredImage.StoredLayer stored;
    final long size;
    @Nullable R result;

    /** What is known of the digest while these bytes are not proved to have it. */
    @Nullable R unproved;

    @Nullable Digest digest;
    @Nullable Throwable failure;
    LayerStore.@Nullable Opened open;

    Job(StoredImage.StoredLayer stored, long size) {
      this.stored = stored;
      this.size = size;
      this.digest = stored.layer().digest();
    }

    int index() {
      return stored.layer().index();
    }
  }

  AnalyzedImage<R> read(StoredImage image) {
    Map<Key, Job<R>> byKey = new LinkedHashMap<>();
    List<Job<R>> ofLayers = new ArrayList<>(image.layers().size());
    for (StoredImage.StoredLayer stored : image.layers()) {
      Key key = new Key(stored.entry(), stored.blob(), stored.layer().diffId());
      ofLayers.add(byKey.computeIfAbsent(key, k -> new Job<>(stored, sizeOf(stored))));
    }
    // What is known came from the stored bytes: it says nothing of what is asked to be proved now.
    boolean asking = !options.verifyDiffIds();
    if (asking) {
      expect(ofLayers);
    }
    List<Job<R>> proved = new ArrayList<>();
    for (Job<R> job : byKey.values()) {
      if (asking && job.digest != null && proved(job, job.digest)) {
        proved.add(job);
      }
    }
    long toRead = 0;
    for (Job<R> job : byKey.values()) {
      Digest digest = job.digest;
      R known = digest == null || !asking ? null : analysis.known(digest);
      if (known != null && proved.contains(job)) {
        job.result = known;
      } else {
        job.unproved = known;
        jobs.add(job);
        toRead += job.size;
      }
    }
    options.progress().started(byKey.size(), toRead);
    for (int known = byKey.size() - jobs.size(); known > 0; known--) {
      options.progress().layerDone(true);
    }
    run();
    return result(image, ofLayers);
  }

  private void expect(List<Job<R>> ofLayers) {
    List<@Nullable Digest> digests = new ArrayList<>(ofLayers.size());
    for (Job<R> job : ofLayers) {
      digests.add(job.digest);
    }
    analysis.expect(digests);
  }

  private boolean proved(Job<R> job, Digest digest) {
    if (store.addressed()) {
      return true;
    }
    String identity = store.identity(job.stored.entry());
    return !identity.isEmpty() && analysis.proved(digest, identity);
  }

  private long sizeOf(StoredImage.StoredLayer stored) {
    long size = store.size(stored.entry());
    if (size != stored.layer().storedSize()) {
      throw SourceErrors.size(store.label(), stored.entry(), stored.layer().storedSize(), size);
    }
    return size;
  }

  private AnalyzedImage<R> result(StoredImage image, List<Job<R>> ofLayers) {
    List<ImageLayer> layers = new ArrayList<>(ofLayers.size());
    List<R> results = new ArrayList<>(ofLayers.size());
    for (int i = 0; i < ofLayers.size(); i++) {
      Job<R> job = ofLayers.get(i);
      R result = job.result;
      if (result == null) {
        throw SourceErrors.closed(store.label());
      }
      results.add(result);
      layers.add(Layers.withDigest(image.layers().get(i).layer(), job.digest));
    }
    return new AnalyzedImage<>(Layers.withLayers(image.image(), layers), results);
  }

  private void run() {
    int threads = Math.min(options.parallelism(), jobs.size());
    if (threads <= 1) {
      for (Job<R> job : jobs) {
        read(job);
      }
    } else {
      runInParallel(threads);
    }
    Job<R> first = null;
    for (Job<R> job : jobs) {
      if (job.failure != null && (first == null || job.index() < first.index())) {
        first = job;
      }
    }
    if (first != null) {
      if (cancellation.isCancelled()) {
        throw SourceErrors.closed(store.label());
      }
      rethrow(first.failure);
    }
  }

  private void runInParallel(int threads) {
    List<Job<R>> largestFirst = new ArrayList<>(jobs);
    largestFirst.sort((a, b) -> Long.compare(b.size, a.size));
    Queue<Job<R>> queue = new ConcurrentLinkedQueue<>(largestFirst);
    List<Thread> workers = new ArrayList<>(threads);
    for (int i = 0; i < threads; i++) {
      workers.add(
          Thread.ofPlatform()
              .daemon()
              .name("plinth-layers-" + i)
              .start(() -> {
                for (Job<R> job = queue.poll(); job != null; job = queue.poll()) {
                  read(job);
                }
              }));
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (true) {
        try {
          worker.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.cancel();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Job<R> job) {
    if (!wanted(job)) {
      return;
    }
    try {
      // Before the first byte: whatever changes the file from here on changes its identity.
      String identity = store.identity(job.stored.entry());
      readOpened(job);
      if (job.digest != null && !identity.isEmpty()) {
        analysis.prove(job.digest, identity);
      }
      options.progress().layerDone(false);
    } catch (IOException e) {
      fail(job, SourceErrors.unreadable(store.label(), e));
    } catch (RuntimeException | Error e) {
      fail(job, e);
    }
  }

  private void readOpened(Job<R> job) throws IOException {
    boolean compressed = job.stored.blob() == null && isCompressed(store.head(job.stored.entry()));
    try (LayerStore.Opened opened = store.open(job.stored.entry())) {
      if (!begin(job, opened)) {
        throw SourceErrors.closed(store.label());
      }
      if (job.unproved != null && job.digest != null && !compressed) {
        try {
          LayerProof.prove(opened.bytes(), job.digest, job.size, options.progress()::advanced);
          job.result = job.unproved;
        } finally {
          end(job, opened);
        }
        return;
      }
      LayerRequest request =
          Layers.request(opened.bytes(), job.stored, compressed, options.verifyDiffIds());
      LayerAnalysis.Reading<R> reading = analysis.begin();
      boolean finished = false;
      try {
        LayerResult read =
            LayerPipeline.read(request, reading, budget, options.progress()::advanced);
        if (job.digest == null) {
          job.digest = read.storedDigest();
        }
        job.result = reading.finish(job.digest, read.storedSize(), read.unpackedSize());
        finished = true;
      } finally {
        end(job, opened);
        if (!finished) {
          reading.abandon();
        }
      }
    }
  }

  private static boolean isCompressed(byte[] head) {
    ArchiveMagic magic = ArchiveMagic.of(head);
    return magic == ArchiveMagic.GZIP || magic == ArchiveMagic.ZSTD;
  }

  private synchronized boolean wanted(Job<R> job) {
    return job.index() < failed && !cancellation.isCancelled();
  }

  private synchronized boolean begin(Job<R> job, LayerStore.Opened opened) {
    if (!wanted(job) || !cancellation.register(opened)) {
      return false;
    }
    job.open = opened;
    return true;
  }

  private synchronized void end(Job<R> job, LayerStore.Opened opened) {
    job.open = null;
    cancellation.release(opened);
  }

  private synchronized void fail(Job<R> job, Throwable failure) {
    job.failure = failure;
    if (job.index() < failed) {
      failed = job.index();
      for (Job<R> other : jobs) {
        LayerStore.Opened open = other.open;
        if (open != null && other.index() > failed) {
          Cancellation.close(open);
        }
      }
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case PlinthException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(failure);
    }
  }
}
