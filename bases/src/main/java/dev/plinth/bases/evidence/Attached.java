package dev.plinth.bases.evidence;

import dev.plinth.oci.image.Descriptor;

/**
 * Something that is attached to an image. That it is there is all that is known: nothing of it was
 * verified.
 *
 * @param kind what it is
 * @param how it is attached and in which form, for people: {@code cosign, tag sha256-….sig}
 * @param type the predicate's or the artifact's type; empty where nothing tells
 */
public record Attached(Kind kind, String how, String type) {
  /** What is attached. */
  public enum Kind {
    SIGNATURE("signature"),
    /** How the image was built. */
    PROVENANCE("provenance"),
    SBOM("sbom"),
    /** Any other statement or artifact. */
    OTHER("other");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }
  }

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String PREDICATE = "dev.sigstore.bundle.predicateType";
  private static final String CONTENT = "dev.sigstore.bundle.content";

  /** What a statement of that predicate type says (in-toto attestation framework, SLSA). */
  static Kind ofPredicate(String type) {
    if (type.startsWith("https://slsa.dev/provenance")) {
      return Kind.PROVENANCE;
    }
    if (type.startsWith("https://spdx.dev/") || type.startsWith("https://cyclonedx.org/")) {
      return Kind.SBOM;
    }
    return type.startsWith("https://sigstore.dev/cosign/sign") ? Kind.SIGNATURE : Kind.OTHER;
  }

  /**
   * What a manifest with that artifact type is: sigstore's bundles (cosign's bundle specification),
   * notation's signatures (signature specification, OCI Signatures), SBOMs by their media types.
   */
  static Attached ofArtifact(Descriptor manifest, String artifactType) {
    if (artifactType.startsWith(BUNDLE)) {
      String predicate = manifest.annotation(PREDICATE);
      boolean message = manifest.annotation(CONTENT).equals("message-signature");
      return new Attached(
          message || predicate.isEmpty() ? Kind.SIGNATURE : ofPredicate(predicate),
          "sigstore bundle",
          predicate.isEmpty() ? artifactType : predicate);
    }
    if (artifactType.equals("application/vnd.cncf.notary.signature")) {
      return new Attached(Kind.SIGNATURE, "notation", artifactType);
    }
    if (artifactType.startsWith("application/vnd.dev.cosign")) {
      return new Attached(Kind.SIGNATURE, "cosign", artifactType);
    }
    boolean sbom =
        artifactType.startsWith("application/spdx")
            || artifactType.startsWith("text/spdx")
            || artifactType.startsWith("application/vnd.cyclonedx")
            || artifactType.startsWith("application/vnd.syft");
    return new Attached(sbom ? Kind.SBOM : Kind.OTHER, "artifact", artifactType);
  }
}
