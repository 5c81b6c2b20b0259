package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How entries and content reach the cataloguers, and what becomes of one that fails. */
class FactsReadingTest {
  /** Wants everything, notes what it gets, and does as told. */
  private static final class Probe implements Cataloguer {
    private final String id;
    private final int enough;
    private final String failAt;
    private final List<String> seen = new ArrayList<>();
    private RuntimeException failure = new IllegalStateException("oops");

    Probe(String id, int enough, String failAt) {
      this.id = id;
      this.enough = enough;
      this.failAt = failAt;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
      fail("open");
      seen.add("open " + entry.path());
      return new ContentConsumer() {
        private int length;

        @Override
        public boolean accept(byte[] buffer, int offset, int count) {
          fail("accept");
          length += count;
          return length < enough;
        }

        @Override
        public void end() {
          seen.add("end " + length);
          sink.add(
              new Fact.PackageFact(
                  "npm", "", id, "1", "", "", "", List.of(), Map.of("l", "" + length)));
          fail("end");
        }
      };
    }

    private void fail(String place) {
      if (place.equals(failAt)) {
        throw failure;
      }
    }
  }

  private static List<String> statements(LayerFacts facts) {
    List<String> lines = new ArrayList<>();
    for (FileFacts file : facts.statements().files()) {
      for (Fact fact : file.facts()) {
        lines.add(file.path() + ": " + ((Fact.PackageFact) fact).name());
      }
      for (String problem : file.problems()) {
        lines.add(file.path() + "! " + problem);
      }
    }
    return lines;
  }

  @Test
  void everyoneWhoWantsAFileGetsItAsLongAsHeWants() {
    Probe all = new Probe("all", Integer.MAX_VALUE, "");
    Probe head = new Probe("head", 10, "");
    LayerFacts facts =
        LayerScript.layer().file("x", "0123456789".repeat(3)).read(List.of(all, head));
    assertThat(all.seen).containsExactly("open x", "end 30");
    assertThat(head.seen).containsExactly("open x", "end 14");
    assertThat(statements(facts)).containsExactly("x: all", "x: head");
  }

  @Test
  void theRestIsPassedOverWhenNobodyWantsMore() {
    LayerAnalysis.Reading<LayerFacts> reading =
        new InventoryAnalysis(List.of(new Probe("a", 10, ""), new Probe("b", 20, "")), null)
            .begin();
    ContentConsumer consumer = reading.entry(LayerScript.entry("x", EntryType.FILE, 99, "", 0));
    assertThat(consumer).isNotNull();
    assertThat(consumer.accept(new byte[15], 0, 15)).isTrue();
    assertThat(consumer.accept(new byte[15], 0, 15)).isFalse();
  }

  @Test
  void whiteoutsAndContentOfOthersThanFilesAreNotOffered() {
    Probe all = new Probe("all", 9, "");
    LayerFacts facts =
        LayerScript.layer().whiteout("a").opaque("b").dir("c").symlink("d", "c").read(List.of(all));
    assertThat(all.seen).containsExactly("open c", "open d");
    assertThat(facts.sizes().whiteouts()).isEqualTo(2);
    assertThat(facts.sizes().entries()).isEqualTo(4);
  }

  @Test
  void oneThatFailsSpoilsNothingForOthers() {
    for (String place : List.of("open", "accept", "end")) {
      Probe bad = new Probe("bad", 99, place);
      Probe good = new Probe("good", 99, "");
      LayerFacts facts =
          LayerScript.layer().file("x", "content").file("y", "").read(List.of(bad, good));
      assertThat(statements(facts))
          .as(place)
          .contains("x: good", "y: good")
          .anyMatch(line ->
              line.equals(
                  "x! it could not be read as bad because of a mistake in Plinth"
                      + " (IllegalStateException); please report it"));
      assertThat(bad.seen).doesNotContain(place.equals("accept") ? "end 7" : "nothing");
    }
  }

  @Test
  void aClearErrorIsKeptAsItReads() {
    Probe bad = new Probe("bad", 99, "accept");
    bad.failure = new PlinthException("PLINTH-X", "read it", "it is odd", "do this");
    assertThat(statements(LayerScript.layer().file("x", "c").read(List.of(bad))))
        .containsExactly("x! Tried to read it, but it is odd; do this");
  }

  @Test
  void tooManyFactsAreAnErrorOfTheirOwn() {
    Cataloguer endless =
        new Cataloguer() {
          @Override
          public String id() {
            return "endless";
          }

          @Override
          public int version() {
            return 1;
          }

          @Override
          public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
            for (int i = 0; ; i++) {
              sink.add(
                  new Fact.PackageFact("npm", "", "n" + i, "1", "", "", "", List.of(), Map.of()));
            }
          }
        };
    assertThatThrownBy(() -> LayerScript.layer().file("x", "").read(List.of(endless)))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo("PLINTH-FACTS-LIMIT");
              assertThat(e).hasMessageContaining("more than 101 MB");
            });
  }

  @Test
  void aFloodOfSymbolicLinksIsAnErrorOfItsOwn() {
    InventoryAnalysis analysis = new InventoryAnalysis(List.of(), null);
    LayerAnalysis.Reading<LayerFacts> reading = analysis.begin();
    for (int i = 0; i < 1_000_001; i++) {
      reading.entry(LayerScript.entry("d/" + i, EntryType.SYMLINK, 0, "x", 0));
    }
    LayerFacts facts = reading.finish(null, 1, 1);
    assertThatThrownBy(() -> ImageFolding.of(List.of(facts)))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-FACTS-LIMIT"));
    analysis.close();
  }

  @Test
  void problemsAreCountedBeyondAThousand() {
    LayerAnalysis.Reading<LayerFacts> reading = new InventoryAnalysis(List.of(), null).begin();
    for (int i = 0; i < 1_500; i++) {
      reading.problem("p" + i, "odd");
    }
    LayerFacts facts = reading.finish(null, 1, 1);
    assertThat(facts.statements().problems()).hasSize(1_001);
    assertThat(facts.statements().problems().getLast().text()).isEqualTo("and 500 more problems");
  }

  @Test
  void deepChainsOfLinksEndSoon() {
    LayerScript chain = LayerScript.layer();
    for (int i = 0; i < 50; i++) {
      chain.symlink("l" + i, "l" + (i + 1) + "/" + "x/../".repeat(500));
    }
    for (int i = 0; i < 200; i++) {
      chain.file("l" + i % 50 + "/f" + i, "");
    }
    FoldedImage image = LayerScript.fold(chain);
    assertThat(image.problems()).hasSizeGreaterThan(10);
  }
}
