package dev.plinth.bases.remote;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What registries say. Every question may throw a {@link dev.plinth.foundation.PlinthException}
 * that says why there is no answer, which is never the same as the answer no.
 */
public interface RemoteImages {
  /** What a tag of a repository stands for; null where there is no such tag. */
  @Nullable RemoteImage tag(Reference repository, String tag);

  /** What a digest stands for; null where it is there no more. */
  @Nullable RemoteImage digest(Reference repository, Digest digest);

  /** All tags of a repository. */
  List<String> tags(Reference repository);
}
