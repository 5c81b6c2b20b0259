package dev.plinth.oci.image;

/**
 * What an image runs on: OCI image-spec image-index.md. The words are Go's {@code GOOS} and {@code
 * GOARCH}; empty where not given.
 */
public record Platform(String os, String architecture, String variant, String osVersion) {
  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
