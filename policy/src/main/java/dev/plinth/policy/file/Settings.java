package dev.plinth.policy.file;

import dev.plinth.findings.Severity;
import dev.plinth.policy.Gate;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of the gate: a file, or the command line. Null where it says nothing.
 *
 * @param gate what blocks, from an expression
 * @param unknownAs what an unknown severity with a fix counts as
 * @param onlyFixed whether vulnerabilities without a fix are set aside
 * @param warnBefore how many days before an exception ends it is told of; -1 where unsaid
 * @param maxDbAge how old the advisory store may be
 * @param severities of findings that are no vulnerabilities, by their names
 * @param place who says so: {@code .plinth.yaml:2}, {@code the command line}
 */
public record Settings(
    @Nullable Gate gate,
    @Nullable Severity unknownAs,
    @Nullable Boolean onlyFixed,
    int warnBefore,
    @Nullable Duration maxDbAge,
    Map<String, Severity> severities,
    String place) {
  /** Nothing is said. */
  public static final Settings NONE = new Settings(null, null, null, -1, null, Map.of(), "");

  /** Keeps its own copy. */
  public Settings {
    severities = Map.copyOf(severities);
  }

  /** Whether it says something of what blocks. */
  public boolean speaksOfTheGate() {
    return gate != null || unknownAs != null;
  }
}
