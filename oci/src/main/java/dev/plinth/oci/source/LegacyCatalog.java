package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.DockerArchiveReader;
import dev.plinth.oci.image.DockerArchiveReader.Legacy;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What images a Docker archive from before 1.10 offers: {@code repositories} names the topmost
 * layer of each, and each layer's {@code json} its parent. Nothing in it is named by a digest.
 */
final class LegacyCatalog {
  static final String REPOSITORIES = "repositories";

  private final EntryStore store;
  private final Limits limits;
  private final VerifiedDocuments documents;
  private final String target;
  private final String form;

  LegacyCatalog(
      EntryStore store, Limits limits, VerifiedDocuments documents, String target, String form) {
    this.store = store;
    this.limits = limits;
    this.documents = documents;
    this.target = target;
    this.form = form;
  }

  List<Candidate> candidates() {
    Map<String, List<String>> namesOf = new LinkedHashMap<>();
    byte[] bytes = documents.plain(REPOSITORIES);
    if (bytes != null) {
      DockerArchiveReader.repositories(bytes, REPOSITORIES, limits.documentBytes())
          .forEach((name, id) -> namesOf.computeIfAbsent(id, x -> new ArrayList<>()).add(name));
    } else {
      for (String id : tops()) {
        namesOf.put(id, List.of());
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    namesOf.forEach((id, names) -> candidates.add(candidate(candidates.size(), id, names)));
    return candidates;
  }

  /** The layers that are nobody's parent, where no names tell which are the topmost. */
  private Set<String> tops() {
    Set<String> tops = new TreeSet<>();
    Set<String> parents = new HashSet<>();
    for (String name : store.names()) {
      if (name.endsWith("/json") && name.indexOf('/') == name.length() - 5) {
        String id = name.substring(0, name.length() - 5);
        if (store.size(id + "/layer.tar") >= 0) {
          tops.add(id);
          parents.add(layer(id).parent());
        }
      }
    }
    tops.removeAll(parents);
    return tops;
  }

  private Legacy layer(String id) {
    String name = id + "/json";
    byte[] bytes = documents.plain(name);
    if (bytes == null) {
      throw SourceErrors.missingEntry(store.label(), REPOSITORIES, name);
    }
    return DockerArchiveReader.legacy(bytes, name, limits.documentBytes());
  }

  private Candidate candidate(int root, String id, List<String> names) {
    Platform platform = layer(id).config().platform();
    return new Candidate(
        root,
        names,
        List.of(),
        id,
        platform.os().isEmpty() && platform.architecture().isEmpty()
            ? new Platform("linux", "amd64", "", "")
            : platform,
        "",
        List.of(),
        choice -> load(id, choice));
  }

  private StoredImage load(String top, Candidate.Choice choice) {
    List<Legacy> chain = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String id = top; !id.isEmpty(); id = chain.getFirst().parent()) {
      if (!seen.add(id)) {
        throw SourceErrors.legacyChain(store.label(), id, "is its own parent");
      }
      if (seen.size() > limits.layers()) {
        throw SourceErrors.legacyChain(
            store.label(), top, "has more than " + limits.layers() + " layers beneath it");
      }
      if (store.size(id + "/layer.tar") < 0) {
        throw SourceErrors.missingEntry(store.label(), id + "/json", id + "/layer.tar");
      }
      Legacy layer = layer(id);
      chain.addFirst(new Legacy(id, layer.parent(), layer.config(), layer.step()));
    }
    List<HistoryEntry> history = new ArrayList<>(chain.size());
    List<ImageLayer> layers = new ArrayList<>(chain.size());
    List<StoredImage.StoredLayer> stored = new ArrayList<>(chain.size());
    for (Legacy layer : chain) {
      int i = layers.size();
      String entry = store.canonical(layer.id() + "/layer.tar");
      ImageLayer made =
          new ImageLayer(i, null, null, store.size(entry), i, layer.step().createdBy());
      history.add(layer.step());
      layers.add(made);
      stored.add(new StoredImage.StoredLayer(made, entry, null));
    }
    ImageConfig last = chain.getLast().config();
    ImageConfig config = last.of(last.created(), List.of(), history);
    return new StoredImage(
        new Image(
            target,
            choice.name(),
            form,
            null,
            null,
            null,
            config,
            Map.of(),
            config.platform(),
            choice.platformNote(),
            layers),
        stored);
  }
}
