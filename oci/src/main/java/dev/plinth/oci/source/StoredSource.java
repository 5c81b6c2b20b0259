package dev.plinth.oci.source;

import java.io.IOException;
import java.util.List;

/**
 * A layout's folder or an archive in a file: every layer can be reached, so several are at once.
 */
final class StoredSource implements OpenImage {
  private final Target target;
  private final ImageOptions options;
  private final LayerStore store;
  private final boolean folder;
  private final Cancellation cancellation = new Cancellation();

  StoredSource(Target target, ImageOptions options, LayerStore store, boolean folder) {
    this.target = target;
    this.options = options;
    this.store = store;
    this.folder = folder;
  }

  private ImageCatalog catalog() {
    return ImageCatalog.of(store, options.limits(), target, folder ? "oci-dir" : null);
  }

  @Override
  public ImageListing listing() {
    return catalog().listing();
  }

  private StoredImage chosen() {
    return new ImageChooser(store.label(), target, options.platform())
        .choose(catalog().candidates());
  }

  @Override
  public Image image() {
    return chosen().image();
  }

  @Override
  public List<Image> images() {
    return new ImageChooser(store.label(), target, options.platform()).all(catalog().candidates());
  }

  @Override
  public <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis) {
    return new ParallelLayers<>(store, options, analysis, cancellation).read(chosen());
  }

  @Override
  public void close() {
    cancellation.cancel();
    try {
      store.close();
    } catch (IOException e) {
      throw SourceErrors.unreadable(store.label(), e);
    }
  }
}
