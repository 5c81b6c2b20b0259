package dev.plinth.cli;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.Freshness;
import dev.plinth.foundation.TimeSpan;
import dev.plinth.policy.judge.Judge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * How old the advisories of a scan are. It stands on standard error and in the exit code, never in
 * a report: what a report says must not depend on the day it is made; there stands of when the data
 * are.
 */
final class StoreAge {
  /** Feeds change every day; what is older than this misses what matters. */
  static final Duration OLD = Duration.ofDays(7);

  private StoreAge() {}

  static OptionSpec option() {
    return CommandLines.option(
        "TIME",
        "Fail, with exit code 3, when the advisory store is older, or missing: 48h, 7d.",
        "--max-db-age");
  }

  /** The time by the clock, or by SOURCE_DATE_EPOCH (https://reproducible-builds.org). */
  static Instant now(Map<String, String> environment) {
    String epoch = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
    return epoch.matches("[0-9]{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(epoch))
        : Instant.now();
  }

  /**
   * Warns of an old store, or fails as somebody asks.
   *
   * @param limit how old it may be; null where nobody minds
   * @param store the store's file, null where the starter set alone serves
   */
  static void check(
      @Nullable Path store,
      Judge.@Nullable MaxDbAge limit,
      ParseResult arguments,
      Console console) {
    Freshness freshness = null;
    if (store != null && AdvisoryStore.exists(store)) {
      try (AdvisoryStore opened = AdvisoryStore.openReadOnly(store)) {
        freshness = opened.freshness();
      }
    }
    if (freshness == null) {
      if (limit != null) {
        throw CliErrors.noStoreToJudgeAge(store, limit);
      }
      return;
    }
    Duration age = Duration.between(freshness.time(), now(console.environment()));
    if (limit != null && age.compareTo(limit.most()) > 0) {
      throw CliErrors.storeTooOld(freshness, DbStatus.ago(age), limit);
    }
    if (age.compareTo(OLD) > 0 && !arguments.hasMatchedOption("--quiet")) {
      console
          .err()
          .println(
              "plinth: the advisories ("
                  + freshness.feed()
                  + ") are of "
                  + freshness.time()
                  + ", "
                  + DbStatus.ago(age)
                  + ": update them with plinth db update");
    }
  }

  /** What the command line asks for. */
  static @Nullable Duration most(ParseResult arguments) {
    String given = arguments.matchedOptionValue("--max-db-age", "");
    if (given.isEmpty()) {
      return null;
    }
    Duration most = TimeSpan.parse(given);
    if (most == null) {
      throw ImageArguments.usage(
          arguments, "--max-db-age takes a number with s, m, h, d or w, such as 48h or 7d");
    }
    return most;
  }
}
