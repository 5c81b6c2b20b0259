package dev.plinth.advisories.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every format that feeds come in: the one place that lists them. */
public final class FeedFormats {
  private FeedFormats() {}

  /** Those of whole documents; the first that recognises a document reads it. */
  static List<FeedFormat.OfDocuments> ofDocuments() {
    return List.of(
        new DebianTrackerReader(),
        new SecurityDatabaseReader(),
        new SecurityAdvisoryReader(),
        new EndOfLifeReader(),
        new OfficialImagesReader(),
        new JsonRecords(),
        new ExploitPredictionReader(),
        new ScoreTableReader(),
        new OsvYaml());
  }

  /** Those of JSON records; the first that recognises a record takes it. */
  static List<FeedFormat.OfRecords> ofRecords() {
    return List.of(
        new KnownExploitedReader(), new CveRecordReader(), new NvdReader(), new OsvRecords());
  }

  /** What can be read, in words, each once: for the help and for errors. */
  public static String titles() {
    Set<String> titles = new LinkedHashSet<>();
    titles.add("OSV (JSON, YAML)");
    List<FeedFormat> all = new ArrayList<>(ofDocuments());
    all.addAll(ofRecords());
    for (FeedFormat format : all) {
      if (!format.title().isEmpty()) {
        titles.add(format.title());
      }
    }
    return String.join(", ", titles);
  }
}
