package dev.plinth.inventory;

import java.util.List;

/**
 * What an image carries.
 *
 * @param distribution what it says it is
 * @param packages sorted by type, name, version, chief evidence
 * @param layers the image's layers from the base upwards; empty for a folder and for an SBOM that
 *     Plinth did not write
 * @param problems what could not be read, so that the inventory may not be whole
 */
public record Inventory(
    Distribution distribution,
    List<Package> packages,
    List<LayerSummary> layers,
    List<Problem> problems) {
  /** Keeps its own copies. */
  public Inventory {
    packages = List.copyOf(packages);
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
  }

  /**
   * One layer as reports show it.
   *
   * @param digest of the stored bytes, as text
   * @param diffId as text, empty when unknown
   * @param createdBy the history's command, tidied for people; empty when unknown
   * @param storedSize in bytes, -1 when unknown
   * @param unpackedSize in bytes
   * @param entries how many
   */
  public record LayerSummary(
      String digest,
      String diffId,
      String createdBy,
      long storedSize,
      long unpackedSize,
      long entries) {}

  /**
   * Something that could not be read.
   *
   * @param path the file, empty for the image or layer itself
   * @param layer its index, -1 when unknown
   * @param text what is wrong, a sentence without a final stop
   */
  public record Problem(String path, int layer, String text) {}
}
