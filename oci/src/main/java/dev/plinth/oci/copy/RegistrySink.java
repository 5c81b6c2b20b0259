package dev.plinth.oci.copy;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.registry.RepositoryPush;
import dev.plinth.oci.source.ImageContent;
import java.io.IOException;

/** A repository in a registry. Nobody sees anything of a copy before its tag is set, at the end. */
final class RegistrySink implements ImageSink {
  private final Reference reference;
  private final RepositoryPush push;

  RegistrySink(Reference reference, RegistryOptions options, Limits limits) {
    this.reference = reference.withDefaultTag();
    this.push = new RepositoryPush(new RegistryClient(options, limits).itself(reference));
  }

  @Override
  public Outcome blob(Descriptor descriptor, ImageContent from) throws IOException {
    return switch (push.blob(
        descriptor, () -> new ProvedStream(descriptor, from.open(descriptor)), from.repository())) {
      case SENT -> Outcome.COPIED;
      case THERE -> Outcome.THERE;
      case MOUNTED -> Outcome.MOUNTED;
    };
  }

  @Override
  public void manifest(Descriptor descriptor, byte[] bytes) {
    push.manifest(descriptor.digest().toString(), descriptor.mediaType(), bytes);
  }

  @Override
  public void finish(Descriptor root, byte[] bytes) {
    Digest wanted = reference.digest();
    if (wanted != null && !wanted.equals(root.digest())) {
      throw CopyErrors.otherDigest(reference.familiar(), wanted, root.digest());
    }
    String tag = reference.tag();
    push.manifest(tag.isEmpty() ? root.digest().toString() : tag, root.mediaType(), bytes);
  }

  @Override
  public void close() {}
}
