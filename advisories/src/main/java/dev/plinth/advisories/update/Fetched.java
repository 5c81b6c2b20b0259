package dev.plinth.advisories.update;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What fetching a document gave.
 *
 * @param file its content; null where it is unchanged or absent
 * @param absent true where the server has no such document
 * @param source where it came from
 */
record Fetched(@Nullable Path file, boolean absent, Staged.Source source) {
  boolean unchanged() {
    return file == null && !absent;
  }
}
