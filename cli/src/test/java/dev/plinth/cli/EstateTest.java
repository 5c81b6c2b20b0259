package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.places.PlaceSettings;
import dev.plinth.bases.places.Places;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix.TextEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fifty services of {@code examples/estate}: every place is found, and changed without loss.
 */
class EstateTest {
  private static final Path ESTATE = root().resolve("examples/estate");

  @TempDir Path folder;

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("examples/estate"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    return at;
  }

  @Test
  void everyPlaceIsListed() {
    CliHarness.Run run = new CliHarness(folder).in(ESTATE).run("images");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("159 places in 100 files", "Debian 12");
  }

  @Test
  void everyPlaceChangesAloneAndNothingElseDoes() throws IOException {
    PlaceFiles reader = new PlaceFiles(PlaceSettings.NONE);
    Set<Place.Kind> kinds = EnumSet.noneOf(Place.Kind.class);
    int changed = 0;
    String digest = "sha256:" + "ab".repeat(32);
    for (Path file : reader.find(ESTATE).files()) {
      String within = ESTATE.relativize(file).toString();
      Places places = reader.read(within, within, file);
      for (Place place : places.places()) {
        kinds.add(place.kind());
        PlaceEdits.Wanted wanted = new PlaceEdits.Wanted(place, place.image().tag(), digest);
        PlaceEdits.Result result = PlaceEdits.apply(places, List.of(wanted), reader, within);
        assertThat(result.refused()).as(within).isEmpty();
        assertThat(result.after().raw())
            .as(within)
            .isEqualTo(
                edited(places.source(), place.image().with(place.image().tag(), digest).edits()));
        changed++;
      }
    }
    assertThat(changed).isEqualTo(159);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(11);
  }

  private static String edited(SourceText source, List<TextEdit> edits) {
    List<TextEdit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(TextEdit::start).reversed());
    StringBuilder text = new StringBuilder(source.raw());
    for (TextEdit edit : sorted) {
      text.replace(edit.start(), edit.end(), edit.text());
    }
    return text.toString();
  }
}
