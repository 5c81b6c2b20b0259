package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.http.HttpOptions;
import dev.plinth.oci.Limits;
import dev.plinth.oci.copy.Destination;
import dev.plinth.oci.copy.ImageCopy;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real registry with a password, and skopeo beside us. Skipped where docker-registry, skopeo or
 * htpasswd are absent.
 */
@Timeout(300)
class DockerRegistryInteropTest {
  private static final TestImage AMD =
      TestImage.of("linux/amd64", Tars::gzip, Tars.layer("a", "a"), Tars.layer("b", "amd"));
  private static final TestImage ARM =
      TestImage.of("linux/arm64", Tars::gzip, Tars.layer("a", "a"), Tars.layer("b", "arm"));
  private static final byte[] INDEX = TestImage.index(AMD.entry(), ARM.entry());

  @TempDir static Path folder;
  private static Process service;
  private static String address = "";

  private static boolean isInstalled(String program) {
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path, program))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor())
        .as(() -> {
          try {
            return String.join(" ", command) + ": " + Files.readString(folder.resolve("err"));
          } catch (IOException e) {
            return e.toString();
          }
        })
        .isZero();
    return out;
  }

  @BeforeAll
  static void serve() throws Exception {
    for (String program : List.of("docker-registry", "skopeo", "htpasswd")) {
      assumeThat(isInstalled(program)).as(program + " is installed").isTrue();
    }
    Files.write(folder.resolve("htpasswd"), run("htpasswd", "-Bbn", "user", "word"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    address = "127.0.0.1:" + port;
    Files.writeString(
        folder.resolve("config.yml"),
        """
        version: 0.1
        storage:
          filesystem:
            rootdirectory: %s/store
        http:
          addr: %s
        auth:
          htpasswd:
            realm: test
            path: %s/htpasswd
        """
            .formatted(folder, address, folder));
    service =
        new ProcessBuilder("docker-registry", "serve", folder.resolve("config.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    boolean listening = false;
    while (!listening && service.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        listening = socket.isConnected();
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    Tars layout =
        TestImage.layout(
                TestImage.index(TestImage.indexEntry(INDEX, TestImage.name("1"))), AMD, ARM)
            .file(TestImage.blob(INDEX), INDEX);
    for (Map.Entry<String, byte[]> file : layout.files().entrySet()) {
      Path path = folder.resolve("from").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.destroy();
      service.waitFor();
    }
  }

  private static ImageCopy.Result copy(String from, String to, boolean all) {
    RegistryOptions registries =
        RegistryOptions.defaults()
            .with(HttpOptions.defaults())
            .with(CredentialStore.fixed(Credentials.of("user", "word", "a test")));
    ImageOptions options =
        new ImageOptions(
            Platform.parse("linux/amd64"),
            false,
            1,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            Map.of(),
            () -> registries);
    return ImageCopy.run(
        Target.parse(from), Destination.parse(to), options, all, InputStream.nullInputStream());
  }

  private static byte[] raw(String name) throws Exception {
    return run(
        "skopeo",
        "inspect",
        "--raw",
        "--tls-verify=false",
        "--creds=user:word",
        "docker://" + address + "/" + name);
  }

  @Test
  void whatWePushIsWhatSkopeoPushesAndPulls() throws Exception {
    String ours = "registry:" + address + "/team/ours:1";
    ImageCopy.Result result = copy("oci-dir:" + folder.resolve("from"), ours, true);
    assertThat(result.root().digest()).isEqualTo(Tars.digest(INDEX));
    assertThat(copy("oci-dir:" + folder.resolve("from"), ours, true).copied()).isZero();
    run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "-q",
        "--all",
        "--preserve-digests",
        "--dest-tls-verify=false",
        "--dest-creds=user:word",
        "oci:from:1",
        "docker://" + address + "/team/theirs:1");
    assertThat(raw("team/ours:1")).isEqualTo(raw("team/theirs:1")).isEqualTo(INDEX);
    run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "-q",
        "--all",
        "--preserve-digests",
        "--src-tls-verify=false",
        "--src-creds=user:word",
        "docker://" + address + "/team/ours:1",
        "oci:back:1");
    assertThat(folder.resolve("back").resolve(TestImage.blob(INDEX))).hasBinaryContent(INDEX);

    ImageCopy.Result mounted = copy(ours, "registry:" + address + "/team/mounted:1", true);
    assertThat(mounted.mounted()).isEqualTo(5);
    assertThat(Digests.sha256(raw("team/mounted:1"))).isEqualTo(Tars.digest(INDEX));

    copy("registry:" + address + "/team/theirs:1", "oci-dir:" + folder.resolve("pulled:1"), false);
    assertThat(Digests.sha256(run("skopeo", "inspect", "--raw", "oci:pulled:1")))
        .isEqualTo(AMD.manifestDigest());
  }
}
