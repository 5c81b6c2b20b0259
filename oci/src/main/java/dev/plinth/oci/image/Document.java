package dev.plinth.oci.image;

import java.util.Map;

/** What an image's digest or tag leads to: a manifest, or an index of several. */
public sealed interface Document permits Manifest, ImageIndex {
  /** As written, else what its members show. */
  String mediaType();

  /** As written, empty where absent. */
  String artifactType();

  /** By key. */
  Map<String, String> annotations();
}
