package dev.plinth.oci.image;

import java.util.List;
import java.util.Map;

/**
 * Several manifests or further indexes: OCI image-spec image-index.md, and Docker's manifest list.
 *
 * @param mediaType as written, else what its members show
 * @param artifactType as written, empty where absent
 * @param manifests in their order
 * @param annotations by key
 */
public record ImageIndex(
    String mediaType,
    String artifactType,
    List<Descriptor> manifests,
    Map<String, String> annotations)
    implements Document {}
