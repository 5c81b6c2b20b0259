package dev.plinth.inventory.catalog;

import dev.plinth.inventory.Cataloguers;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Knows one kind of evidence of packages: the paths where it lies and how to read it.
 *
 * <p>One instance serves every layer and several threads: it holds no state; what a reading needs
 * lives in the consumer that {@link #open} returns. Adding a cataloguer means one class and one
 * line in {@link Cataloguers}.
 */
public interface Cataloguer {
  /** A kebab-case word, never reused: {@code dpkg-status}. */
  String id();

  /** Raised whenever the facts for the same bytes change, so that kept facts are read anew. */
  int version();

  /**
   * Whether this entry may hold evidence, and who reads it.
   *
   * @param entry never a whiteout; any type (links and folders too)
   * @param sink where the facts of this file go, at the latest during the consumer's {@code end}
   * @return the reader of its content, null when it is of no interest or needs no content. Only
   *     asked of regular files' content; called for every entry of every layer, so it must decide
   *     by looking at the path, type and size, without allocating
   */
  @Nullable ContentConsumer open(TarEntry entry, FactSink sink);
}
