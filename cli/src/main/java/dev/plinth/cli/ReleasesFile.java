package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.known.Releases;
import dev.plinth.foundation.PlinthException;
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
 * What the advisory store has of endoflife.date and official-images, in small files beside it:
 * linting a Dockerfile takes less time than opening the store.
 */
final class ReleasesFile {
  private static final String NAME = "releases.tsv";
  private static final String OFFICIAL = "official-tags.tsv";

  private ReleasesFile() {}

  /** The file beside a store. */
  static Path beside(Path store) {
    return store.resolveSibling(NAME);
  }

  /** What is known newest: by the files beside that store, else by the program's own tables. */
  static Releases known(Path store) {
    return Releases.of(beside(store)).with(OfficialTags.of(store.resolveSibling(OFFICIAL)));
  }

  /** Writes what the store has; where it has nothing, a file that is there stays. */
  static void write(Path store) {
    if (!AdvisoryStore.exists(store)) {
      return;
    }
    List<Lifecycle> all = new ArrayList<>();
    LocalDate date = null;
    LocalDate tagsDate = null;
    List<OfficialImage> images = List.of();
    try (AdvisoryStore opened = AdvisoryStore.openReadOnly(store)) {
      for (Origin origin : opened.origins()) {
        if (origin.name().equals("endoflife")) {
          date = date(origin.asOf());
          date = date == null ? date(origin.imported()) : date;
        } else if (origin.name().equals("official-images") && origin.records() > 0) {
          tagsDate = date(origin.asOf());
          tagsDate = tagsDate == null ? date(origin.imported()) : tagsDate;
          images = opened.officialImages();
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
    if (date != null && !all.isEmpty()) {
      Path file = beside(store);
      try {
        replace(file, Releases.text(date, all));
      } catch (IOException e) {
        throw BasesErrors.releases(file, "it cannot be written (" + CliErrors.reason(e) + ")");
      }
    }
    if (tagsDate != null && !images.isEmpty()) {
      Path file = store.resolveSibling(OFFICIAL);
      try {
        replace(file, OfficialTags.text(tagsDate, images, before(file)));
      } catch (IOException e) {
        throw BasesErrors.officialTags(file, "cannot be written (" + CliErrors.reason(e) + ")");
      }
    }
  }

  /** What is known until now; a file that cannot be read is written anew. */
  private static OfficialTags before(Path file) {
    try {
      OfficialTags before = OfficialTags.of(file);
      before.date();
      return before;
    } catch (PlinthException e) {
      return OfficialTags.NONE;
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
