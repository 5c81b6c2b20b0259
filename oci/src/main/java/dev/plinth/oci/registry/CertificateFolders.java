package dev.plinth.oci.registry;

import dev.plinth.http.Tls;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Certificates by registry, as Docker and Podman keep them:
 *
 * <pre>
 * certs.d/HOST[:PORT]/*.crt     authorities that are trusted for that registry
 * certs.d/HOST[:PORT]/X.cert    our own certificate, its key in X.key
 * </pre>
 */
final class CertificateFolders {
  private CertificateFolders() {}

  static List<Path> usual(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (!config.isEmpty()) {
      folders.add(Path.of(config, "containers/certs.d"));
    } else if (!home.isEmpty()) {
      folders.add(Path.of(home, ".config/containers/certs.d"));
    }
    folders.add(Path.of("/etc/containers/certs.d"));
    folders.add(Path.of("/etc/docker/certs.d"));
    return folders;
  }

  /** What is trusted, with what the folders have for that host. */
  static Tls with(Tls tls, List<Path> folders, String host) {
    Tls more = tls;
    for (Path folder : folders) {
      Path own;
      try {
        own = folder.resolve(host);
      } catch (InvalidPathException e) {
        continue;
      }
      if (!Files.isDirectory(own)) {
        continue;
      }
      for (Path file : files(own)) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".crt")) {
          more = more.trusting(file);
        } else if (name.endsWith(".cert") && more.certificate() == null) {
          String stem = name.substring(0, name.length() - ".cert".length());
          Path key = own.resolve(stem + ".key");
          more = more.presenting(file, Files.exists(key) ? key : null);
        }
      }
    }
    return more;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        files.add(entry);
      }
    } catch (IOException e) {
      throw RegistryErrors.configuration(folder, "it cannot be read");
    }
    files.sort(null);
    return files;
  }
}
