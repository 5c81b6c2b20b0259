package dev.plinth.oci.source;

import dev.plinth.oci.engine.EngineImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image in a running engine, read as it comes from there: nothing is kept on the way. What comes
 * must have the image's ID, which the engine was asked for beforehand.
 */
final class EngineSource implements OpenImage {
  private final Target target;
  private final ImageOptions options;
  private final EngineImage image;
  private @Nullable StreamedSource stream;
  private boolean closed;

  EngineSource(Target target, ImageOptions options, EngineImage image) {
    this.target = target;
    this.options = options;
    this.image = image;
  }

  private StreamedSource stream() {
    Target exact = new Target(target.kind(), target.text(), null, "", image.id());
    StreamedSource opened =
        new StreamedSource(exact, options, target.text(), image.export(), image.kind().word());
    synchronized (this) {
      stream = opened;
      if (closed) {
        opened.close();
      }
    }
    return opened;
  }

  @Override
  public ImageListing listing() {
    return stream().listing();
  }

  @Override
  public Image image() {
    return stream().image();
  }

  @Override
  public List<Image> images() {
    return stream().images();
  }

  @Override
  public <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis) {
    return stream().analyze(analysis);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (stream != null) {
      stream.close();
    }
  }
}
