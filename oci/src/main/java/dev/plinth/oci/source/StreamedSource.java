package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerResult;
import dev.plinth.oci.source.StreamEntry.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An archive that can only be read forward, once: standard input, a pipe, a compressed file. */
final class StreamedSource implements OpenImage {
  private final Target target;
  private final ImageOptions options;
  private final String label;
  private final InputStream archive;
  private final Cancellation cancellation = new Cancellation();
  private final @Nullable String form;
  private boolean read;

  StreamedSource(Target target, ImageOptions options, String label, InputStream archive) {
    this(target, options, label, archive, null);
  }

  /** With a form of its own; null for the one that the archive has. */
  StreamedSource(
      Target target,
      ImageOptions options,
      String label,
      InputStream archive,
      @Nullable String form) {
    this.form = form;
    this.target = target;
    this.options = options;
    this.label = label;
    this.archive = archive;
    cancellation.register(archive);
  }

  @Override
  public ImageListing listing() {
    StreamPass<Object> pass = new StreamPass<>(label, options, null);
    read(pass);
    return ImageCatalog.of(pass, options.limits(), target, form).listing();
  }

  @Override
  public Image image() {
    StreamPass<Object> pass = new StreamPass<>(label, options, null);
    read(pass);
    return new ImageChooser(label, target, options.platform())
        .choose(ImageCatalog.of(pass, options.limits(), target, form).candidates())
        .image();
  }

  @Override
  public List<Image> images() {
    StreamPass<Object> pass = new StreamPass<>(label, options, null);
    read(pass);
    return new ImageChooser(label, target, options.platform())
        .all(ImageCatalog.of(pass, options.limits(), target, form).candidates());
  }

  private <R> void read(StreamPass<R> pass) {
    if (read) {
      throw SourceErrors.readOnce(label);
    }
    read = true;
    try {
      pass.read(archive);
    } catch (IOException e) {
      throw cancellation.isCancelled()
          ? SourceErrors.closed(label)
          : SourceErrors.unreadable(label, e);
    }
  }

  @Override
  public <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis) {
    StreamPass<R> pass = new StreamPass<>(label, options, analysis);
    options.progress().started(0, -1);
    Set<String> finished = new HashSet<>();
    try {
      read(pass);
      StoredImage image =
          new ImageChooser(label, target, options.platform())
              .choose(ImageCatalog.of(pass, options.limits(), target, form).candidates());
      for (StoredImage.StoredLayer layer : image.layers()) {
        prove(pass, layer);
      }
      return finish(pass, image, finished);
    } finally {
      pass.abandonAllBut(finished);
    }
  }

  /** Refuses a layer that is not what the image says. */
  private <R> void prove(StreamPass<R> pass, StoredImage.StoredLayer stored) {
    String entry = stored.entry();
    ImageLayer layer = stored.layer();
    if (pass.size(entry) != layer.storedSize()) {
      throw SourceErrors.size(label, entry, layer.storedSize(), pass.size(entry));
    }
    switch (pass.outcome(entry)) {
      case null -> throw SourceErrors.notALayer(label, entry);
      case Outcome.Failed<R> failed -> throw failed.failure();
      case Outcome.Known<R> known -> {}
      case Outcome.Read<R> read -> {
        if (stored.blob() != null) {
          match(entry, stored.blob(), read.result().storedDigest());
          if (options.verifyDiffIds() && layer.diffId() != null) {
            match("the unpacked " + entry, layer.diffId(), unpacked(read.result()));
          }
        } else if (layer.diffId() != null) {
          match("the unpacked " + entry, layer.diffId(), unpacked(read.result()));
        }
      }
    }
  }

  private static Digest unpacked(LayerResult result) {
    Digest diffId = result.diffId();
    return diffId == null ? result.storedDigest() : diffId;
  }

  private void match(String what, Digest stated, Digest found) {
    if (!stated.equals(found)) {
      throw SourceErrors.digest(label, what, stated, found);
    }
  }

  private <R> AnalyzedImage<R> finish(StreamPass<R> pass, StoredImage image, Set<String> finished) {
    Map<String, R> results = new HashMap<>();
    Map<String, @Nullable Digest> digests = new HashMap<>();
    List<R> ofLayers = new ArrayList<>(image.layers().size());
    List<ImageLayer> layers = new ArrayList<>(image.layers().size());
    for (StoredImage.StoredLayer stored : image.layers()) {
      String entry = stored.entry();
      R result = results.get(entry);
      if (result == null) {
        result =
            switch (pass.outcome(entry)) {
              case Outcome.Known<R> known -> known.result();
              case Outcome.Read<R> read -> {
                Digest digest = stored.layer().digest();
                Digest proved = digest == null ? read.result().storedDigest() : digest;
                digests.put(entry, proved);
                finished.add(entry);
                yield read.reading()
                    .finish(proved, read.result().storedSize(), read.result().unpackedSize());
              }
              case null, default -> throw SourceErrors.notALayer(label, entry);
            };
        results.put(entry, result);
        options.progress().layerDone(!finished.contains(entry));
      }
      ofLayers.add(result);
      layers.add(Layers.withDigest(stored.layer(), digests.get(entry)));
    }
    return new AnalyzedImage<>(Layers.withLayers(image.image(), layers), ofLayers);
  }

  @Override
  public void close() {
    cancellation.cancel();
  }
}
