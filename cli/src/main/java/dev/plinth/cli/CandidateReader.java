package dev.plinth.cli;

import dev.plinth.advisories.match.MatchResult;
import dev.plinth.advisories.match.Matcher;
import dev.plinth.bases.evaluate.Candidate;
import dev.plinth.bases.evidence.AttachmentSearch;
import dev.plinth.bases.evidence.Attachments;
import dev.plinth.bases.evidence.BuildDay;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.inventory.Cataloguers;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.inventory.facts.ImageInventory;
import dev.plinth.inventory.facts.Inventories;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.StoredDocuments;
import dev.plinth.oci.source.Target;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out all that is weighed of an image: from its layers, from the advisories, and from the
 * registry or layout that it lies in.
 *
 * @param offline whether no registry may be asked
 */
record CandidateReader(
    ImageOptions options,
    @Nullable FactsCache cache,
    Scan.Advisories advisories,
    Supplier<RegistryOptions> registries,
    boolean offline,
    Releases releases,
    LocalDate today,
    BaseSettings settings) {

  /**
   * Reads it.
   *
   * @throws dev.plinth.foundation.PlinthException when it is no image, or cannot be read
   */
  Candidate read(String text) {
    Target target = Target.parse(text);
    ImageInventory read = Inventories.read(target, options, Cataloguers.all(), cache);
    Image image = read.image();
    Reference source =
        image.form().equals("registry") ? Reference.parse(target.name()).withDefaultTag() : null;
    MatchResult matches = Matcher.match(read.inventory(), advisories.source());
    return new Candidate(
        image,
        source,
        read.inventory(),
        read.profile(),
        matches,
        advisories.starterOnly(),
        attachments(target, image, source),
        newest(image, source),
        releases,
        today,
        settings);
  }

  private Attachments attachments(Target target, Image image, @Nullable Reference source) {
    if (source == null) {
      try (StoredDocuments layout = StoredDocuments.open(target, options.limits())) {
        if (layout != null) {
          return AttachmentSearch.inLayout(layout, image);
        }
      }
      return Attachments.unknown(
          offline
              ? "no registry was asked (--offline)"
              : "it lies in no registry and in no layout");
    }
    // Where the image is at home its signatures are; a mirror need not have them.
    RegistryClient client = new RegistryClient(registries.get(), options.limits());
    Attachments own = AttachmentSearch.inRegistry(client.itself(source), image, options.limits());
    return own.whole() || !own.found().isEmpty()
        ? own
        : client.ask(
            source, repository -> AttachmentSearch.inRegistry(repository, image, options.limits()));
  }

  private NewestBuild newest(Image image, @Nullable Reference source) {
    if (source == null) {
      return NewestBuild.unknown(
          offline ? "no registry was asked (--offline)" : "no registry has its tags");
    }
    if (source.tag().isEmpty()) {
      return NewestBuild.unknown("it was asked for by digest alone");
    }
    return new RegistryClient(registries.get(), options.limits())
        .ask(
            source,
            repository ->
                NewestBuild.of(
                    repository,
                    source.tag(),
                    BuildDay.of(image.config().created()),
                    image.platform(),
                    options.limits()));
  }
}
