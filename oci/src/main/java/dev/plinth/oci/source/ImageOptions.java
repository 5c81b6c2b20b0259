package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryOptions;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How images are opened and read.
 *
 * @param platform the one wanted, null for the host's
 * @param verifyDiffIds true for {@code --verify=full}: the uncompressed bytes are hashed too, and
 *     every layer is read, known or not
 * @param parallelism how many layers are read at once, at least 1
 * @param limits what no input may exceed
 * @param progress told how far reading has come
 * @param environment the variables by which engines are found; empty to look at the usual places
 * @param registries how registries are reached; asked for when one is
 */
public record ImageOptions(
    @Nullable Platform platform,
    boolean verifyDiffIds,
    int parallelism,
    Limits limits,
    Progress progress,
    Map<String, String> environment,
    Supplier<RegistryOptions> registries) {

  /** With no variables set. */
  public ImageOptions(
      @Nullable Platform platform,
      boolean verifyDiffIds,
      int parallelism,
      Limits limits,
      Progress progress) {
    this(platform, verifyDiffIds, parallelism, limits, progress, Map.of());
  }

  /** Reaching registries as nobody in particular. */
  public ImageOptions(
      @Nullable Platform platform,
      boolean verifyDiffIds,
      int parallelism,
      Limits limits,
      Progress progress,
      Map<String, String> environment) {
    this(
        platform,
        verifyDiffIds,
        parallelism,
        limits,
        progress,
        environment,
        RegistryOptions::defaults);
  }

  /** Host platform, stored digests only, one reading per core, the usual limits, silent. */
  public static ImageOptions defaults() {
    return new ImageOptions(
        null,
        false,
        Runtime.getRuntime().availableProcessors(),
        Limits.defaults(),
        Progress.SILENT);
  }

  /** Told of progress; called from several threads, must be quick. */
  public interface Progress {
    /** Tells nobody. */
    Progress SILENT = new Progress() {};

    /** Reading of layers begins: how many, and their stored bytes in all (-1 when unknown). */
    default void started(int layers, long storedBytes) {}

    /** So many more stored bytes were read. */
    default void advanced(long storedBytes) {}

    /** One more layer is done; known is true when nothing had to be read. */
    default void layerDone(boolean known) {}
  }
}
