package dev.plinth.oci.source;

import dev.plinth.http.Download;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.layer.LayerBytes;
import dev.plinth.oci.registry.Repository;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The layers of one image in a registry: each opened as a stream of its own. */
final class RegistryLayers implements LayerStore {
  private final Repository repository;
  private final String label;
  private final Map<String, Descriptor> layers = new HashMap<>();

  RegistryLayers(Repository repository, String label, StoredImage image) {
    this.repository = repository;
    this.label = label;
    for (StoredImage.StoredLayer layer : image.layers()) {
      if (layer.blob() != null) {
        layers.put(layer.entry(), Descriptor.of("", layer.blob(), layer.layer().storedSize()));
      }
    }
  }

  @Override
  public String label() {
    return label;
  }

  /** As the manifest says; whether it is true shows when it is read. */
  @Override
  public long size(String name) {
    Descriptor layer = layers.get(name);
    return layer == null ? -1 : layer.size();
  }

  @Override
  public byte[] document(String name) {
    throw new IllegalStateException("documents are fetched before layers");
  }

  @Override
  public String canonical(String name) {
    return name;
  }

  @Override
  public Set<String> names() {
    return layers.keySet();
  }

  @Override
  public Opened open(String name) {
    Descriptor layer = layers.get(name);
    if (layer == null) {
      throw SourceErrors.missingEntry(label, "the image", name);
    }
    Download download = repository.layer(layer);
    String shown = layer.digest() + " of " + label;
    return new Opened(LayerBytes.stream(shown, download, layer.size()), download);
  }

  @Override
  public String identity(String name) {
    return "";
  }

  @Override
  public boolean addressed() {
    return true;
  }

  @Override
  public byte[] head(String name) {
    throw new IllegalStateException("a registry's layers are proved by their stored digests");
  }

  @Override
  public void close() {}
}
