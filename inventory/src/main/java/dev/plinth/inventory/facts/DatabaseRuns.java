package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since which layer, without a break up to the top, the package databases have held each package:
 * all visible database files of a kind count as one database, whose state is looked at when a layer
 * is complete.
 */
final class DatabaseRuns {
  /** What makes a distribution package the same from layer to layer. */
  record Key(String type, String name, String architecture, String version) {
    static Key of(Fact.PackageFact fact) {
      return new Key(fact.type(), fact.name(), fact.architecture(), fact.version());
    }
  }

  private static final class Run {
    int files;
    int since = -1;
  }

  private final VisibleTree tree;
  private final Map<Key, Run> runs = new HashMap<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final List<FileVersion> latest = new ArrayList<>();
  private final List<@Nullable FileFacts> counted = new ArrayList<>();

  DatabaseRuns(VisibleTree tree) {
    this.tree = tree;
  }

  static boolean isDistributionType(String type) {
    return type.equals("deb") || type.equals("apk") || type.equals("rpm");
  }

  /** A path holds another file from now on. */
  void set(FileVersion version) {
    Integer place = places.get(version.node());
    if (place != null) {
      latest.set(place, version);
    } else if (isDatabase(version.facts())) {
      places.put(version.node(), latest.size());
      latest.add(version);
      counted.add(null);
    }
  }

  private static boolean isDatabase(FileFacts facts) {
    for (Fact fact : facts.facts()) {
      if (fact instanceof Fact.PackageFact p && isDistributionType(p.type())) {
        return true;
      }
    }
    return false;
  }

  /** The layer is complete. */
  @SuppressWarnings("ReferenceEquality") // the same file, not one that says the same
  void endLayer(int layer) {
    List<FileFacts> gone = new ArrayList<>();
    for (int i = 0; i < latest.size(); i++) {
      FileVersion version = latest.get(i);
      FileFacts now = tree.liveFile(version.node()) ? version.facts() : null;
      FileFacts before = counted.get(i);
      if (now != before) {
        counted.set(i, now);
        if (before != null) {
          gone.add(before);
        }
        if (now != null) {
          count(now, layer);
        }
      }
    }
    for (FileFacts facts : gone) {
      discount(facts);
    }
  }

  private void count(FileFacts facts, int layer) {
    for (Fact fact : facts.facts()) {
      if (fact instanceof Fact.PackageFact p && isDistributionType(p.type())) {
        Run run = runs.computeIfAbsent(Key.of(p), key -> new Run());
        run.files++;
        if (run.since < 0) {
          run.since = layer;
        }
      }
    }
  }

  private void discount(FileFacts facts) {
    for (Fact fact : facts.facts()) {
      if (fact instanceof Fact.PackageFact p && isDistributionType(p.type())) {
        Key key = Key.of(p);
        Run run = runs.get(key);
        if (run != null && --run.files == 0) {
          runs.remove(key);
        }
      }
    }
  }

  /** Since when the databases hold it; -1 when they do not. */
  int since(Key key) {
    Run run = runs.get(key);
    return run == null ? -1 : run.since;
  }
}
