package dev.plinth.oci.source;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What images an OCI layout offers: OCI image-spec image-layout.md.
 *
 * <pre>
 * layout     = oci-layout index.json blobs/ALGORITHM/HEX*
 * index.json = an index; a manifest's name is its annotation org.opencontainers.image.ref.name
 *              (a tag, or a whole reference) or io.containerd.image.name (a whole reference)
 * </pre>
 *
 * <p>Indexes may nest. Attestations (annotation {@code vnd.docker.reference.type}, platform {@code
 * unknown/unknown}) are passed over; an index may list platforms whose blobs are not there. An
 * index cannot contain itself, for then it would not have its digest.
 */
final class LayoutCatalog {
  static final String INDEX = "index.json";
  static final String LAYOUT = "oci-layout";
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String ATTESTATION = "vnd.docker.reference.type";

  /** The annotation of an attestation that names the manifest it speaks of. */
  static final String ATTESTED = "vnd.docker.reference.digest";

  static final int MAX_IMAGES = 10_000;
  private static final int MAX_VISITS = 10 * MAX_IMAGES;

  private final EntryStore store;
  private final Limits limits;
  private final String target;
  private final String form;
  private final VerifiedDocuments documents;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Digest, Document> read = new HashMap<>();
  private final Map<Digest, Platform> platforms = new HashMap<>();

  /** The digests of the manifests that attestations speak of. */
  private final Set<String> attested = new HashSet<>();

  private int visits;

  /** The configuration read last: that of an image alone is asked for twice. */
  private @Nullable Configuration latest;

  /**
   * A configuration, and what proved its bytes: another description may say something else of them.
   */
  private record Configuration(Descriptor described, ImageConfig config) {
    /** As a record's own equals, which is linked by classes made at run time (docs/adr/0004). */
    boolean isOf(Descriptor other) {
      return described.digest().equals(other.digest())
          && described.size() == other.size()
          && described.data().equals(other.data());
    }
  }

  LayoutCatalog(
      EntryStore store, Limits limits, VerifiedDocuments documents, String target, String form) {
    this.store = store;
    this.limits = limits;
    this.documents = documents;
    this.target = target;
    this.form = form;
  }

  List<Candidate> candidates() {
    checkVersion();
    byte[] bytes = documents.plain(INDEX);
    if (bytes == null) {
      return List.of();
    }
    Document index = ManifestReader.read(bytes, INDEX, limits.documentBytes(), limits.layers());
    if (index instanceof ImageIndex(String type, String kind, List<Descriptor> manifests, var a)) {
      int root = 0;
      for (Descriptor manifest : manifests) {
        expand(root++, manifest, names(manifest), List.of(), new HashSet<>());
      }
    } else {
      throw SourceErrors.notAnImage(store.label(), "its index.json is a manifest");
    }
    return candidates;
  }

  private void checkVersion() {
    byte[] bytes = documents.plain(LAYOUT);
    if (bytes == null) {
      return;
    }
    String version;
    try {
      Json json = JsonReader.read(bytes);
      version = json.text("imageLayoutVersion");
    } catch (JsonSyntaxException e) {
      version = null;
    }
    if (version == null || !version.startsWith("1.")) {
      throw SourceErrors.layoutVersion(store.label(), version == null ? "" : version);
    }
  }

  private static List<String> names(Descriptor manifest) {
    List<String> names = new ArrayList<>(2);
    String full = manifest.annotation(CONTAINERD_NAME);
    if (!full.isEmpty()) {
      names.add(full);
    }
    String name = manifest.annotation(REF_NAME);
    if (!name.isEmpty() && !name.equals(full)) {
      names.add(name);
    }
    return names;
  }

  private void expand(
      int root, Descriptor described, List<String> names, List<Digest> around, Set<Digest> seen) {
    if (++visits > MAX_VISITS) {
      throw SourceErrors.tooManyImages(store.label(), MAX_IMAGES);
    }
    if (isAttestation(described)) {
      attested.add(described.annotation(ATTESTED));
      return;
    }
    Digest digest = described.digest();
    if (!seen.add(digest)) {
      return; // the same image by another way
    }
    if (candidates.size() >= MAX_IMAGES) {
      throw SourceErrors.tooManyImages(store.label(), MAX_IMAGES);
    }
    Document document = document(described);
    // No switch over types: see docs/adr/0004.
    if (document == null) {
      candidates.add(absent(root, described, names, around));
    } else if (document instanceof Manifest manifest) {
      candidates.add(candidate(root, described, manifest, names, around));
    } else if (document instanceof ImageIndex index) {
      if (around.size() + 1 >= limits.indexDepth()) {
        throw SourceErrors.nested(store.label(), limits.indexDepth());
      }
      List<Digest> inside = new ArrayList<>(around);
      inside.add(digest);
      for (Descriptor inner : index.manifests()) {
        expand(root, inner, names, inside, seen);
      }
    }
  }

