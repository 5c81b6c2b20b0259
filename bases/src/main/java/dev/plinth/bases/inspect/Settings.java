package dev.plinth.bases.inspect;

import dev.plinth.oci.image.ImageConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration sets for containers, without secrets. Absent texts are empty.
 *
 * @param ports such as {@code 8080/tcp}
 * @param environment by name, in its order; of a name that stands twice the last counts
 * @param labels by key, sorted
 * @param healthCheck null where there is none
 * @param onBuild instructions that a build upon the image begins with
 */
public record Settings(
    List<String> ports,
    List<String> volumes,
    String workingFolder,
    String stopSignal,
    Map<String, String> environment,
    Map<String, String> labels,
    @Nullable HealthCheck healthCheck,
    List<String> onBuild) {

  /**
   * How an engine finds out whether a container still works; Kubernetes takes no notice of it.
   *
   * @param command in one line; empty where checks are switched off
   * @param interval in seconds, 0 for the engine's own
   * @param timeout in seconds, 0 for the engine's own
   * @param startPeriod in seconds, 0 for none
   * @param retries 0 for the engine's own
   */
  public record HealthCheck(
      String command, double interval, double timeout, double startPeriod, int retries) {}

  static Settings of(ImageConfig config) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String each : config.env()) {
      int equals = each.indexOf('=');
      environment.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return new Settings(
        config.exposedPorts(),
        config.volumes(),
        config.workingDir(),
        config.stopSignal(),
        environment,
        new TreeMap<>(config.labels()),
        healthCheck(config.healthCheck()),
        config.onBuild());
  }

  private static @Nullable HealthCheck healthCheck(ImageConfig.@Nullable HealthCheck check) {
    if (check == null || check.test().isEmpty()) {
      return null;
    }
    boolean off = check.test().getFirst().equals("NONE");
    return new HealthCheck(
        off ? "" : String.join(" ", check.test().subList(1, check.test().size())),
        check.interval() / 1e9,
        check.timeout() / 1e9,
        check.startPeriod() / 1e9,
        check.retries());
  }
}
