package dev.plinth.advisories.update;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.TimeSpan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a person or an organisation settled about feeds, in {@code feeds.yaml}:
 *
 * <pre>
 * feeds:                    # by a feed's name or a group's
 *   debian: https://mirror.example/debian.json
 *   osv-npm: {url: "file:///srv/osv/npm/", update: false}
 * timeout: 30m              # for a whole update
 * at-once: 4                # feeds fetched at a time
 * </pre>
 *
 * Whatever else stands there is an error, so that no misspelling goes unnoticed.
 *
 * @param addresses instead of the feeds' own
 * @param update whether a feed is updated when none is named, where the file says so
 * @param timeout null where the file does not say
 * @param atOnce 0 where the file does not say
 */
public record FeedSettings(
    Map<String, URI> addresses,
    Map<String, Boolean> update,
    @Nullable Duration timeout,
    int atOnce) {
  private static final int LARGEST = 1 << 20;

  /** Keeps its own copies. */
  public FeedSettings {
    addresses = Map.copyOf(addresses);
    update = Map.copyOf(update);
  }

  /** Nothing is settled. */
  public static FeedSettings none() {
    return new FeedSettings(Map.of(), Map.of(), null, 0);
  }

  /** The settings of this file; none where there is no such file. */
  public static FeedSettings read(Path file) {
    if (!Files.exists(file)) {
      return none();
    }
    Object loaded;
    try (InputStream in = Files.newInputStream(file)) {
      LoadSettings settings =
          LoadSettings.builder()
              .setAllowDuplicateKeys(false)
              .setMaxAliasesForCollections(0)
              .setCodePointLimit(LARGEST)
              .setLabel("feeds.yaml")
              .build();
      loaded = new Load(settings).loadFromInputStream(in);
    } catch (IOException e) {
      throw problem(file, "it cannot be read: " + e.getMessage());
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      int line = message.indexOf('\n');
      throw problem(file, "it is no YAML: " + (line < 0 ? message : message.substring(0, line)));
    }
    return loaded == null ? none() : new Reader(file).settings(loaded);
  }

  private static PlinthException problem(Path file, String what) {
    return new PlinthException(
        "PLINTH-UPDATE-SETTINGS",
        "read " + SafeText.of(file.toString()),
        SafeText.of(what),
        "correct the file; docs/advisories.md says what may stand in it");
  }

  /** The address in this text: {@code https}, {@code http} or {@code file}. */
  public static URI address(String feed, String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme());
      if (List.of("https", "http").contains(scheme) && uri.getHost() != null) {
        return uri;
      }
      if (scheme.equals("file") && uri.getPath() != null && uri.getPath().startsWith("/")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw UpdateErrors.address(feed, text);
  }

  /** Whether a feed is updated when none is named. */
  public boolean updates(Feed feed) {
    Boolean own = update.get(feed.id());
    Boolean group = update.get(feed.group());
    return own != null ? own : group != null ? group : feed.usual();
  }

  /** One file's reader. */
  private record Reader(Path file) {
    FeedSettings settings(Object loaded) {
      Map<String, URI> addresses = new HashMap<>();
      Map<String, Boolean> update = new HashMap<>();
      Duration timeout = null;
      int atOnce = 0;
      for (Map.Entry<String, @Nullable Object> entry : map(loaded, "the file").entrySet()) {
        Object value = entry.getValue();
        switch (entry.getKey()) {
          case "feeds" -> {
            for (Map.Entry<String, @Nullable Object> feed : map(value, "feeds").entrySet()) {
              feed(feed.getKey(), feed.getValue(), addresses, update);
            }
          }
          case "timeout" -> {
            timeout = TimeSpan.parse(String.valueOf(value));
            if (timeout == null || timeout.isZero()) {
              throw problem(file, "timeout is a number with s, m, h or d, such as 30m");
            }
          }
          case "at-once" -> {
            if (!(value instanceof Integer number) || number < 1 || number > 16) {
              throw problem(file, "at-once is a number from 1 to 16");
            }
            atOnce = number;
          }
          default -> throw problem(file, "it has no setting \"" + entry.getKey() + "\"");
        }
      }
      return new FeedSettings(addresses, update, timeout, atOnce);
    }

    private void feed(
        String name,
        @Nullable Object value,
        Map<String, URI> addresses,
        Map<String, Boolean> update) {
      if (Feeds.named(name).isEmpty()) {
        throw problem(file, "there is no feed \"" + name + "\"");
      }
      if (value instanceof String url) {
        addresses.put(name, address(name, url));
        return;
      }
      for (Map.Entry<String, @Nullable Object> entry : map(value, name).entrySet()) {
        if (entry.getKey().equals("url") && entry.getValue() instanceof String url) {
          addresses.put(name, address(name, url));
        } else if (entry.getKey().equals("update") && entry.getValue() instanceof Boolean on) {
          update.put(name, on);
        } else {
          throw problem(file, "a feed has a url and update: true or false; see " + name);
        }
      }
    }

    private Map<String, @Nullable Object> map(@Nullable Object value, String where) {
      if (!(value instanceof Map<?, ?> map)) {
        throw problem(file, where + " is no mapping");
      }
      Map<String, @Nullable Object> result = new HashMap<>();
      map.forEach((key, member) -> result.put(String.valueOf(key), member));
      return result;
    }
  }
}
