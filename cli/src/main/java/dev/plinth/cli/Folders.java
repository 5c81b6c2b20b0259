package dev.plinth.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Plinth keeps things: the XDG Base Directory Specification 0.8. Relative values are ignored,
 * as it says.
 */
final class Folders {
  private Folders() {}

  /** The advisory store's file. */
  static Path advisories(Map<String, String> environment) {
    return base(environment, "XDG_DATA_HOME", ".local/share").resolve("plinth/advisories.db");
  }

  /** The index of known bases; need not exist. */
  static Path bases(Map<String, String> environment) {
    return base(environment, "XDG_DATA_HOME", ".local/share").resolve("plinth/bases.index");
  }

  /** Which digests were seen when; need not exist. */
  static Path sightings(Map<String, String> environment) {
    return base(environment, "XDG_STATE_HOME", ".local/state").resolve("plinth/seen.lock");
  }

  /** The folder of caches. */
  static Path cache(Map<String, String> environment) {
    return base(environment, "XDG_CACHE_HOME", ".cache").resolve("plinth");
  }

  /** What is settled about feeds; need not exist. */
  static Path feeds(Map<String, String> environment) {
    return base(environment, "XDG_CONFIG_HOME", ".config").resolve("plinth/feeds.yaml");
  }

  private static Path base(Map<String, String> environment, String variable, String fallback) {
    String value = environment.getOrDefault(variable, "");
    if (value.startsWith("/")) {
      return Path.of(value);
    }
    return home(environment).resolve(fallback);
  }

  /** A relative or empty HOME must not put anything into the working folder. */
  private static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      home = System.getProperty("user.home", "");
    }
    return Path.of(home.startsWith("/") ? home : "/");
  }
}
