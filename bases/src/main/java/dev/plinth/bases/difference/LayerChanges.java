package dev.plinth.bases.difference;

import dev.plinth.inventory.Inventory.LayerSummary;
import java.util.List;

/**
 * How two stacks of layers differ.
 *
 * @param shared how many of the lowest layers are the same, by DiffID where both have one, else by
 *     the digest of the stored bytes
 * @param before those above them on the older side
 * @param after those above them on the newer side
 */
public record LayerChanges(int shared, List<LayerSummary> before, List<LayerSummary> after) {
  /** Compares them from the base upwards. */
  static LayerChanges of(List<LayerSummary> before, List<LayerSummary> after) {
    int shared = 0;
    while (shared < Math.min(before.size(), after.size())
        && same(before.get(shared), after.get(shared))) {
      shared++;
    }
    return new LayerChanges(
        shared,
        List.copyOf(before.subList(shared, before.size())),
        List.copyOf(after.subList(shared, after.size())));
  }

  private static boolean same(LayerSummary one, LayerSummary other) {
    boolean proper = !one.diffId().isEmpty() && !other.diffId().isEmpty();
    return proper
        ? one.diffId().equals(other.diffId())
        : !one.digest().isEmpty() && one.digest().equals(other.digest());
  }

  /** The bytes as stored of all these layers, -1 where one is not known. */
  public static long stored(List<LayerSummary> layers) {
    long sum = 0;
    for (LayerSummary layer : layers) {
      if (layer.storedSize() < 0) {
        return -1;
      }
      sum += layer.storedSize();
    }
    return layers.isEmpty() ? -1 : sum;
  }

  /** The unpacked bytes of all these layers, -1 where there are none. */
  public static long unpacked(List<LayerSummary> layers) {
    long sum = 0;
    for (LayerSummary layer : layers) {
      sum += Math.max(0, layer.unpackedSize());
    }
    return layers.isEmpty() ? -1 : sum;
  }
}
