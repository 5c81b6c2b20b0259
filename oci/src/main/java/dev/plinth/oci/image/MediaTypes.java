package dev.plinth.oci.image;

/**
 * The media types of manifests, configurations and layers: OCI image-spec media-types.md and
 * Docker's image manifest version 2, schema 2.
 *
 * <p>What a layer really is says its content; a media type only tells whether it means to be one.
 */
public final class MediaTypes {
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
  public static final String OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
  public static final String OCI_LAYER_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

  /** The content of nothing: {@code {}}, two bytes. */
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

  private static final String DOCKER_SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+";
  private static final String OCI_LAYER_FAMILY = "application/vnd.oci.image.layer.";
  private static final String DOCKER_LAYER_FAMILY = "application/vnd.docker.image.rootfs.";

  private MediaTypes() {}

  /** True for an index or a manifest list. */
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  /** True for the manifest of an image or artifact. */
  public static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  /** True for Docker's manifest schema 1, signed or not, which registries have long given up. */
  public static boolean isSchema1(String mediaType) {
    return mediaType.startsWith(DOCKER_SCHEMA1);
  }

  /** True for an image's configuration; one without a media type is taken for one. */
  public static boolean isConfig(String mediaType) {
    return mediaType.isEmpty() || mediaType.equals(OCI_CONFIG) || mediaType.equals(DOCKER_CONFIG);
  }

  /** True for what means to be a layer, encrypted, foreign or of an unread kind included. */
  public static boolean isLayer(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.startsWith(OCI_LAYER_FAMILY)
        || mediaType.startsWith(DOCKER_LAYER_FAMILY)
        || mediaType.equals("application/vnd.erofs");
  }

  /** True for a layer that may be kept elsewhere than with the image. */
  public static boolean isForeign(String mediaType) {
    return mediaType.startsWith(OCI_LAYER_FAMILY + "nondistributable.")
        || mediaType.startsWith(DOCKER_LAYER_FAMILY + "foreign.");
  }

  /** True for an encrypted layer. */
  public static boolean isEncrypted(String mediaType) {
    return mediaType.endsWith("+encrypted");
  }
}
