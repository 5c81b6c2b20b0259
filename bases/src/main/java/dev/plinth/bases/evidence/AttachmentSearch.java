package dev.plinth.bases.evidence;

import dev.plinth.bases.evidence.Attached.Kind;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.registry.Referrers;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.StoredDocuments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for signatures, provenance and SBOMs of an image, by every way they are attached:
 *
 * <pre>
 * tags       sha256-HEX.sig, .att and .sbom: cosign before version 3
 * referrers  manifests with a subject, as the registry lists them, or the tag sha256-HEX:
 *            sigstore bundles (cosign 3), notation, SBOMs
 * index      members with vnd.docker.reference.type: BuildKit's attestations
 * </pre>
 *
 * Nothing is verified. Of each image so many manifests are read at most, then the search is not
 * whole.
 */
public final class AttachmentSearch {
  private static final int MOST_READ = 12;
  private static final String TYPE = "vnd.docker.reference.type";
  private static final String OF = "vnd.docker.reference.digest";
  private static final String PREDICATE = "in-toto.io/predicate-type";
  private static final String COSIGN_PREDICATE = "predicateType";

  private final AttachmentPlace place;
  private final Set<Attached> found = new LinkedHashSet<>();
  private final Set<String> gaps = new LinkedHashSet<>();
  private int read;

  private AttachmentSearch(AttachmentPlace place) {
    this.place = place;
  }

  /** In the registry that the image lies in. */
  public static Attachments inRegistry(Repository repository, Image image, Limits limits) {
    return new AttachmentSearch(new RegistryPlace(repository, limits)).search(image);
  }

  /** In the layout that the image lies in; what is not found there may yet be in a registry. */
  public static Attachments inLayout(StoredDocuments layout, Image image) {
    Attachments found = new AttachmentSearch(new LayoutPlace(layout)).search(image);
    List<String> gaps = new ArrayList<>(found.gaps());
    gaps.add("a layout need not hold what its registry has: give the image's name there");
    return new Attachments(found.found(), gaps);
  }

  private Attachments search(Image image) {
    Digest manifest = image.manifestDigest();
    if (manifest == null) {
      return Attachments.unknown("it was stored without the manifest that signatures speak of");
    }
    Digest index = image.indexDigest();
    for (Digest subject : index == null ? List.of(manifest) : List.of(index, manifest)) {
      attempt(() -> tags(subject));
      attempt(() -> referrers(subject));
    }
    if (index != null) {
      attempt(() -> members(index, manifest));
    }
    return new Attachments(new ArrayList<>(found), new ArrayList<>(gaps));
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (PlinthException e) {
      gaps.add(e.because());
    }
  }

  private void tags(Digest subject) {
    String tag = Referrers.tag(subject);
    if (place.tagged(tag + ".sig") instanceof Manifest manifest && !manifest.layers().isEmpty()) {
      found.add(new Attached(Kind.SIGNATURE, "cosign", manifest.layers().getFirst().mediaType()));
    }
    if (place.tagged(tag + ".att") instanceof Manifest manifest) {
      statements(manifest, COSIGN_PREDICATE, "cosign attestation");
    }
    if (place.tagged(tag + ".sbom") instanceof Manifest manifest && !manifest.layers().isEmpty()) {
      found.add(new Attached(Kind.SBOM, "cosign", manifest.layers().getFirst().mediaType()));
    }
  }

  private void statements(Manifest manifest, String annotation, String how) {
    for (Descriptor layer : manifest.layers()) {
      String type = layer.annotation(annotation);
      found.add(new Attached(Attached.ofPredicate(type), how, type));
    }
  }

  private void referrers(Digest subject) {
    AttachmentPlace.Referring referring = place.referring(subject);
    if (!referring.whole()) {
      gaps.add("more is attached to it than Plinth reads");
    }
    for (Descriptor each : referring.manifests()) {
      boolean bare = each.artifactType().isEmpty() || docker(each.artifactType());
      // cosign's own list by tag leaves the annotations out, and old lists the artifact type.
      boolean bundle =
          each.artifactType().startsWith("application/vnd.dev.sigstore.bundle")
              && each.annotations().isEmpty();
      if (!bare && !bundle) {
        found.add(Attached.ofArtifact(each, each.artifactType()));
      } else if (more() && place.document(each) instanceof Manifest manifest) {
        referring(each, manifest);
      }
    }
  }

