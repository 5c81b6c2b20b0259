package dev.plinth.cli;

import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.advisories.update.Feed;
import dev.plinth.advisories.update.FeedSettings;
import dev.plinth.advisories.update.FeedUpdater;
import dev.plinth.advisories.update.Feeds;
import dev.plinth.advisories.update.UpdateListener;
import dev.plinth.advisories.update.UpdateOptions;
import dev.plinth.advisories.update.UpdateReport;
import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.TimeSpan;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code plinth db update}: the feeds, from the network into the store. */
final class DbUpdate {
  private static final Duration TIMEOUT = Duration.ofHours(1);
  private static final int AT_ONCE = 4;

  private DbUpdate() {}

  static CommandSpec spec() {
    CommandSpec spec =
        DbVerb.withStore(
            CommandSpec.create(),
            "Brings the store up to date from the network: the usual feeds, or those named."
                + " Fetches only what changed, and goes on where a fetch broke off. A feed that"
                + " fails keeps its data from before, and the exit code is 3.");
    spec.usageMessage()
        .footer(
            "",
            "Other addresses, and which feeds are usual: $XDG_CONFIG_HOME/plinth/feeds.yaml",
            "",
            "Examples:",
            "  plinth db update",
            "  plinth db update debian osv-pypi kev",
            "  plinth db update osv --feed osv=file:///srv/osv/");
    Set<String> names = new LinkedHashSet<>();
    for (Feed feed : Feeds.all()) {
      if (!feed.group().isEmpty()) {
        names.add(feed.group());
      }
      names.add(feed.id());
    }
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("FEED")
            .completionCandidates(names)
            .description("Feeds or groups of them; see --list.")
            .build());
    spec.addOption(CommandLines.flag("List the feeds and update nothing.", "--list"));
    spec.addOption(CommandLines.flag("All feeds, the unusual ones too.", "--all"));
    spec.addOption(
        CommandLines.repeated(
            "NAME=URL",
            List.of(),
            "Fetch a feed, or a group of them, from another address: https:, http: or file:.",
            "--feed"));
    spec.addOption(CommandLines.flag("Fetch everything again, changed or not.", "--anew"));
    spec.addOption(
        CommandLines.flag("Take feeds that seem to have lost most of their records.", "--force"));
    spec.addOption(
        CommandLines.option("TIME", "For the whole update; 1h by default.", "--timeout"));
    spec.addOption(CommandLines.flag("Say nothing unless a feed fails.", "-q", "--quiet"));
    return spec;
  }

  static int run(ParseResult arguments, Path file, Console console) {
    FeedSettings settings = FeedSettings.read(Folders.feeds(console.environment()));
    Map<String, URI> addresses = addresses(arguments, settings);
    List<Feed> feeds = chosen(arguments, settings);
    UpdateOptions options =
        new UpdateOptions(
            Folders.cache(console.environment()).resolve("feeds"),
            addresses,
            arguments.hasMatchedOption("--anew"),
            arguments.hasMatchedOption("--force"),
            settings.atOnce() == 0 ? AT_ONCE : settings.atOnce(),
            timeout(arguments, settings),
            InstantSource.system());
    if (arguments.hasMatchedOption("--list")) {
      list(settings, options, console.out());
      return Main.PASSED;
    }
    boolean quiet = arguments.hasMatchedOption("--quiet");
    FeedProgress progress = quiet || !console.progress() ? null : new FeedProgress(console);
    HttpClient client =
        new HttpClient(
            HttpOptions.of(console.environment())
                .withUserAgent("plinth/" + Version.number())
                .withOffline(arguments.hasMatchedOption("--offline")));
    UpdateReport report;
    try {
      report =
          FeedUpdater.run(
              file, feeds, client, options, progress == null ? UpdateListener.NONE : progress);
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
    print(report, quiet, console);
    return report.anyFailed() ? Main.UNFINISHED : Main.PASSED;
  }

  private static Map<String, URI> addresses(ParseResult arguments, FeedSettings settings) {
    Map<String, URI> addresses = new HashMap<>(settings.addresses());
    for (String given : arguments.matchedOptionValue("--feed", List.<String>of())) {
      int equals = given.indexOf('=');
      String name = equals < 0 ? given : given.substring(0, equals);
      if (equals <= 0 || Feeds.named(name).isEmpty()) {
        throw ImageArguments.usage(
            arguments,
            equals <= 0
                ? "--feed takes NAME=URL, such as kev=https://mirror.example/kev.json"
                : "there is no feed \"" + name + "\" to give another address");
      }
      addresses.put(name, FeedSettings.address(name, given.substring(equals + 1)));
    }
    return addresses;
  }

  private static List<Feed> chosen(ParseResult arguments, FeedSettings settings) {
    List<String> words = arguments.matchedPositionalValue(0, List.<String>of());
    Set<Feed> feeds = new LinkedHashSet<>();
    for (String word : words) {
      List<Feed> named = Feeds.named(word);
      if (named.isEmpty()) {
        List<String> near = Suggestions.near(word, Feeds.all().stream().map(Feed::id).toList());
        throw ImageArguments.usage(
            arguments,
            "there is no feed \""
                + word
                + "\""
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
                + (near.isEmpty() ? "; " : " ")
                + "plinth db update --list shows them all");
      }
      for (Feed feed : named) {
        // A group stands for its usual feeds.
        if (named.size() == 1 || settings.updates(feed)) {
          feeds.add(feed);
        }
      }
    }
    if (words.isEmpty()) {
      for (Feed feed : Feeds.all()) {
        if (settings.updates(feed) || arguments.hasMatchedOption("--all")) {
          feeds.add(feed);
        }
      }
    }
    return List.copyOf(feeds);
  }

  private static Duration timeout(ParseResult arguments, FeedSettings settings) {
    String given = arguments.matchedOptionValue("--timeout", "");
    if (given.isEmpty()) {
      return settings.timeout() == null ? TIMEOUT : settings.timeout();
    }
    Duration timeout = TimeSpan.parse(given);
    if (timeout == null || timeout.isZero()) {
      throw ImageArguments.usage(
          arguments, "--timeout takes a number with s, m, h, d or w, such as 30m");
    }
    return timeout;
  }

  private static void list(FeedSettings settings, UpdateOptions options, PrintStream out) {
    for (Feed feed : Feeds.all()) {
      out.println(
          (settings.updates(feed) ? "* " : "  ")
              + padded(feed.id(), 15)
              + feed.covers()
              + (feed.big() ? " (big)" : ""));
      out.println("  " + " ".repeat(15) + SafeText.of(options.address(feed).toString()));
    }
    out.println();
    out.println("* what plinth db update fetches when no feed is named");
  }

  private static void print(UpdateReport report, boolean quiet, Console console) {
    PrintStream out = console.out();
    int updated = 0;
    int unchanged = 0;
    int failed = 0;
    for (UpdateReport.Result feed : report.feeds()) {
      if (feed.failure() != null) {
        failed++;
      } else if (changed(feed)) {
        updated++;
      } else {
        unchanged++;
      }
      if (!quiet) {
        out.println("  " + padded(feed.id(), 15) + what(feed));
      }
      if (!quiet || feed.failure() != null) {
        for (ImportReport.BadRecord bad : feed.bad()) {
          console
              .err()
              .println(
                  "plinth: "
                      + feed.id()
                      + ": skipped "
                      + SafeText.of(bad.name())
                      + ": "
                      + SafeText.of(bad.reason()));
        }
      }
    }
    if (!quiet) {
      out.println(updated + " updated, " + unchanged + " unchanged, " + failed + " failed");
    }
    out.flush();
    for (UpdateReport.Result feed : report.feeds()) {
      if (feed.failure() != null) {
        console
            .err()
            .println("plinth: " + feed.failure().getMessage() + " [" + feed.failure().code() + "]");
      }
    }
  }

  private static boolean changed(UpdateReport.Result feed) {
    return feed.taken() + feed.removed() + feed.skipped() > 0;
  }

  private static String what(UpdateReport.Result feed) {
    List<String> parts = new ArrayList<>();
    if (feed.failure() != null) {
      parts.add("FAILED");
    } else if (!changed(feed)) {
      parts.add("unchanged");
    }
    if (feed.records() > 0) {
      parts.add(DbText.count(feed.records()) + " records");
    }
    if (changed(feed)) {
      parts.add(DbText.count(feed.taken()) + " taken");
    }
    if (feed.removed() > 0) {
      parts.add(DbText.count(feed.removed()) + " gone");
    }
    if (feed.skipped() > 0) {
      parts.add(DbText.count(feed.skipped()) + " bad, skipped");
    }
    if (feed.bytes() > 0) {
      parts.add(ByteSize.of(feed.bytes()));
    }
    return String.join(", ", parts);
  }

  /** In a column of that width. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
