package dev.plinth.bases.inspect;

import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Share;

/**
 * Where an image's size comes from, in bytes of files, each counted once however many names it has.
 *
 * @param base what is visible of the base's layers; -1 where nobody knows which those are
 * @param runtime what is visible above them of the distribution's packages, and of languages that
 *     were installed without these
 * @param application all else that is visible
 * @param hidden what layers hold that later ones replace or remove: it is stored, and of no use
 */
public record Parts(long base, long runtime, long application, long hidden) {
  /**
   * @param layers how many of the lowest layers are the base's, -1 where unknown
   */
  static Parts of(ImageProfile profile, int layers) {
    Share all = Share.NONE;
    Share above = Share.NONE;
    for (int i = 0; i < profile.shares().size(); i++) {
      Share share = profile.shares().get(i);
      all = all.plus(share);
      above = i < layers ? above : above.plus(share);
    }
    return new Parts(
        layers < 0 ? -1 : all.visible() - above.visible(),
        above.packaged() + above.runtime(),
        above.other(),
        Math.max(0, all.content() - all.visible()));
  }

  /** All that is visible. */
  public long visible() {
    return Math.max(0, base) + runtime + application;
  }
}