  private void referring(Descriptor described, Manifest manifest) {
    String type = manifest.artifactType();
    if (type.isEmpty()) {
      type = manifest.config().mediaType();
    }
    if (docker(type)) {
      statements(manifest, PREDICATE, "BuildKit attestation, unsigned");
      return;
    }
    Descriptor whole =
        new Descriptor(
            described.mediaType(),
            described.digest(),
            described.size(),
            type,
            null,
            manifest.annotations(),
            List.of(),
            "");
    found.add(Attached.ofArtifact(whole, type));
  }

  private static boolean docker(String artifactType) {
    return artifactType.equals("application/vnd.docker.attestation.manifest.v1+json");
  }

  private boolean more() {
    if (++read <= MOST_READ) {
      return true;
    }
    gaps.add("more than " + MOST_READ + " manifests are attached to it");
    return false;
  }

  /** BuildKit's way: attestations beside the image, in its index. */
  private void members(Digest index, Digest manifest) {
    Document document =
        place.document(Descriptor.of("application/vnd.oci.image.index.v1+json", index, -1));
    if (!(document instanceof ImageIndex whole)) {
      return;
    }
    for (Descriptor member : whole.manifests()) {
      if (!member.annotation(TYPE).isEmpty()
          && member.annotation(OF).equals(manifest.toString())
          && more()
          && place.document(member) instanceof Manifest attestation) {
        statements(attestation, PREDICATE, "BuildKit attestation, unsigned");
      }
    }
  }

  private record RegistryPlace(Repository repository, Limits limits) implements AttachmentPlace {
    @Override
    public @Nullable Document tagged(String tag) {
      return repository
          .existing(tag)
          .map(stored -> stored.document("the manifest of the tag " + tag, limits))
          .orElse(null);
    }

    @Override
    public Referring referring(Digest subject) {
      Referrers referrers = repository.referrers(subject);
      return new Referring(referrers.manifests(), referrers.whole());
    }

    @Override
    public @Nullable Document document(Descriptor descriptor) {
      return repository
          .manifest(descriptor.digest())
          .document("the manifest " + descriptor.digest(), limits);
    }
  }

  private static final class LayoutPlace implements AttachmentPlace {
    private final StoredDocuments layout;
    private final List<Descriptor> entries;

    LayoutPlace(StoredDocuments layout) {
      this.layout = layout;
      this.entries = layout.entries();
    }

    @Override
    public @Nullable Document tagged(String tag) {
      for (Descriptor entry : entries) {
        String name = StoredDocuments.name(entry);
        if (name.equals(tag) || name.endsWith(":" + tag)) {
          return layout.document(entry);
        }
      }
      return null;
    }

    @Override
    public Referring referring(Digest subject) {
      List<Descriptor> referring = new ArrayList<>();
      if (tagged(Referrers.tag(subject)) instanceof ImageIndex index) {
        referring.addAll(index.manifests());
      }
      int looked = 0;
      for (Descriptor entry : entries) {
        if (entry.digest().equals(subject) || !StoredDocuments.name(entry).isEmpty()) {
          continue;
        }
        if (++looked > MOST_READ) {
          return new Referring(referring, false);
        }
        if (layout.document(entry) instanceof Manifest manifest && of(manifest, subject)) {
          referring.add(entry);
        }
      }
      return new Referring(referring, true);
    }

    private static boolean of(Manifest manifest, Digest subject) {
      Descriptor named = manifest.subject();
      return named != null && named.digest().equals(subject);
    }

    @Override
    public @Nullable Document document(Descriptor descriptor) {
      if (descriptor.size() >= 0) {
        return layout.document(descriptor);
      }
      for (Descriptor entry : entries) {
        if (entry.digest().equals(descriptor.digest())) {
          return layout.document(entry);
        }
      }
      return null;
    }
  }
}
