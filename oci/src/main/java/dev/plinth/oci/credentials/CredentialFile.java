package dev.plinth.oci.credentials;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of credentials, as {@code docker login} and {@code podman login} write them:
 *
 * <pre>
 * config.json, auth.json = { "auths": { KEY: ENTRY }, "credHelpers": { KEY: NAME },
 *                            "credsStore": NAME, "HttpHeaders": { NAME: VALUE } }
 * .dockercfg             = { KEY: ENTRY }
 * ENTRY                  = { "auth": base64 of USER:PASSWORD | "username", "password",
 *                            "identitytoken", "registrytoken" }
 * KEY                    = [ "https://" ] HOST [ ":" PORT ] [ "/v1/" | "/v2/" ]      Docker
 *                        | HOST [ ":" PORT ] *( "/" PART )                           Podman
 * </pre>
 *
 * Docker Hub is {@code https://index.docker.io/v1/} to Docker and {@code docker.io} to Podman.
 */
final class CredentialFile {
  private static final int LARGEST = 4 << 20;

  private final Path path;
  private final Map<String, Credentials> entries = new LinkedHashMap<>();
  private final Map<String, String> helpers = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String store = "";

  private CredentialFile(Path path) {
    this.path = path;
  }

  /** The file's content; null when there is no such file. */
  static @Nullable CredentialFile read(Path path, boolean legacy) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (IOException e) {
      throw CredentialErrors.unreadable(path, e);
    }
    if (bytes.length > LARGEST) {
      throw CredentialErrors.damaged(path, "it is larger than such files are");
    }
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      return null; // as podman leaves it behind
    }
    Json json;
    try {
      json = JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      throw CredentialErrors.damaged(path, "it is not sound JSON");
    }
    if (!(json instanceof Json.Obj all)) {
      throw CredentialErrors.damaged(path, "it is no JSON object");
    }
    CredentialFile file = new CredentialFile(path);
    for (Map.Entry<String, Json> entry :
        (legacy ? all.members() : json.members("auths")).entrySet()) {
      Credentials credentials = file.credentials(entry.getValue());
      if (!credentials.isEmpty()) {
        file.entries.putIfAbsent(normal(entry.getKey()), credentials);
      }
    }
    if (!legacy) {
      text(json, "credHelpers").forEach((key, name) -> file.helpers.put(normal(key), name));
      file.headers.putAll(text(json, "HttpHeaders"));
      String store = json.text("credsStore");
      file.store = store == null ? "" : store;
    }
    return file;
  }

  private static Map<String, String> text(Json json, String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.members(member)
        .forEach((key, value) -> {
          if (value instanceof Json.Str(String text) && !text.isEmpty()) {
            texts.put(key, text);
          }
        });
    return texts;
  }

  private Credentials credentials(Json entry) {
    String username = orEmpty(entry.text("username"));
    String password = orEmpty(entry.text("password"));
    String auth = orEmpty(entry.text("auth"));
    if (!auth.isEmpty()) {
      String both;
      try {
        both = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw CredentialErrors.damaged(path, "an 'auth' of it is no Base64");
      }
      int colon = both.indexOf(':');
      if (colon > 0) {
        username = both.substring(0, colon);
        password = both.substring(colon + 1).replaceAll("\0+$", "");
      }
    }
    return new Credentials(
        username,
        password,
        orEmpty(entry.text("identitytoken")),
        orEmpty(entry.text("registrytoken")),
        path.toString());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A key as it is looked for: no scheme, no version, Docker Hub by its short name. */
  static String normal(String key) {
    String name = key.strip();
    int scheme = name.indexOf("://");
    if (scheme >= 0) {
      name = name.substring(scheme + 3);
      int slash = name.indexOf('/');
      name = slash < 0 ? name : name.substring(0, slash);
    }
    while (name.endsWith("/")) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.endsWith("/v1") || name.endsWith("/v2")) {
      name = name.substring(0, name.length() - 3);
    }
    int slash = name.indexOf('/');
    String host = (slash < 0 ? name : name.substring(0, slash)).toLowerCase(Locale.ROOT);
    if (host.equals("index.docker.io") || host.equals("registry-1.docker.io")) {
      host = "docker.io";
    }
    return slash < 0 ? host : host + name.substring(slash);
  }

  /** Which program knows the credentials of that key; empty for none. */
  String helper(String key) {
    return helpers.getOrDefault(key, "");
  }

  /** Which program knows the credentials that the file leaves out; empty for none. */
  String store() {
    return store;
  }

  /** The credentials of exactly that key, null for none. */
  @Nullable Credentials entry(String key) {
    return entries.get(key);
  }

  /** What to send to every registry besides. */
  Map<String, String> headers() {
    return headers;
  }

  Path path() {
    return path;
  }
}
