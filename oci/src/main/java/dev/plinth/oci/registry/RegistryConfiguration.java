package dev.plinth.oci.registry;

import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;
import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where images are served, as Podman, Buildah and skopeo are told: containers-registries.conf(5),
 * version 2.
 *
 * <pre>
 * [[registry]]
 * prefix = "example.com/team"      which references; "*.example.com" for all hosts below; default: location
 * location = "mirror.example/x"    replaces the prefix
 * insecure, blocked, mirror-by-digest-only = true | false
 * [[registry.mirror]]              tried before, in order
 * location, insecure
 * pull-from-mirror = "all" | "digest-only" | "tag-only"
 * </pre>
 *
 * The longest prefix counts. Read are {@code $CONTAINERS_REGISTRIES_CONF} alone when it is set,
 * else {@code ~/.config/containers/registries.conf} or {@code /etc/containers/registries.conf}, and
 * the {@code registries.conf.d/*.conf} beside them; of two tables with one prefix the later counts.
 * Short-name aliases and search lists are left alone: a short name is Docker Hub's, as in Docker.
 */
public final class RegistryConfiguration {
  /** Every image is served where its name says. */
  public static final RegistryConfiguration NONE = new RegistryConfiguration(List.of());

  private static final int LARGEST = 1 << 20;
  private static final int MOST_VALUES = 20_000;

  /**
   * One place that serves a repository.
   *
   * @param host with its port
   * @param path of the repository there
   * @param insecure true when its certificate is not to be checked, or it may speak plain HTTP
   * @param mirror true when it is not the place itself
   */
  record Location(String host, String path, boolean insecure, boolean mirror) {}

  private record Mirror(String location, boolean insecure, String pulls) {}

  private record Entry(
      String prefix, String location, boolean insecure, boolean blocked, List<Mirror> mirrors) {}

  private final @Nullable Map<String, String> environment;
  private @Nullable List<Entry> entries;

  private RegistryConfiguration(List<Entry> entries) {
    this.environment = null;
    this.entries = entries;
  }

  private RegistryConfiguration(Map<String, String> environment) {
    this.environment = environment;
  }

  /** As this machine and this user have it; read when it is first needed. */
  public static RegistryConfiguration of(Map<String, String> environment) {
    return new RegistryConfiguration(environment);
  }

  /** What stands in these files, in their order. */
  static RegistryConfiguration read(List<Path> files) {
    Map<String, Entry> byPrefix = new LinkedHashMap<>();
    for (Path file : files) {
      for (Entry entry : read(file)) {
        byPrefix.put(entry.prefix, entry);
      }
    }
    return new RegistryConfiguration(List.copyOf(byPrefix.values()));
  }

  /**
   * The places that serve the reference, in the order in which to ask them; the last is its own.
   *
   * @throws dev.plinth.foundation.PlinthException when it is blocked
   */
  List<Location> locations(Reference reference) {
    String name = reference.name();
    Entry best = null;
    for (Entry entry : entries()) {
      boolean longer = best == null || entry.prefix.length() > best.prefix.length();
      if (longer && matched(entry.prefix, name) >= 0) {
        best = entry;
      }
    }
    if (best == null) {
      return List.of(new Location(reference.registryHost(), reference.path(), false, false));
    }
    if (best.blocked) {
      throw RegistryErrors.blocked(reference.familiar(), best.prefix);
    }
    String rest = name.substring(matched(best.prefix, name));
    List<Location> locations = new ArrayList<>();
    for (Mirror mirror : best.mirrors) {
      boolean digest = reference.digest() != null;
      if (mirror.pulls.equals("all") || mirror.pulls.equals(digest ? "digest-only" : "tag-only")) {
        locations.add(location(mirror.location + rest, mirror.insecure, true));
      }
    }
    String own = best.location.isEmpty() ? name : best.location + rest;
    locations.add(location(own, best.insecure, false));
    return locations;
  }

  /** How much of the name the prefix covers; -1 when it is another's. */
  private static int matched(String prefix, String name) {
    if (prefix.startsWith("*.")) {
      int slash = name.indexOf('/');
      int end = slash < 0 ? name.length() : slash;
      return name.substring(0, end).endsWith(prefix.substring(1)) ? end : -1;
    }
    if (!name.startsWith(prefix)) {
      return -1;
    }
    boolean whole = name.length() == prefix.length() || name.charAt(prefix.length()) == '/';
    return whole ? prefix.length() : -1;
  }

  private static Location location(String name, boolean insecure, boolean mirror) {
    int slash = name.indexOf('/');
    String host = slash < 0 ? name : name.substring(0, slash);
    return new Location(
        host.equals("docker.io") ? "registry-1.docker.io" : host,
        slash < 0 ? "" : name.substring(slash + 1),
        insecure,
        mirror);
  }

  private synchronized List<Entry> entries() {
    List<Entry> known = entries;
    if (known == null) {
      known = read(files(environment == null ? Map.of() : environment)).entries();
      entries = known;
    }
    return known;
  }

  private static List<Path> files(Map<String, String> environment) {
    String named = environment.getOrDefault("CONTAINERS_REGISTRIES_CONF", "");
    if (!named.isEmpty()) {
      return List.of(Path.of(named));
    }
    List<Path> files = new ArrayList<>();
    Path all = Path.of("/etc/containers");
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    Path own =
        !config.isEmpty()
            ? Path.of(config, "containers")
            : home.isEmpty() ? all : Path.of(home, ".config/containers");
    Path main = own.resolve("registries.conf");
    files.add(Files.exists(main) ? main : all.resolve("registries.conf"));
    files.addAll(inFolder(all.resolve("registries.conf.d")));
    if (!own.equals(all)) {
      files.addAll(inFolder(own.resolve("registries.conf.d")));
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.conf")) {
      for (Path entry : entries) {
        files.add(entry);
      }
    } catch (IOException e) {
      return List.of(); // absent, or as good as absent
    }
    files.sort(null);
    return files;
  }

  private static List<Entry> read(Path file) {
    Toml.Table table;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw RegistryErrors.configuration(file, "it is larger than such files are");
      }
      table = TomlReader.read(bytes, MOST_VALUES);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (TomlSyntaxException e) {
      throw RegistryErrors.configuration(file, "it is no TOML: " + e.getMessage());
    } catch (IOException e) {
      throw RegistryErrors.configuration(file, "it cannot be read");
    }
    List<Entry> entries = new ArrayList<>();
    for (Toml registry : table.items("registry")) {
      String location = clean(registry.text("location"));
      String prefix = clean(registry.text("prefix"));
      if (prefix.isEmpty() && location.isEmpty()) {
        throw RegistryErrors.configuration(
            file, "the registry in line " + registry.line() + " has neither prefix nor location");
      }
      boolean digestOnly = registry.bool("mirror-by-digest-only", false);
      List<Mirror> mirrors = new ArrayList<>();
      for (Toml mirror : registry.items("mirror")) {
        String pulls = mirror.text("pull-from-mirror");
        mirrors.add(
            new Mirror(
                clean(mirror.text("location")),
                mirror.bool("insecure", false),
                digestOnly ? "digest-only" : pulls == null || pulls.isEmpty() ? "all" : pulls));
      }
      entries.add(
          new Entry(
              prefix.isEmpty() ? location : prefix,
              location,
              registry.bool("insecure", false),
              registry.bool("blocked", false),
              mirrors));
    }
    return entries;
  }

  private static String clean(@Nullable String text) {
    String clean = text == null ? "" : text.strip();
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    return clean;
  }
}
