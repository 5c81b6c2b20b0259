package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the facts of one layer as its entries stream by. */
final class FactsReading implements LayerAnalysis.Reading<LayerFacts> {
  private static final int MAX_PROBLEMS = 1_000;
  private static final int REMEMBERED_PATHS = 1_500_000;

  /** What a hard link is taken for when asking who would read a file of its name. */
  private static final int ASSUMED_SIZE = 1 << 16;

  private final Cataloguer[] cataloguers;
  private final @Nullable FactsCache cache;
  private final long readerVersion;
  private final MemoryBudget budget;
  private final Consumer<LayerFacts> finished;
  private final Spool spool;
  private final EntryTableWriter table;
  private final List<FileFacts> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final LongSet seen = new LongSet(REMEMBERED_PATHS);
  private FileSink sink;
  private String sinkPath = "";
  private int sinkOrdinal = -1;
  private long weight;
  private long content;
  private long whiteouts;
  private long moreProblems;

  FactsReading(
      List<Cataloguer> cataloguers,
      @Nullable FactsCache cache,
      long readerVersion,
      MemoryBudget budget,
      Consumer<LayerFacts> finished) {
    this.finished = finished;
    this.cataloguers = cataloguers.toArray(new Cataloguer[0]);
    this.cache = cache;
    this.readerVersion = readerVersion;
    this.budget = budget;
    spool = new Spool(cache, budget);
    LayerFactsCodec.begin(spool);
    table = new EntryTableWriter(spool);
    sink = new FileSink(budget);
  }

  @Override
  public @Nullable ContentConsumer entry(TarEntry entry) {
    settle();
    int ordinal = table.entries();
    if (ordinal == Integer.MAX_VALUE) {
      throw FactsErrors.tooMuch("entries in one layer", ordinal);
    }
    table.append(entry);
    content += entry.size();
    if (Whiteouts.isWhiteout(entry.path())) {
      whiteouts++;
      return null;
    }
    remember(entry);
    sinkPath = entry.path();
    sinkOrdinal = ordinal;
    GuardedConsumers consumers = null;
    for (int i = cataloguers.length - 1; i >= 0; i--) {
      Cataloguer cataloguer = cataloguers[i];
      ContentConsumer consumer = null;
      try {
        consumer = cataloguer.open(entry, sink);
      } catch (RuntimeException e) {
        sink.failure(cataloguer, e);
      }
      if (consumer != null && entry.type() == EntryType.FILE) {
        consumers = new GuardedConsumers(sink, cataloguer, consumer, consumers);
      }
    }
    if (entry.type() == EntryType.HARDLINK) {
      checkLink(entry);
    }
    return consumers;
  }

  /** Keeps what the last file said; its consumers are done. */
  private void settle() {
    if (!sink.isEmpty()) {
      files.add(sink.facts(sinkOrdinal, sinkPath));
      weight += sink.weight();
      sink = new FileSink(budget);
    }
  }

  private void remember(TarEntry entry) {
    if (seen.full()) {
      return;
    }
    boolean directory = entry.type() == EntryType.DIRECTORY;
    long asFile = PathHash.of(entry.path());
    long asDirectory = PathHash.mix(asFile);
    boolean doubled;
    if (directory) {
      // The same folder again is harmless and common.
      doubled = seen.contains(asFile);
      seen.add(asDirectory);
    } else {
      doubled = !seen.add(asFile) || seen.contains(asDirectory);
    }
    if (doubled) {
      problem(entry.path(), "it stands more than once in the layer; the last one counts");
    }
    if (seen.full()) {
      problem("", "the layer has so many entries that not all were searched for doubles");
    }
  }

  /**
   * The content of a hard link was seen under its other name only: when nobody read it there who
   * would have read it here, that is said.
   */
  private void checkLink(TarEntry entry) {
    TarEntry here = asFile(entry, entry.path());
    TarEntry there = asFile(entry, entry.link());
    for (Cataloguer cataloguer : cataloguers) {
      FileSink ignored = new FileSink(new MemoryBudget());
      try {
        if (cataloguer.open(here, ignored) != null && cataloguer.open(there, ignored) == null) {
          problem(
              entry.path(),
              "it is a hard link to "
                  + entry.link()
                  + ", which was not read as "
                  + cataloguer.id()
                  + " under that name");
        }
      } catch (RuntimeException e) {
        sink.failure(cataloguer, e);
      }
    }
  }

  private static TarEntry asFile(TarEntry link, String path) {
    return new TarEntry(
        path,
        EntryType.FILE,
        ASSUMED_SIZE,
        link.mode(),
        link.uid(),
        link.gid(),
        link.modified(),
        "",
        link.xattrs(),
        0,
        0);
  }

  @Override
  public void problem(String path, String problem) {
    if (problems.size() >= MAX_PROBLEMS) {
      moreProblems++;
      return;
    }
    long bytes = FactWeights.of(path) + FactWeights.of(problem);
    budget.keepFacts(bytes);
    weight += bytes;
    problems.add(new Problem(path, -1, problem));
  }

  @Override
  public LayerFacts finish(@Nullable Digest digest, long storedSize, long unpackedSize) {
    settle();
    if (moreProblems > 0) {
      problems.add(new Problem("", -1, "and " + moreProblems + " more problems"));
      moreProblems = 0;
    }
    LayerFacts.Sizes sizes =
        new LayerFacts.Sizes(storedSize, unpackedSize, table.entries(), whiteouts, content);
    LayerFacts.Statements statements =
        new LayerFacts.Statements(List.copyOf(files), List.copyOf(problems));
    LayerFacts facts =
        LayerFactsCodec.finish(
            spool,
            table.entries(),
            new LayerFactsCodec.Content(digest, sizes, statements),
            cache,
            readerVersion);
    finished.accept(facts);
    return facts;
  }

  @Override
  public void abandon() {
    budget.dropFacts(weight + sink.weight());
    spool.close();
  }
}
