package dev.plinth.cli;

import dev.plinth.bases.pin.LockFile;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which digests were seen here when, in a file of the user's state: a cool-down would begin anew
 * with every run that keeps no lock file. It has the form of {@code plinth.lock}.
 */
final class Sightings {
  /** What was seen so long ago is forgotten: no digest waits for a year. */
  private static final int KEPT_DAYS = 400;

  private static final int MOST = 10_000;

  private final Path file;
  private final LocalDate today;
  private LockFile known = new LockFile();
  private boolean changed;

  Sightings(Path file, LocalDate today) {
    this.file = file;
    this.today = today;
    try {
      known = LockFile.read(file);
    } catch (PlinthException e) {
      // A file that cannot be read is begun anew; all that is lost is days of waiting.
      changed = true;
    }
  }

  /** The day on which it was seen first; null where it was not seen before. */
  @Nullable LocalDate of(Reference repository, String tag, Digest digest) {
    LockFile.Entry entry = known.of(repository.name(), tag, digest);
    return entry == null ? null : entry.firstSeen();
  }

  /** Keeps that it is seen, if it was not before. */
  void add(Reference repository, String tag, Digest digest) {
    if (of(repository, tag, digest) == null) {
      known.add(new LockFile.Entry(repository.name(), tag, digest, List.of(), "", today));
      changed = true;
    }
  }

  /** Writes them where there are new ones; a folder that is not to be written is said. */
  void keep(Console console) {
    if (!changed) {
      return;
    }
    try {
      Files.createDirectories(UpdateCommits.parent(file));
      byte[] text = known.since(today.minusDays(KEPT_DAYS), MOST).write();
      Outputs.writeFile(file, to -> to.write(text));
      changed = false;
    } catch (PlinthException e) {
      tell(console, e.because());
    } catch (IOException e) {
      tell(console, CliErrors.reason(e));
    }
  }

  private static void tell(Console console, String why) {
    console.err().println("plinth: what was seen today is not kept for a cool-down: " + why);
  }
}
