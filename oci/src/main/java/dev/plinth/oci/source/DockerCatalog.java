package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.DockerArchiveReader;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.LayerHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What images a Docker archive with a {@code manifest.json} offers (Docker 1.10 and later, skopeo,
 * kaniko, go-containerregistry, Jib …).
 *
 * <p>Layers are named by their entries: {@code <id>/layer.tar} (which may be a link), {@code
 * <hex>.tar.gz}, {@code blobs/sha256/<hex>}. Only the last states the digest of the stored bytes;
 * the others are proved by the DiffID.
 */
final class DockerCatalog {
  static final String MANIFEST = "manifest.json";

  private final EntryStore store;
  private final Limits limits;
  private final VerifiedDocuments documents;
  private final String target;
  private final String form;

  DockerCatalog(
      EntryStore store, Limits limits, VerifiedDocuments documents, String target, String form) {
    this.store = store;
    this.limits = limits;
    this.documents = documents;
    this.target = target;
    this.form = form;
  }

  /** The images, numbered as roots from there on. */
  List<Candidate> candidates(int firstRoot) {
    byte[] bytes = documents.plain(MANIFEST);
    if (bytes == null) {
      return List.of();
    }
    List<DockerArchiveReader.Saved> images =
        DockerArchiveReader.manifest(bytes, MANIFEST, limits.documentBytes(), limits.layers());
    if (images.size() > LayoutCatalog.MAX_IMAGES) {
      throw SourceErrors.tooManyImages(store.label(), LayoutCatalog.MAX_IMAGES);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (DockerArchiveReader.Saved image : images) {
      candidates.add(candidate(firstRoot + candidates.size(), image));
    }
    return candidates;
  }

  private Candidate candidate(int root, DockerArchiveReader.Saved image) {
    byte[] bytes = documents.plain(image.config());
    if (bytes == null) {
      return new Candidate(
          root,
          image.repoTags(),
          List.of(),
          image,
          null,
          "",
          List.of(image.config()),
          choice -> {
            throw SourceErrors.missingEntry(store.label(), MANIFEST, image.config());
          });
    }
    Digest stated = statedDigest(image.config());
    Digest digest = Digests.sha256(bytes);
    if (stated != null) {
      documents.prove(image.config(), stated, bytes);
      digest = stated;
    }
    ImageConfig config =
        ImageConfigReader.read(bytes, image.config(), limits.documentBytes(), limits.layers());
    List<String> missing = new ArrayList<>();
    for (String layer : image.layers()) {
      if (store.size(layer) < 0) {
        missing.add(layer);
      }
    }
    Digest id = digest;
    return new Candidate(
        root,
        image.repoTags(),
        List.of(digest),
        digest,
        config.platform(),
        "",
        missing,
        choice -> load(image, id, config, choice));
  }

  /**
   * The digest that a configuration's name states: {@code <hex>.json}, {@code sha256:<hex>}, {@code
   * blobs/sha256/<hex>}; null when it states none.
   */
  private @Nullable Digest statedDigest(String name) {
    Digest blob = VerifiedDocuments.digestOf(store.canonical(name));
    if (blob != null) {
      return blob;
    }
    String word = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    try {
      return word.indexOf(':') > 0 ? Digest.parse(word) : new Digest("sha256", word);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private StoredImage load(
      DockerArchiveReader.Saved image, Digest id, ImageConfig config, Candidate.Choice choice) {
    int count = image.layers().size();
    if (config.diffIds().size() != count) {
      throw SourceErrors.layerCount(store.label(), count, config.diffIds().size());
    }
    LayerHistory history = LayerHistory.of(config.history(), count);
    List<ImageLayer> layers = new ArrayList<>(count);
    List<StoredImage.StoredLayer> stored = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String entry = store.canonical(image.layers().get(i));
      Digest blob = VerifiedDocuments.digestOf(entry);
      Digest diffId = config.diffIds().get(i);
      ImageLayer layer =
          new ImageLayer(
              i,
              blob == null ? diffId : blob,
              diffId,
              store.size(entry),
              history.step(i),
              history.createdBy(i));
      layers.add(layer);
      stored.add(new StoredImage.StoredLayer(layer, entry, blob));
    }
    return new StoredImage(
        new Image(
            target,
            choice.name(),
            form,
            null,
            null,
            id,
            config,
            Map.of(),
            config.platform(),
            choice.platformNote(),
            layers),
        stored);
  }
}
