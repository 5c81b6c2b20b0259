package dev.plinth.oci.source;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.registry.StoredManifest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of an image, an artifact or an index in a registry. */
final class RegistryContent implements ImageContent {
  private final Repository repository;
  private final String label;
  private final Descriptor root;
  private final String platformNote;

  private RegistryContent(
      Repository repository, String label, Descriptor root, String platformNote) {
    this.repository = repository;
    this.label = label;
    this.root = root;
    this.platformNote = platformNote;
  }

  /** What the reference leads to: all of it, or one platform's image. */
  static RegistryContent of(Target target, ImageOptions options, boolean all) {
    Reference reference = Reference.parse(target.name());
    RegistryClient client = new RegistryClient(options.registries().get(), options.limits());
    return client.ask(reference, repository -> of(repository, target, options, all));
  }

  private static RegistryContent of(
      Repository repository, Target target, ImageOptions options, boolean all) {
    StoredManifest first = repository.manifest();
    RegistryCatalog catalog =
        new RegistryCatalog(repository, first, options.limits(), target.text());
    Document document = first.document("the manifest of " + catalog.label(), options.limits());
    boolean artifact = document instanceof Manifest manifest && !manifest.artifactKind().isEmpty();
    if (all || artifact) {
      return new RegistryContent(repository, catalog.label(), describe(first, document, null), "");
    }
    Target one = new Target(target.kind(), target.text(), null, "", null);
    Image image =
        new ImageChooser(catalog.label(), one, options.platform())
            .choose(catalog.candidates())
            .image();
    Digest digest = Objects.requireNonNull(image.manifestDigest(), "registries keep manifests");
    StoredManifest chosen = digest.equals(first.digest()) ? first : repository.manifest(digest);
    Document inner = chosen.document("the manifest " + digest, options.limits());
    return new RegistryContent(
        repository,
        catalog.label(),
        describe(chosen, inner, image.platform()),
        image.platformNote());
  }

  private static Descriptor describe(
      StoredManifest stored, Document document, @Nullable Platform platform) {
    String type =
        document instanceof Manifest manifest
            ? manifest.mediaType()
            : ((ImageIndex) document).mediaType();
    return new Descriptor(
        type, stored.digest(), stored.bytes().length, "", platform, Map.of(), List.of(), "");
  }

  @Override
  public Descriptor root() {
    return root;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String platformNote() {
    return platformNote;
  }

  @Override
  public byte[] document(Descriptor descriptor) {
    byte[] bytes = repository.manifest(descriptor.digest()).bytes();
    if (bytes.length != descriptor.size()) {
      throw SourceErrors.size(
          label, descriptor.digest().toString(), descriptor.size(), bytes.length);
    }
    return bytes;
  }

  /** Only of what may be kept elsewhere it is asked: of all else, fetching tells. */
  @Override
  public boolean has(Descriptor descriptor) {
    boolean elsewhere =
        MediaTypes.isForeign(descriptor.mediaType()) || !descriptor.urls().isEmpty();
    return !elsewhere || repository.has(descriptor);
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    byte[] inline = descriptor.inline();
    return inline == null ? repository.layer(descriptor) : new ByteArrayInputStream(inline);
  }

  @Override
  public Optional<Repository> repository() {
    return Optional.of(repository);
  }

  @Override
  public void close() {}
}