  /** True for what speaks of an image of the same index and is none itself. */
  static boolean isAttestation(Descriptor described) {
    Platform platform = described.platform();
    return !described.annotation(ATTESTATION).isEmpty()
        || (platform != null
            && platform.os().equals("unknown")
            && platform.architecture().equals("unknown"));
  }

  private @Nullable Document document(Descriptor described) {
    Document known = read.get(described.digest());
    if (known != null) {
      return known;
    }
    if (!documents.has(described)) {
      return null;
    }
    byte[] bytes = documents.read(described);
    if (bytes == null) {
      return null;
    }
    Document document =
        ManifestReader.read(
            bytes,
            VerifiedDocuments.blob(described.digest()),
            limits.documentBytes(),
            limits.layers());
    read.put(described.digest(), document);
    return document;
  }

  private Candidate absent(
      int root, Descriptor described, List<String> names, List<Digest> around) {
    List<Digest> digests = new ArrayList<>(around);
    digests.add(described.digest());
    String blob = VerifiedDocuments.blob(described.digest());
    return new Candidate(
        root,
        names,
        digests,
        described.digest(),
        described.platform(),
        "",
        List.of(blob),
        choice -> {
          throw SourceErrors.missing(store.label(), List.of(blob));
        });
  }

  private Candidate candidate(
      int root, Descriptor described, Manifest manifest, List<String> names, List<Digest> around) {
    List<Digest> digests = new ArrayList<>(around);
    digests.add(manifest.config().digest());
    digests.add(described.digest());
    String artifact = artifact(manifest, names);
    List<String> missing = artifact.isEmpty() ? missing(manifest) : List.of();
    return new Candidate(
        root,
        names,
        digests,
        described.digest(),
        artifact.isEmpty() && missing.isEmpty()
            ? platform(described, manifest)
            : described.platform(),
        artifact,
        missing,
        choice -> load(described, manifest, around, choice));
  }

  private static String artifact(Manifest manifest, List<String> names) {
    String kind = manifest.artifactKind();
    if (kind.isEmpty() && !names.isEmpty() && isDigestTag(names.getLast())) {
      return "attached to another by the tag " + names.getLast();
    }
    return kind;
  }

  /** True for the tags by which signatures and the like are attached: {@code sha256-<hex>.sig}. */
  private static boolean isDigestTag(String tag) {
    if (!tag.startsWith("sha256-") || tag.length() < 71) {
      return false;
    }
    for (int i = 7; i < 71; i++) {
      if (Character.digit(tag.charAt(i), 16) < 0) {
        return false;
      }
    }
    return tag.length() == 71 || tag.charAt(71) == '.';
  }

  private List<String> missing(Manifest manifest) {
    List<String> missing = new ArrayList<>();
    if (!documents.has(manifest.config())) {
      missing.add(VerifiedDocuments.blob(manifest.config().digest()));
    }
    for (Descriptor layer : manifest.layers()) {
      String blob = VerifiedDocuments.blob(layer.digest());
      if (store.size(blob) < 0) {
        missing.add(MediaTypes.isForeign(layer.mediaType()) ? blob + " (a foreign layer)" : blob);
      }
    }
    return missing;
  }

  private Platform platform(Descriptor described, Manifest manifest) {
    Platform stated = described.platform();
    if (stated != null && !stated.os().isEmpty() && !stated.architecture().isEmpty()) {
      return stated;
    }
    Digest digest = manifest.config().digest();
    Platform known = platforms.get(digest);
    if (known == null) {
      known = config(manifest).platform();
      platforms.put(digest, known);
    }
    return known;
  }

  private ImageConfig config(Manifest manifest) {
    Configuration known = latest;
    if (known != null && known.isOf(manifest.config())) {
      return known.config();
    }
    ImageConfig config = readConfig(manifest);
    latest = new Configuration(manifest.config(), config);
    return config;
  }

  private ImageConfig readConfig(Manifest manifest) {
    String name = VerifiedDocuments.blob(manifest.config().digest());
    byte[] bytes = documents.read(manifest.config());
    if (bytes == null) {
      throw SourceErrors.missing(store.label(), List.of(name));
    }
    return ImageConfigReader.read(bytes, name, limits.documentBytes(), limits.layers());
  }

  private StoredImage load(
      Descriptor described, Manifest manifest, List<Digest> around, Candidate.Choice choice) {
    return ManifestImage.of(
        store.label(),
        new ManifestImage.Place(
            target,
            form,
            described.digest(),
            around.isEmpty() ? null : around.getLast(),
            attested.contains(described.digest().toString())),
        manifest,
        config(manifest),
        described.platform(),
        choice);
  }
}
