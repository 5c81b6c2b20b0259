package dev.plinth.oci.source;

import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A root filesystem in a folder: an image of one layer that has no digest. */
final class FolderSource implements OpenImage {
  private static final Platform PLATFORM = new Platform("linux", "", "", "");

  private final Target target;
  private final ImageOptions options;
  private final Path root;
  private volatile boolean closed;

  FolderSource(Target target, ImageOptions options, Path root) {
    this.target = target;
    this.options = options;
    this.root = root;
  }

  @Override
  public ImageListing listing() {
    return new ImageListing(
        "dir", List.of(new ImageListing.Listed(List.of(), PLATFORM, List.of(), "", true)));
  }

  @Override
  public Image image() {
    ImageLayer layer = new ImageLayer(0, null, null, -1, -1, "");
    return new Image(
        target.text(),
        "",
        "dir",
        null,
        null,
        null,
        ImageConfigReader.empty(PLATFORM),
        Map.of(),
        PLATFORM,
        "",
        List.of(layer));
  }

  @Override
  public List<Image> images() {
    return List.of(image());
  }

  @Override
  public <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis) {
    options.progress().started(1, -1);
    LayerAnalysis.Reading<R> reading = analysis.begin();
    R result;
    boolean finished = false;
    try {
      FolderWalk walk = new FolderWalk(root, options, reading, () -> closed);
      walk.run();
      result = reading.finish(null, walk.bytes(), walk.bytes());
      finished = true;
    } finally {
      if (!finished) {
        reading.abandon();
      }
    }
    options.progress().layerDone(false);
    return new AnalyzedImage<>(image(), List.of(result));
  }

  @Override
  public void close() {
    closed = true;
  }
}
