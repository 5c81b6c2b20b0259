package dev.plinth.oci.source;

import java.util.List;

/**
 * A target that was opened; not for several threads at once, but {@link #close} may come from any.
 */
public sealed interface OpenImage extends AutoCloseable
    permits StoredSource, StreamedSource, EngineSource, FolderSource, RegistrySource {

  /**
   * What images it has. Of a stream this reads everything: then it cannot be analysed any more.
   *
   * @throws dev.plinth.foundation.PlinthException when it has none, or is damaged
   */
  ImageListing listing();

  /**
   * Chooses one image and verifies its documents, without reading its layers where they can be
   * passed over. Of a stream this reads everything, as {@link #listing} does.
   *
   * @throws dev.plinth.foundation.PlinthException as {@link #analyze} does
   */
  Image image();

  /**
   * Every image that the target names, of all platforms, its documents verified; an image with
   * several names comes once for each. Those of which pieces are absent, and what is no image, are
   * left out. Layers are not read. Of a stream this reads everything, as {@link #listing} does.
   *
   * @throws dev.plinth.foundation.PlinthException when none is meant, or a document is damaged
   */
  List<Image> images();

  /**
   * Chooses one image, verifies its documents and learns from each of its layers: several at once
   * where they can be reached, as they stream by where not. Nothing is unpacked to disk.
   *
   * @throws dev.plinth.foundation.PlinthException when none or several could be meant, or anything
   *     of the chosen one is absent, damaged, not what its digest says, or beyond the limits. Of
   *     several damaged layers the lowest is named
   */
  <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis);

  /** Gives up what is still going on, and lets go of files. */
  @Override
  void close();
}
