package dev.plinth.oci.credentials;

import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credentials for a repository. Of the places the first that knows it counts, and within
 * one the most specific key ({@code host/team/app} before {@code host/team} before {@code host}):
 *
 * <pre>
 * what was given by name          alone, when it was
 * the file given, $REGISTRY_AUTH_FILE   alone, when one is
 * $DOCKER_CONFIG/config.json      else ~/.docker/config.json
 * $XDG_RUNTIME_DIR/containers/auth.json
 * $XDG_CONFIG_HOME/containers/auth.json   else ~/.config/containers/auth.json
 * ~/.dockercfg
 * </pre>
 *
 * Files are read when credentials are first asked for. Safe for several threads.
 */
public final class CredentialStore {
  /** Knows nobody. */
  public static final CredentialStore EMPTY =
      new CredentialStore(
          Map.of(),
          null,
          null,
          (_, _) -> {
            throw new IOException("no helper is asked");
          });

  private static final String HUB = "docker.io";
  private static final String HUB_SERVER = "https://index.docker.io/v1/";
  private static final int NOT_THERE = 1;

  private final Map<String, String> environment;
  private final @Nullable Path given;
  private final @Nullable Credentials fixed;
  private final CredentialHelper helper;
  private @Nullable List<CredentialFile> files;
  private String note = "";

  CredentialStore(
      Map<String, String> environment,
      @Nullable Path given,
      @Nullable Credentials fixed,
      CredentialHelper helper) {
    this.environment = environment;
    this.given = given;
    this.fixed = fixed;
    this.helper = helper;
  }

  /**
   * As this environment has it.
   *
   * @param given the file to use alone, null for the usual ones
   */
  public static CredentialStore of(Map<String, String> environment, @Nullable Path given) {
    return new CredentialStore(environment, given, null, new HelperProgram());
  }

  /** What may be said to a mirror: never what was given for the registry itself by name. */
  public CredentialStore forMirrors() {
    return fixed == null ? this : EMPTY;
  }

  /** These and no others, for the registry that is asked. */
  public static CredentialStore fixed(Credentials credentials) {
    return new CredentialStore(Map.of(), null, credentials, EMPTY.helper);
  }

  /** The credentials for that repository; {@link Credentials#NONE} when there are none. */
  public synchronized Credentials find(Reference reference) {
    if (fixed != null) {
      return fixed;
    }
    for (CredentialFile file : files()) {
      Credentials found = find(file, reference);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Credentials.NONE;
  }

  /** Headers that the user's configuration wants sent to registries. */
  public synchronized Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (fixed == null) {
      for (CredentialFile file : files()) {
        file.headers().forEach(headers::putIfAbsent);
      }
    }
    return headers;
  }

  /** Why a helper could not be asked, empty when all went well: it explains a later refusal. */
  public synchronized String note() {
    return note;
  }

  private Credentials find(CredentialFile file, Reference reference) {
    String host = reference.domain();
    for (String key : keys(reference)) {
      String program = file.helper(key);
      if (!program.isEmpty()) {
        Credentials found = ask(program, key.equals(host) ? server(host) : key, file);
        if (!found.isEmpty()) {
          return found;
        }
      }
      Credentials entry = file.entry(key);
      if (entry != null) {
        return entry;
      }
    }
    return file.store().isEmpty() ? Credentials.NONE : ask(file.store(), server(host), file);
  }

  /** The most specific first: {@code host/a/b}, {@code host/a}, {@code host}. */
  private static List<String> keys(Reference reference) {
    List<String> keys = new ArrayList<>();
    String host = CredentialFile.normal(reference.domain());
    String key = host + "/" + reference.path();
    while (key.length() > host.length()) {
      keys.add(key);
      key = key.substring(0, key.lastIndexOf('/'));
    }
    keys.add(host);
    return keys;
  }

  private static String server(String host) {
    return host.equals(HUB) ? HUB_SERVER : host;
  }

  /** {@code {"ServerURL", "Username", "Secret"}}; the name {@code <token>} says it is a token. */
  private Credentials ask(String program, String server, CredentialFile file) {
    String name = "docker-credential-" + program;
    try {
      CredentialHelper.Answer answer = helper.get(program, server);
      if (answer.exit() != 0) {
        if (answer.exit() != NOT_THERE || !answer.output().contains("not found")) {
          note = SafeText.of(name) + " failed for " + SafeText.of(server);
        }
        return Credentials.NONE;
      }
      Json json = JsonReader.read(answer.output().getBytes(StandardCharsets.UTF_8));
      String user = json.text("Username");
      String secret = json.text("Secret");
      if (user == null || secret == null || secret.isEmpty()) {
        return Credentials.NONE;
      }
      String source = name + " (" + file.path() + ")";
      return user.equals("<token>")
          ? new Credentials("", "", secret, "", source)
          : Credentials.of(user, secret, source);
    } catch (JsonSyntaxException e) {
      note = SafeText.of(name) + " gave no JSON";
    } catch (IOException e) {
      // A helper of another machine often stays behind in a configuration: without it we are
      // nobody, which is enough for public images.
      note = SafeText.of(name) + " could not be asked";
    }
    return Credentials.NONE;
  }

  private List<CredentialFile> files() {
    List<CredentialFile> known = files;
    if (known == null) {
      known = new ArrayList<>();
      for (Place place : places()) {
        CredentialFile file = CredentialFile.read(place.path, place.legacy);
        if (file != null) {
          known.add(file);
        } else if (place.required && !Files.exists(place.path)) {
          throw CredentialErrors.absent(place.path);
        }
      }
      files = known;
    }
    return known;
  }

  private record Place(Path path, boolean legacy, boolean required) {}

  private List<Place> places() {
    if (given != null) {
      return List.of(new Place(given, false, true));
    }
    String file = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
    if (!file.isEmpty()) {
      return List.of(new Place(Path.of(file), false, false));
    }
    List<Place> places = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    add(places, environment.get("DOCKER_CONFIG"), home, ".docker", "config.json", false);
    add(places, environment.get("XDG_RUNTIME_DIR"), "", "", "containers/auth.json", false);
    add(places, environment.get("XDG_CONFIG_HOME"), home, ".config", "containers/auth.json", false);
    add(places, null, home, "", ".dockercfg", true);
    return places;
  }

  private static void add(
      List<Place> places,
      @Nullable String folder,
      String home,
      String below,
      String file,
      boolean legacy) {
    if (folder != null && !folder.isEmpty()) {
      places.add(new Place(Path.of(folder, file), legacy, false));
    } else if (!home.isEmpty()) {
      places.add(new Place(Path.of(home, below, file), legacy, false));
    }
  }
}
