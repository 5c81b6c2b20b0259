package dev.plinth.bases.evaluate;

import dev.plinth.advisories.match.MatchResult;
import dev.plinth.bases.evidence.Attachments;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.source.Image;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an image that is weighed.
 *
 * @param image what its documents say
 * @param source where it was taken from in a registry; null for what lies elsewhere, whose name
 *     anybody could have given
 * @param inventory what it carries
 * @param profile what it is by its files
 * @param matches what the advisories say
 * @param starterOnly whether no advisories were at hand but the embedded starter set
 * @param attachments what is attached to it
 * @param newest the newest build of its kind
 * @param releases how long releases are looked after
 * @param today by which ages are counted
 * @param settings the company's own bases, and the mirrors through which names are judged
 */
public record Candidate(
    Image image,
    @Nullable Reference source,
    Inventory inventory,
    ImageProfile profile,
    MatchResult matches,
    boolean starterOnly,
    Attachments attachments,
    NewestBuild newest,
    Releases releases,
    LocalDate today,
    BaseSettings settings) {

  /**
   * Where it is at home: where a mirror has it from, else where it was taken from; null for what
   * lies in no registry.
   */
  @Nullable Reference home() {
    Reference from = source;
    String known = from == null ? "" : settings.mirrors().known(from.name());
    if (from == null || known.equals(from.name())) {
      return from;
    }
    try {
      Reference home = Reference.parse(known);
      return new Reference(home.domain(), home.path(), from.tag(), from.digest());
    } catch (PlinthException e) {
      // What the settings make of it is no name at all.
      return from;
    }
  }

  /** The name by which tables know it; null for what lies in no registry. */
  @Nullable ImageName name() {
    Reference home = home();
    return home == null ? null : ImageName.of(home.familiar());
  }

  /** The company's own base that it is; null where it is none. */
  @Nullable OwnBase own() {
    if (source != null) {
      ImageName written = ImageName.of(source.familiar());
      for (OwnBase each : settings.bases()) {
        if (each.is(written)) {
          return each;
        }
      }
    }
    return null;
  }

  /** A label, or the manifest's annotation of that key; empty where there is neither. */
  String label(String key) {
    String label = image.config().labels().getOrDefault(key, "");
    return label.isBlank() ? image.annotations().getOrDefault(key, "").strip() : label.strip();
  }
}
