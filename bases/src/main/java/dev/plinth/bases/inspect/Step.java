package dev.plinth.bases.inspect;

import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.facts.CreatedBy;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of an image's making.
 *
 * @param instruction what was done, without what builders add; empty where nobody says
 * @param created as written, empty where absent
 * @param comment as written, empty where absent
 * @param layer the layer that it made, from 0; -1 for none, or where the history does not fit
 * @param stored bytes of that layer as stored, -1 where there is none or it is not known
 * @param unpacked bytes of that layer unpacked, -1 where there is none
 * @param visible bytes of its files that are still visible on top, -1 where there is no layer or it
 *     is not known
 * @param base whether the layer is the base's
 */
public record Step(
    String instruction,
    String created,
    String comment,
    int layer,
    long stored,
    long unpacked,
    long visible,
    boolean base) {

  /**
   * All steps, the first one first: those of the history where it tells which made which layer,
   * else the layers without their instructions.
   */
  static List<Step> of(
      Image image,
      List<HistoryEntry> history,
      List<LayerSummary> layers,
      ImageProfile profile,
      int baseLayers) {
    List<Step> steps = new ArrayList<>();
    if (fits(image)) {
      int layer = 0;
      for (int i = 0; i < history.size(); i++) {
        boolean made = layer < layers.size() && image.layers().get(layer).historyIndex() == i;
        steps.add(step(history.get(i), made ? layer : -1, layers, profile, baseLayers, layer));
        layer += made ? 1 : 0;
      }
      return steps;
    }
    HistoryEntry nobody = new HistoryEntry("", false, "", "", "");
    for (int layer = 0; layer < layers.size(); layer++) {
      steps.add(step(nobody, layer, layers, profile, baseLayers, layer));
    }
    return steps;
  }

  /** Whether the history tells which step made which layer. */
  static boolean fits(Image image) {
    return !image.layers().isEmpty() && image.layers().getFirst().historyIndex() >= 0;
  }

  private static Step step(
      HistoryEntry entry,
      int layer,
      List<LayerSummary> layers,
      ImageProfile profile,
      int baseLayers,
      int reached) {
    boolean made = layer >= 0;
    boolean known = made && layer < profile.shares().size();
    return new Step(
        CreatedBy.tidy(entry.createdBy()),
        entry.created(),
        entry.comment(),
        layer,
        made ? layers.get(layer).storedSize() : -1,
        made ? layers.get(layer).unpackedSize() : -1,
        known ? profile.shares().get(layer).visible() : -1,
        reached < baseLayers);
  }
}
