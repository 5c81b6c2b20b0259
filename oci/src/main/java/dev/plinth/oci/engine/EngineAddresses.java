package dev.plinth.oci.engine;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.image.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where engines may listen, by the environment, as {@code docker} and {@code podman} look for them.
 *
 * <pre>
 * Docker: DOCKER_HOST; else the context that DOCKER_CONTEXT or the configuration names
 *         ($DOCKER_CONFIG or ~/.docker: config.json's currentContext,
 *         contexts/meta/SHA256-OF-NAME/meta.json's Endpoints.docker.Host); else
 *         /var/run/docker.sock, $XDG_RUNTIME_DIR/docker.sock, ~/.docker/run/docker.sock
 * Podman: CONTAINER_HOST; else $XDG_RUNTIME_DIR/podman/podman.sock, /run/podman/podman.sock
 * </pre>
 *
 * <p>Where the environment names an engine, no other of its kind is asked. Only {@code unix://} and
 * {@code tcp://} on a loopback address are spoken: what a foreign host answers without TLS could be
 * anybody's.
 */
final class EngineAddresses {
  private static final int MAX_CONFIGURATION = 4 << 20;

  private final Map<String, String> environment;
  private final List<EngineAddress> addresses = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();

  private EngineAddresses(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Where to look.
   *
   * @param kind whose engines come first
   */
  static EngineAddresses of(EngineKind kind, Map<String, String> environment) {
    EngineAddresses found = new EngineAddresses(environment);
    if (kind == EngineKind.PODMAN) {
      found.podman();
      found.docker();
    } else {
      found.docker();
      found.podman();
    }
    return found;
  }

  /** In the order in which to ask. */
  List<EngineAddress> addresses() {
    return addresses;
  }

  /** What the environment names that cannot be used, and why; a sentence each. */
  List<String> unusable() {
    return unusable;
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private void docker() {
    String host = variable("DOCKER_HOST");
    if (!host.isEmpty()) {
      add("DOCKER_HOST", host);
      return;
    }
    String home = variable("HOME");
    if (context(home)) {
      return;
    }
    unix("/var/run/docker.sock");
    String runtime = variable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty()) {
      unix(runtime + "/docker.sock");
    }
    if (!home.isEmpty()) {
      unix(home + "/.docker/run/docker.sock");
    }
  }

  private void podman() {
    String host = variable("CONTAINER_HOST");
    if (!host.isEmpty()) {
      add("CONTAINER_HOST", host);
      return;
    }
    String runtime = variable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty()) {
      unix(runtime + "/podman/podman.sock");
    }
    unix("/run/podman/podman.sock");
  }

  /** True when a context other than the default one is in force. */
  private boolean context(String home) {
    String config = variable("DOCKER_CONFIG");
    if (config.isEmpty() && home.isEmpty()) {
      return false;
    }
    try {
      Path folder = config.isEmpty() ? Path.of(home, ".docker") : Path.of(config);
      String name = variable("DOCKER_CONTEXT");
      if (name.isEmpty()) {
        Json json = read(folder.resolve("config.json"));
        String current = json == null ? null : json.text("currentContext");
        name = current == null ? "" : current;
      }
      if (name.isEmpty() || name.equals("default")) {
        return false;
      }
      String hex = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
      Json meta =
          read(folder.resolve("contexts").resolve("meta").resolve(hex).resolve("meta.json"));
      Json endpoints = meta == null ? null : meta.get("Endpoints");
      Json docker = endpoints == null ? null : endpoints.get("docker");
      String host = docker == null ? null : docker.text("Host");
      String what = "the Docker context " + name;
      if (host == null || host.isEmpty()) {
        unusable.add(what + " names no engine");
      } else {
        add(what, host);
      }
      return true;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Null when it is not there or cannot be read: then Docker's own default holds. */
  private static @Nullable Json read(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return JsonReader.read(in.readNBytes(MAX_CONFIGURATION));
    } catch (JsonSyntaxException e) {
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private void add(String variable, String host) {
    if (host.startsWith("unix://")) {
      unix(host.substring("unix://".length()));
    } else if (host.startsWith("/")) {
      unix(host);
    } else if (host.startsWith("tcp://")) {
      tcp(variable, host);
    } else {
      unusable.add(
          variable
              + " names "
              + host
              + ", and engines are reached by unix:// and tcp:// alone (an engine elsewhere: ssh -N"
              + " -L /tmp/engine.sock:/var/run/docker.sock HOST, then unix:///tmp/engine.sock)");
    }
  }

  private void unix(String path) {
    for (EngineAddress known : addresses) {
      if (known.label().equals(path)) {
        return;
      }
    }
    try {
      addresses.add(new EngineAddress(path, UnixDomainSocketAddress.of(path), "localhost"));
    } catch (InvalidPathException | UnsupportedOperationException e) {
      unusable.add(path + " is no socket that this system could have");
    }
  }

  private void tcp(String variable, String text) {
    String verify = variable("DOCKER_TLS_VERIFY");
    if (!verify.isEmpty() && !verify.equals("0")) {
      unusable.add(variable + " names " + text + " with TLS, which is not spoken to engines");
      return;
    }
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      if (host == null || uri.getUserInfo() != null) {
        unusable.add(variable + " names " + text + ", which is no address");
        return;
      }
      int port = uri.getPort() < 0 ? 2375 : uri.getPort();
      if (!isLoopback(host)) {
        unusable.add(
            variable
                + " names "
                + text
                + ", and without TLS only engines of this machine are asked (ssh -N -L"
                + " /tmp/engine.sock:/var/run/docker.sock HOST, then unix:///tmp/engine.sock)");
        return;
      }
      addresses.add(
          new EngineAddress(
              text, new InetSocketAddress(InetAddress.getByName(host), port), host + ":" + port));
    } catch (URISyntaxException | UnknownHostException | IllegalArgumentException e) {
      unusable.add(variable + " names " + text + ", which is no address");
    }
  }

  /** Without asking a name server: whoever answers there could lead anywhere. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && isDotted(host));
  }

  private static boolean isDotted(String host) {
    return host.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
  }
}
