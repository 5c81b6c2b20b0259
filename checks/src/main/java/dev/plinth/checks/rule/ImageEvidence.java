package dev.plinth.checks.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry says of images, asked by whoever may use the network before rules run. Rules that
 * have none say nothing of what only a registry knows.
 */
@FunctionalInterface
public interface ImageEvidence {
  /** None at all. */
  ImageEvidence NONE = new Nothing();

  /** A class of its own: the JVM makes one for a lambda in an interface when it starts. */
  final class Nothing implements ImageEvidence {
    private Nothing() {}

    @Override
    public @Nullable Image of(String name) {
      return null;
    }
  }

  /**
   * Of the image of that name, as a Dockerfile has it once variables are put in; where it has a
   * digest, of what the digest means. Null where nothing is known.
   */
  @Nullable Image of(String name);

  /**
   * Which images could not be asked for, and why: sentences without a final stop. What was found is
   * not whole where there are any.
   */
  default List<String> unchecked() {
    return List.of();
  }

  /**
   * An image as a registry has it.
   *
   * @param index true for an index, false for a manifest of one platform
   * @param platforms as in {@code linux/arm64}: those of the index, or of the manifest's
   *     configuration
   * @param annotations of the index or the manifest: what is said of this very image
   * @param environment of the configuration, of any one platform; images inherit it
   * @param labels of the same configuration; images inherit them
   * @param history of the same configuration: what made each layer, from the base upwards
   */
  record Image(
      boolean index,
      List<String> platforms,
      Map<String, String> annotations,
      Map<String, String> environment,
      Map<String, String> labels,
      List<String> history) {
    /** Keeps its own copies. */
    public Image {
      platforms = List.copyOf(platforms);
      annotations = Map.copyOf(annotations);
      environment = Map.copyOf(environment);
      labels = Map.copyOf(labels);
      history = List.copyOf(history);
    }
  }
}
