package dev.plinth.advisories.feed;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where the records of one file go: into the store and into the report. */
final class RecordSink {
  private static final int TELL_EVERY = 500;
  private static final int MAX_TEXT = 200;

  private final String name;
  private final StoreUpdate store;
  private final ImportListener listener;
  private final long started = System.nanoTime();
  private final TreeSet<String> formats = new TreeSet<>();
  private final List<ImportReport.BadRecord> bad = new ArrayList<>();
  private long taken;
  private long superseded;
  private long empty;
  private long skipped;
  private long ignored;

  RecordSink(String name, StoreUpdate store, ImportListener listener) {
    this.name = name;
    this.store = store;
    this.listener = listener;
  }

  /** Records seen so far, good and bad. */
  long seen() {
    return taken + superseded + empty + skipped;
  }

  /** Records understood so far. */
  long understood() {
    return taken + superseded + empty;
  }

  /**
   * Drops what the store has of a feed whose document, which follows, is all of it.
   *
   * @param feed its name, with its part after a slash
   */
  void replace(String feed) {
    store.replaceFeed(feed);
  }

  /** Takes in how long all releases of a product are looked after. */
  void lifecycles(String product, List<Lifecycle> releases) {
    store.putLifecycles(product, releases);
    count("endoflife", releases.isEmpty() ? Outcome.EMPTY : Outcome.TAKEN);
  }

  /** Takes in under which tags an official image is built. */
  void officialImage(OfficialImage image) {
    count("official-images", store.putOfficialImage(image));
  }

  void advisory(AdvisoryRecord advisory) {
    count(StoreUpdate.family(advisory.advisory().source()), store.put(advisory));
  }

  /**
   * @param asOf the date of the catalogue
   * @param entries all of it
   */
  void knownExploited(String asOf, List<KnownExploitedReader.Entry> entries) {
    boolean fresh = store.replaceCatalogue("kev", asOf);
    for (KnownExploitedReader.Entry entry : entries) {
      if (fresh) {
        store.putKnownExploited(entry.cve(), entry.added(), entry.ransomware(), entry.title());
      }
      count("kev", fresh ? Outcome.TAKEN : Outcome.SUPERSEDED);
    }
  }

  /** Begins a set of exploit predictions of that date; false where the store's is newer. */
  boolean exploitPredictions(String asOf) {
    return store.replaceCatalogue("epss", asOf);
  }

  void exploitPrediction(boolean fresh, long cve, double probability, double percentile) {
    if (fresh) {
      store.putExploitPrediction(cve, probability, percentile);
    }
    count("epss", fresh ? Outcome.TAKEN : Outcome.SUPERSEDED);
  }

  void score(String feed, CveScore score) {
    count(
        feed,
        store.putScore(
            feed, score.cve(), score.vector(), score.score(), score.word(), score.modified()));
  }

  /** A CVE without a score, or rejected. */
  void noScore(String feed, long cve, boolean rejected) {
    if (rejected) {
      store.dropScore(feed, cve);
    }
    count(feed, Outcome.EMPTY);
  }

  private void count(String format, Outcome outcome) {
    formats.add(format);
    switch (outcome) {
      case TAKEN -> taken++;
      case SUPERSEDED -> superseded++;
      case EMPTY -> empty++;
    }
    tell();
  }

  /** A record that cannot be taken. */
  void skipped(String recordName, String reason) {
    skipped++;
    if (bad.size() < ImportReport.NAMED) {
      bad.add(new ImportReport.BadRecord(shown(recordName), shown(reason)));
    }
    tell();
  }

  /** A file that is no data. */
  void ignored() {
    ignored++;
  }

  private void tell() {
    if (seen() % TELL_EVERY == 0) {
      listener.progress(name, seen());
    }
  }

  private static String shown(String text) {
    String safe = SafeText.of(text);
    return safe.length() <= MAX_TEXT ? safe : safe.substring(0, MAX_TEXT) + "…";
  }

  ImportReport.FileReport report(@Nullable PlinthException failure) {
    boolean failed = failure != null;
    return new ImportReport.FileReport(
        name,
        List.copyOf(formats),
        failed ? 0 : taken,
        failed ? 0 : superseded,
        failed ? 0 : empty,
        skipped,
        bad,
        ignored,
        failure,
        (System.nanoTime() - started) / 1_000_000);
  }
}
