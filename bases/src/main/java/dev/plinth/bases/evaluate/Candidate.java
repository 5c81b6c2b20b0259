package dev.plinth.bases.evaluate;

import dev.plinth.advisories.match.MatchResult;
import dev.plinth.bases.evidence.Attachments;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.known.Releases;
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
    LocalDate today) {

  /** A label, or the manifest's annotation of that key; empty where there is neither. */
  String label(String key) {
    String label = image.config().labels().getOrDefault(key, "");
    return label.isBlank() ? image.annotations().getOrDefault(key, "").strip() : label.strip();
  }
}
