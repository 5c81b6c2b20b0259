package dev.plinth.bases.inspect;

import dev.plinth.bases.Base;
import dev.plinth.bases.known.Releases;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.facts.ImageInventory;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.oci.image.ImageConfig;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image is.
 *
 * @param inventory what it carries
 * @param profile what it is by its files
 * @param base what it stands on; null where nothing tells
 * @param others what lies beneath that base, or above it and is less sure, the highest first
 * @param support how long its distribution is looked after; null where nothing is known
 * @param parts where its size comes from; null where it has too many files to say
 * @param inits what lies in it that can be an init
 * @param steps how it was made, the first step first
 * @param unassigned how many steps its history has where these do not fit its layers; else 0
 */
public record Inspection(
    Identity identity,
    Inventory inventory,
    ImageProfile profile,
    @Nullable Base base,
    List<Base> others,
    @Nullable Support support,
    RunUser user,
    Start start,
    Settings settings,
    @Nullable Parts parts,
    List<String> inits,
    List<Step> steps,
    int unassigned) {

  /** Keeps its own copies. */
  public Inspection {
    others = List.copyOf(others);
    inits = List.copyOf(inits);
    steps = List.copyOf(steps);
  }

  /**
   * Of that image.
   *
   * @param config as it may be shown: without secrets
   * @param base what it stands on; null where nothing tells
   * @param others the other bases that lie beneath, the highest first
   * @param day on which support is looked at
   */
  public static Inspection of(
      ImageInventory image,
      ImageConfig config,
      @Nullable Base base,
      List<Base> others,
      Releases releases,
      LocalDate day) {
    int baseLayers = base == null ? -1 : base.layers();
    ImageProfile profile = image.profile();
    boolean fits = Step.fits(image.image());
    return new Inspection(
        Identity.of(image.image(), config),
        image.inventory(),
        profile,
        base,
        others,
        Support.of(image.inventory().distribution(), releases, day),
        RunUser.of(config.user(), profile.users(), profile.groups()),
        Start.of(config.entrypoint(), config.cmd()),
        Settings.of(config),
        profile.whole() ? Parts.of(profile, baseLayers) : null,
        Start.inits(profile),
        Step.of(image.image(), config.history(), image.inventory().layers(), profile, baseLayers),
        fits ? 0 : config.history().size());
  }
}
