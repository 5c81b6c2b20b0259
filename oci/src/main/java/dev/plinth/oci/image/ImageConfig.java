package dev.plinth.oci.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image's configuration: OCI image-spec config.md, and Docker's of the same shape. Absent
 * strings are empty, absent lists and maps are empty.
 *
 * @param healthCheck Docker's {@code Healthcheck}, which OCI does not have; null where absent
 * @param onBuild instructions that Docker puts behind the FROM of a build upon the image
 */
public record ImageConfig(
    Platform platform,
    String created,
    String author,
    String user,
    List<String> exposedPorts,
    List<String> env,
    List<String> entrypoint,
    List<String> cmd,
    List<String> volumes,
    String workingDir,
    Map<String, String> labels,
    String stopSignal,
    @Nullable HealthCheck healthCheck,
    List<String> onBuild,
    List<Digest> diffIds,
    List<HistoryEntry> history) {

  /**
   * How an engine finds out whether a container still works.
   *
   * @param test its words: {@code NONE}, or {@code CMD} and a command's, or {@code CMD-SHELL} and a
   *     line for the shell
   * @param interval between two checks in nanoseconds, 0 for the engine's own
   * @param timeout of one check in nanoseconds, 0 for the engine's own
   * @param startPeriod in which failures do not count in nanoseconds, 0 for none
   * @param retries after so many failures it does not work, 0 for the engine's own
   */
  public record HealthCheck(
      List<String> test, long interval, long timeout, long startPeriod, int retries) {
    /** Keeps its own copy. */
    public HealthCheck {
      test = List.copyOf(test);
    }
  }

  /** Without a health check and instructions for builds upon it. */
  public ImageConfig(
      Platform platform,
      String created,
      String author,
      String user,
      List<String> exposedPorts,
      List<String> env,
      List<String> entrypoint,
      List<String> cmd,
      List<String> volumes,
      String workingDir,
      Map<String, String> labels,
      String stopSignal,
      List<Digest> diffIds,
      List<HistoryEntry> history) {
    this(
        platform,
        created,
        author,
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        null,
        List.of(),
        diffIds,
        history);
  }

  /** The same of these layers. */
  public ImageConfig of(String date, List<Digest> layers, List<HistoryEntry> steps) {
    return new ImageConfig(
        platform,
        date,
        author,
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthCheck,
        onBuild,
        layers,
        steps);
  }
}
