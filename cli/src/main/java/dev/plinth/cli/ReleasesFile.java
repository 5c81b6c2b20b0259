package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the advisory store has of endoflife.date, in a small file beside it: linting a Dockerfile
 * takes less time than opening the store.
 */
final class ReleasesFile {
  private static final String NAME = "releases.tsv";

  private ReleasesFile() {}

  /** The file beside a store. */
  static Path beside(Path store) {
    return store.resolveSibling(NAME);
  }

  /** Writes what the store has; where it has nothing, a file that is there stays. */
  static void write(Path store) {
    if (!AdvisoryStore.exists(store)) {
      return;
    }
    List<Lifecycle> all = new ArrayList<>();
    LocalDate date = null;
    try (AdvisoryStore opened = AdvisoryStore.openReadOnly(store)) {
      for (Origin origin : opened.origins()) {
        if (origin.name().equals("endoflife")) {
          date = date(origin.asOf());
          date = date == null ? date(origin.imported()) : date;
        }
      }
      if (date != null) {
        for (String product : Lifecycles.products()) {
          // Java is as Eclipse Temurin has it.
          boolean java = product.equals("java");
          for (Lifecycle each : opened.lifecycles(java ? "eclipse-temurin" : product)) {
            all.add(java ? java(each) : each);
          }
        }
      }
    }
    if (date == null || all.isEmpty()) {
      return;
    }
    Path file = beside(store);
    Path part = store.resolveSibling(NAME + ".part");
    try {
      Files.writeString(part, Releases.text(date, all));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw BasesErrors.releases(file, "it cannot be written (" + CliErrors.reason(e) + ")");
    }
  }

  private static Lifecycle java(Lifecycle temurin) {
    return new Lifecycle(
        "java",
        temurin.cycle(),
        temurin.codename(),
        temurin.supportEnds(),
        temurin.communityEnds(),
        temurin.commercialEnds(),
        temurin.source());
  }

  private static @Nullable LocalDate date(String time) {
    try {
      return time.length() < 10 ? null : LocalDate.parse(time.substring(0, 10));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
