package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.registry.StoredManifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What images a reference in a registry leads to: one, or those of an index, of which only the
 * chosen one's manifest and configuration are fetched, as far as the index states the platforms.
 */
final class RegistryCatalog {
  static final String FORM = "registry";

  /** How many manifests are fetched to learn what an index does not say. */
  private static final int MAX_FETCHED = 64;

  private final Repository repository;
  private final StoredManifest first;
  private final Limits limits;
  private final String target;
  private final String label;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Set<Digest> seen = new HashSet<>();

  /** The digests of the manifests that attestations speak of. */
  private final Set<String> attested = new HashSet<>();

  private int fetched;

  RegistryCatalog(Repository repository, StoredManifest first, Limits limits, String target) {
    this.repository = repository;
    this.first = first;
    this.limits = limits;
    this.target = target;
    this.label = repository.reference().withDefaultTag().familiar();
  }

  Repository repository() {
    return repository;
  }

  /** What messages call it. */
  String label() {
    return label;
  }

  List<Candidate> candidates() {
    if (candidates.isEmpty()) {
      expand(first.digest(), first.document(name(first.digest()), limits), null, List.of());
    }
    return candidates;
  }

  private String name(Digest digest) {
    return "the manifest " + digest + " of " + label;
  }

  private void expand(
      Digest digest, Document document, @Nullable Platform stated, List<Digest> around) {
    // No switch over types: see docs/adr/0004.
    if (document instanceof Manifest manifest) {
      candidates.add(candidate(digest, manifest, stated, around));
    } else if (document instanceof ImageIndex index) {
      if (around.size() >= limits.indexDepth()) {
        throw SourceErrors.nested(label, limits.indexDepth());
      }
      List<Digest> inside = new ArrayList<>(around);
      inside.add(digest);
      for (Descriptor described : index.manifests()) {
        described(described, inside);
      }
    }
  }

  private void described(Descriptor described, List<Digest> around) {
    if (LayoutCatalog.isAttestation(described)) {
      attested.add(described.annotation(LayoutCatalog.ATTESTED));
      return;
    }
    if (!seen.add(described.digest())) {
      return;
    }
    if (candidates.size() >= LayoutCatalog.MAX_IMAGES) {
      throw SourceErrors.tooManyImages(label, LayoutCatalog.MAX_IMAGES);
    }
    Platform stated = described.platform();
    boolean known = stated != null && !stated.os().isEmpty() && !stated.architecture().isEmpty();
    if (!known) {
      if (++fetched > MAX_FETCHED) {
        throw SourceErrors.unsaid(label, MAX_FETCHED);
      }
      expand(described.digest(), fetch(described.digest()), stated, around);
      return;
    }
    List<Digest> digests = new ArrayList<>(around);
    digests.add(described.digest());
    candidates.add(
        new Candidate(
            0,
            List.of(label),
            digests,
            described.digest(),
            stated,
            "",
            List.of(),
            choice -> load(described, around, choice)));
  }

  private Document fetch(Digest digest) {
    return repository.manifest(digest).document(name(digest), limits);
  }

  private StoredImage load(Descriptor described, List<Digest> around, Candidate.Choice choice) {
    Document document = fetch(described.digest());
    if (document instanceof Manifest manifest) {
      if (!manifest.artifactKind().isEmpty()) {
        throw SourceErrors.artifact(label, manifest.artifactKind());
      }
      return image(
          described.digest(), manifest, config(manifest), described.platform(), around, choice);
    }
    throw SourceErrors.indexForPlatform(label, String.valueOf(described.platform()));
  }

  private Candidate candidate(
      Digest digest, Manifest manifest, @Nullable Platform stated, List<Digest> around) {
    List<Digest> digests = new ArrayList<>(around);
    digests.add(manifest.config().digest());
    digests.add(digest);
    String artifact = manifest.artifactKind();
    ImageConfig config = artifact.isEmpty() ? config(manifest) : null;
    return new Candidate(
        0,
        List.of(label),
        digests,
        digest,
        config == null ? stated : config.platform(),
        artifact,
        List.of(),
        choice ->
            image(
                digest,
                manifest,
                config == null ? config(manifest) : config,
                stated,
                around,
                choice));
  }

  private ImageConfig config(Manifest manifest) {
    String name = "the configuration " + manifest.config().digest() + " of " + label;
    byte[] inline = manifest.config().inline();
    byte[] bytes =
        inline != null && isWhatItSays(manifest.config(), inline)
            ? inline
            : repository.document(manifest.config(), "the configuration");
    return ImageConfigReader.read(bytes, name, limits.documentBytes(), limits.layers());
  }

  private static boolean isWhatItSays(Descriptor descriptor, byte[] bytes) {
    return bytes.length == descriptor.size() && Digests.matches(descriptor.digest(), bytes);
  }

  private StoredImage image(
      Digest digest,
      Manifest manifest,
      ImageConfig config,
      @Nullable Platform stated,
      List<Digest> around,
      Candidate.Choice choice) {
    return ManifestImage.of(
        label,
        new ManifestImage.Place(
            target,
            FORM,
            digest,
            around.isEmpty() ? null : around.getLast(),
            attested.contains(digest.toString())),
        manifest,
        config,
        stated,
        choice);
  }
}
