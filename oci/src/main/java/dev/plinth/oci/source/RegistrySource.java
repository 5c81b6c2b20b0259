package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.Repository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image in a registry. Its layers stream from the wire into the readers, several at once; a
 * layer that is known already is not downloaded at all.
 */
final class RegistrySource implements OpenImage {
  private final Target target;
  private final ImageOptions options;
  private final Reference reference;
  private final Cancellation cancellation = new Cancellation();
  private @Nullable RegistryCatalog catalog;

  RegistrySource(Target target, ImageOptions options) {
    this.target = target;
    this.options = options;
    this.reference = Reference.parse(target.name());
  }

  /** What the reference leads to, fetched from the first place that serves it. */
  private RegistryCatalog catalog() {
    RegistryCatalog known = catalog;
    if (known == null) {
      RegistryClient client = new RegistryClient(options.registries().get(), options.limits());
      try {
        known = client.ask(reference, this::catalog);
      } catch (PlinthException e) {
        throw target.kind() == Target.Kind.NAME ? SourceErrors.nowhereElse(e) : e;
      }
      catalog = known;
    }
    return known;
  }

  private RegistryCatalog catalog(Repository repository) {
    return new RegistryCatalog(repository, repository.manifest(), options.limits(), target.text());
  }

  @Override
  public ImageListing listing() {
    RegistryCatalog found = catalog();
    return new ImageCatalog(RegistryCatalog.FORM, found.candidates()).listing();
  }

  private StoredImage chosen(RegistryCatalog found) {
    // What was asked for is one image already: only its platform is to be chosen.
    Target one = new Target(target.kind(), target.text(), null, "", null);
    return new ImageChooser(found.label(), one, options.platform()).choose(found.candidates());
  }

  @Override
  public Image image() {
    return chosen(catalog()).image();
  }

  @Override
  public List<Image> images() {
    RegistryCatalog found = catalog();
    Target all = new Target(target.kind(), target.text(), null, "", null);
    return new ImageChooser(found.label(), all, options.platform()).all(found.candidates());
  }

  @Override
  public <R> AnalyzedImage<R> analyze(LayerAnalysis<R> analysis) {
    RegistryCatalog found = catalog();
    StoredImage image = chosen(found);
    RegistryLayers layers = new RegistryLayers(found.repository(), found.label(), image);
    return new ParallelLayers<>(layers, options, analysis, cancellation).read(image);
  }

  @Override
  public void close() {
    cancellation.cancel();
  }
}
