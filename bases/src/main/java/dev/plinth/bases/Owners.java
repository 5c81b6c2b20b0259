package dev.plinth.bases;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Finding.Owner;
import dev.plinth.findings.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose each finding is: the base's when one of the base's layers brought it, ours when one above
 * them did. A package that a layer of ours upgraded is ours from then on.
 *
 * <p>What a known base's layers brought is proved to be the base's; that the rest is ours is proved
 * only where that base is known to be the nearest.
 */
public final class Owners {
  private Owners() {}

  /**
   * The findings with their owners, in the same order.
   *
   * @param base null where nothing tells
   */
  public static List<Finding> assign(List<Finding> findings, @Nullable Base base) {
    if (base == null || base.layers() < 0) {
      return findings;
    }
    List<Finding> owned = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      owned.add(assign(finding, base));
    }
    return owned;
  }

  /** The finding with its owner; one that somebody owns already keeps it. */
  public static Finding assign(Finding finding, @Nullable Base base) {
    int layer = layer(finding);
    if (base == null || base.layers() < 0 || layer < 0 || finding.owner() != Owner.UNKNOWN) {
      return finding;
    }
    boolean proved = base.certainty() == Base.Certainty.PROOF;
    return layer < base.layers()
        ? finding.ownedBy(Owner.BASE, proved)
        : finding.ownedBy(Owner.OURS, proved && base.nearest());
  }

  /** Of its first place, -1 where that is in no layer. */
  private static int layer(Finding finding) {
    return !finding.locations().isEmpty()
            && finding.locations().getFirst() instanceof Location.InImage place
        ? place.layer()
        : -1;
  }
}
