package dev.plinth.oci.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Which step of an image's history made which of its layers: the n-th step that is not marked empty
 * made the n-th layer (OCI image-spec config.md § history).
 *
 * <p>When there are not as many such steps as layers (squashed images, careless tools), nobody can
 * say which step made which, and none is named rather than a wrong one.
 */
public final class LayerHistory {
  private final List<HistoryEntry> history;
  private final List<Integer> steps;

  private LayerHistory(List<HistoryEntry> history, List<Integer> steps) {
    this.history = history;
    this.steps = steps;
  }

  /** For an image of so many layers. */
  public static LayerHistory of(List<HistoryEntry> history, int layers) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      if (!history.get(i).emptyLayer()) {
        steps.add(i);
      }
    }
    return new LayerHistory(history, steps.size() == layers ? steps : List.of());
  }

  /** The step that made that layer (0-based), -1 when unknown. */
  public int step(int layer) {
    return steps.isEmpty() ? -1 : steps.get(layer);
  }

  /** That step's command, empty when unknown. */
  public String createdBy(int layer) {
    return steps.isEmpty() ? "" : history.get(steps.get(layer)).createdBy();
  }
}
