package dev.plinth.cli;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.update.Effect;
import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.policy.file.Settings;
import dev.plinth.policy.judge.Judge;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What changes between two images in a registry, both read and judged by the same advisories. */
final class ImageEffects implements AutoCloseable {
  private final Sides sides;
  private static final String STARTER =
      "judged by the few advisories of the starter set alone: plinth db update fetches all";

  private final Scan.Advisories advisories;

  private ImageEffects(Sides sides, Scan.Advisories advisories) {
    this.sides = sides;
    this.advisories = advisories;
  }

  /**
   * Opens the advisory store.
   *
   * @param platform whose images are read
   */
  static ImageEffects open(
      ParseResult arguments,
      Console console,
      Platform platform,
      Supplier<RegistryOptions> registries) {
    FactsCache cache = ImageArguments.cache(arguments, console);
    ImageOptions options =
        new ImageOptions(
            platform,
            false,
            Math.max(1, Runtime.getRuntime().availableProcessors()),
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            console.environment(),
            registries);
    Scan.Advisories advisories = Scan.Advisories.opening(ScanVerb.store(arguments, console));
    Sides sides =
        new Sides(
            new Reading(options, cache, false),
            advisories,
            new Judge(
                Settings.NONE,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                PlaceArguments.today(console)),
            new Ground("", false, Instant.now().getEpochSecond(), null, Approvals.NONE));
    return new ImageEffects(sides, advisories);
  }

  /** Between two digests of a repository. */
  Effect between(Reference repository, @Nullable Digest before, Digest after) {
    if (before == null) {
      return Effect.unknown("the registry does not tell what is there now");
    }
    try {
      Effect effect =
          Effect.of(
              Difference.of(
                  sides.of(target(repository, before)), sides.of(target(repository, after))));
      return advisories.starterOnly() ? effect.bySome(STARTER) : effect;
    } catch (PlinthException e) {
      return Effect.unknown(e.because());
    }
  }

  Sides sides() {
    return sides;
  }

  /** The image of a digest, in the registry. */
  static String target(Reference repository, Digest digest) {
    return "registry:" + repository.name() + "@" + digest;
  }

  @Override
  public void close() {
    advisories.close();
  }
}
