package dev.plinth.cli;

import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.checks.secret.TextSecrets;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.foundation.PlinthException;
import dev.plinth.report.lint.LintReport;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.UnifiedDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Changes of places: written, each file whole or not at all, or shown as differences. */
final class PlaceChanges {
  private final PlaceFiles reader;
  private final boolean shows;
  private final Set<Path> swept = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();

  private record Change(String name, SourceText before, SourceText after) {}

  /**
   * @param shows true to change nothing
   */
  PlaceChanges(PlaceFiles reader, boolean shows) {
    this.reader = reader;
    this.shows = shows;
  }

  /** Changes the places of one file, where the changes are proved. */
  PlaceEdits.Result apply(PlaceArguments.PlacedFile file, List<PlaceEdits.Wanted> wanted) {
    PlaceEdits.Result result = PlaceEdits.apply(file.places(), wanted, reader, file.within());
    if (result.changes()) {
      SourceText before = file.places().source();
      if (!shows) {
        Path folder = file.path().toAbsolutePath().getParent();
        if (folder != null && swept.add(folder)) {
          Partial.sweep(folder);
        }
        try {
          Replacement.of(file.path(), before.toBytes(), result.after().toBytes());
        } catch (PlinthException e) {
          return refused(before, wanted, e.because());
        }
      }
      changes.add(new Change(file.places().file(), before, result.after()));
    }
    return result;
  }

  private static PlaceEdits.Result refused(
      SourceText source, List<PlaceEdits.Wanted> wanted, String why) {
    IdentityHashMap<Place, String> refused = new IdentityHashMap<>();
    for (PlaceEdits.Wanted each : wanted) {
      refused.put(each.place(), why);
    }
    return new PlaceEdits.Result(source, List.of(), refused);
  }

  /** Whether that place was changed. */
  @SuppressWarnings("ReferenceEquality") // two places may say the same
  boolean done(PlaceEdits.Result result, Place place) {
    for (PlaceEdits.Wanted each : result.done()) {
      if (each.place() == place) {
        return true;
      }
    }
    return false;
  }

  /** Writes the differences to standard output, secrets that stand beside them left out. */
  void show(Console console) {
    try {
      for (Change each : changes) {
        UnifiedDiff.write(
            file(each.name, each.before),
            file(each.name, each.after),
            console.outIsTerminal(),
            console.colour(),
            console.out());
      }
      console.out().flush();
    } catch (IOException e) {
      throw CliErrors.standardOutput(e);
    }
  }

  private static LintFile file(String name, SourceText source) {
    List<LintReport.Mask> masks = new ArrayList<>();
    for (Span secret : TextSecrets.in(source)) {
      masks.add(new LintReport.Mask(secret.start(), secret.end()));
    }
    return new LintFile(name, source.raw(), List.of(), List.of(), List.of(), masks);
  }
}
