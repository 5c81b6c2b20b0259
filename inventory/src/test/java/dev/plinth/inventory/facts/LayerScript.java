package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A layer written down entry by entry. */
final class LayerScript {
  private record Step(TarEntry entry, byte[] content) {}

  private final List<Step> steps = new ArrayList<>();

  static LayerScript layer() {
    return new LayerScript();
  }

  LayerScript file(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return add(entry(path, EntryType.FILE, bytes.length, "", 0), bytes);
  }

  LayerScript dir(String path) {
    return add(entry(path, EntryType.DIRECTORY, 0, "", 0), new byte[0]);
  }

  LayerScript symlink(String path, String target) {
    return add(entry(path, EntryType.SYMLINK, 0, target, 0), new byte[0]);
  }

  LayerScript hardlink(String path, String target) {
    return add(entry(path, EntryType.HARDLINK, 0, target, 0), new byte[0]);
  }

  LayerScript device(String path, int major) {
    return add(entry(path, EntryType.CHARACTER_DEVICE, 0, "", major), new byte[0]);
  }

  LayerScript whiteout(String path) {
    int slash = path.lastIndexOf('/') + 1;
    return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
  }

  LayerScript opaque(String path) {
    return file(path.isEmpty() ? ".wh..wh..opq" : path + "/.wh..wh..opq", "");
  }

  LayerScript add(TarEntry entry, byte[] content) {
    steps.add(new Step(entry, content));
    return this;
  }

  static TarEntry entry(String path, EntryType type, long size, String link, int major) {
    int mode = type == EntryType.DIRECTORY ? 0755 : 0644;
    return new TarEntry(path, type, size, mode, 0, 0, 1_700_000_000L, link, Map.of(), major, 0);
  }

  /** Feeds the entries to the reading and finishes it. */
  LayerFacts play(LayerAnalysis.Reading<LayerFacts> reading, @Nullable Digest digest) {
    long size = 0;
    for (Step step : steps) {
      size += step.content.length;
      ContentConsumer consumer = reading.entry(step.entry);
      if (consumer != null) {
        boolean more = true;
        for (int i = 0; more && i < step.content.length; i += 7) {
          more = consumer.accept(step.content, i, Math.min(7, step.content.length - i));
        }
        consumer.end();
      }
    }
    return reading.finish(digest, size, 512L * steps.size());
  }

  LayerFacts read() {
    return read(List.of(new LineCataloguer()));
  }

  LayerFacts read(List<Cataloguer> cataloguers) {
    InventoryAnalysis analysis = new InventoryAnalysis(cataloguers, null);
    return play(analysis.begin(), null);
  }

  /** The digest that stands for layer number n in tests. */
  static Digest digest(int n) {
    return new Digest("sha256", String.format("%064x", n));
  }

  static FoldedImage fold(LayerScript... layers) {
    List<LayerFacts> facts = new ArrayList<>();
    for (LayerScript layer : layers) {
      facts.add(layer.read());
    }
    return ImageFolding.of(facts);
  }

  /** {@code name version @layer evidence…[ <- owner]} of each package. */
  static List<String> packages(FoldedImage image) {
    List<String> lines = new ArrayList<>();
    image
        .packages()
        .forEach(p ->
            lines.add(
                p.name()
                    + " "
                    + p.version()
                    + " @"
                    + p.layer()
                    + " "
                    + String.join(",", p.evidence())
                    + (p.ownedBy() == null ? "" : " <- " + p.ownedBy())));
    return lines;
  }

  static List<String> problems(FoldedImage image) {
    List<String> lines = new ArrayList<>();
    image.problems().forEach(p -> lines.add(p.path() + " @" + p.layer() + " " + p.text()));
    return lines;
  }
}
