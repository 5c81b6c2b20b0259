package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import dev.plinth.http.TestAuthority;
import dev.plinth.http.Tls;
import dev.plinth.oci.Limits;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.RegistryConfiguration;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.registry.Repository;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real registry: Docker's, with TLS by an authority of its own and a password. Skipped where it
 * is not installed.
 */
@Timeout(180)
class RegistryInteropTest {
  private static final String USER = "user";
  private static final String PASSWORD = "secret";

  private static final TestImage IMAGE =
      TestImage.amd64(Tars::gzip, Tars.layer("etc/x", "1"), Tars.layer("app", "run"));

  @TempDir static Path folder;
  private static Process process;
  private static String address = "";
  private static Tls tls = Tls.DEFAULT;

  @BeforeAll
  static void serve() throws Exception {
    assumeThat(isInstalled("docker-registry")).as("docker-registry is installed").isTrue();
    assumeThat(isInstalled("htpasswd")).as("htpasswd is installed").isTrue();
    TestAuthority authority = TestAuthority.in(folder);
    tls = Tls.DEFAULT.trusting(authority.certificate());
    Process hashed =
        new ProcessBuilder("htpasswd", "-nbB", USER, PASSWORD)
            .redirectOutput(folder.resolve("htpasswd").toFile())
            .start();
    assertThat(hashed.waitFor(30, TimeUnit.SECONDS)).isTrue();
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = "localhost:" + port;
    Path configuration =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: "%s/store"}}
            http:
              addr: "127.0.0.1:%d"
              tls: {certificate: "%s", key: "%s"}
            auth: {htpasswd: {realm: test, path: "%s/htpasswd"}}
            """
                .formatted(
                    folder,
                    port,
                    authority.certificate("server"),
                    authority.key("server"),
                    folder));
    process =
        new ProcessBuilder("docker-registry", "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    while (process.isAlive() && !isListening(port)) {
      Thread.sleep(20);
    }
    push();
  }

  private static boolean isInstalled(String program) {
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path, program))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isListening(int port) {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Repository repository(RegistryOptions options, String suffix) {
    Reference reference = Reference.parse(address + "/team/app" + suffix);
    return new RegistryClient(options, Limits.defaults()).itself(reference);
  }

  /** As a client pushes: each blob, then the manifest under two tags. */
  private static void push() {
    Repository repository = repository(options(known()), "");
    IMAGE.stored().forEach(layer -> blob(repository, layer));
    blob(repository, IMAGE.config());
    for (String tag : List.of("1", "2")) {
      HttpRequest put =
          HttpRequest.put(
                  repository.uri("manifests/" + tag),
                  RequestBody.of(IMAGE.manifest()),
                  "push the manifest")
              .with("Content-Type", "application/vnd.oci.image.manifest.v1+json");
      expect(repository.send(put, Repository.Access.PUSH), 201);
    }
  }

  private static void blob(Repository repository, byte[] bytes) {
    HttpRequest begin =
        HttpRequest.post(
            repository.uri("blobs/uploads/"), RequestBody.of(new byte[0]), "begin a push");
    URI location;
    try (HttpResponse response = repository.send(begin, Repository.Access.PUSH)) {
      assertThat(response.status()).isEqualTo(202);
      location = response.uri().resolve(response.headers().first("Location"));
    }
    URI end =
        URI.create(
            location + (location.getQuery() == null ? "?" : "&") + "digest=" + Tars.digest(bytes));
    HttpRequest put = HttpRequest.put(end, RequestBody.of(bytes), "push a blob");
    expect(repository.send(put, Repository.Access.PUSH), 201);
  }

  private static void expect(HttpResponse response, int status) {
    try (response) {
      assertThat(response.status()).isEqualTo(status);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  private static CredentialStore known() {
    return CredentialStore.fixed(Credentials.of(USER, PASSWORD, "the test"));
  }

  private static RegistryOptions options(CredentialStore credentials) {
    return new RegistryOptions(
        HttpOptions.defaults().with(tls), credentials, RegistryConfiguration.NONE, List.of());
  }

  private static AnalyzedImage<List<String>> read(RegistryOptions registries, Learnt learnt) {
    ImageOptions options =
        new ImageOptions(
            Platform.parse("linux/amd64"),
            true,
            2,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            Map.of(),
            () -> registries);
    try (OpenImage image =
        Images.open(Target.parse("registry:" + address + "/team/app:1"), options)) {
      return image.analyze(learnt);
    }
  }

  @Test
  void readsWhatWasPushed() {
    AnalyzedImage<List<String>> read = read(options(known()), new Learnt());
    assertThat(read.layers()).containsExactly(List.of("etc/x=1"), List.of("app=run"));
    assertThat(read.image().manifestDigest()).isEqualTo(IMAGE.manifestDigest());
  }

  @Test
  void tagsAndDigests() {
    assertThat(repository(options(known()), "").tags()).containsExactlyInAnyOrder("1", "2");
    assertThat(repository(options(known()), ":2").digest()).isEqualTo(IMAGE.manifestDigest());
    assertThat(repository(options(known()), "@" + IMAGE.manifestDigest()).manifest().bytes())
        .isEqualTo(IMAGE.manifest());
  }

  private static void refused(String code, RegistryOptions options) {
    assertThatThrownBy(() -> read(options, new Learnt()))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void whoIsNotKnownOrDoesNotTrustIsRefused() {
    refused("PLINTH-REGISTRY-DENIED", options(CredentialStore.EMPTY));
    refused(
        "PLINTH-REGISTRY-DENIED",
        options(CredentialStore.fixed(Credentials.of(USER, "wrong", "the test"))));
    refused(
        "PLINTH-HTTP-CERTIFICATE",
        new RegistryOptions(
            HttpOptions.defaults(), known(), RegistryConfiguration.NONE, List.of()));
  }

  @Test
  void certificatesByHostAreFound() throws IOException {
    Path host = Files.createDirectories(folder.resolve("certs.d").resolve(address));
    Files.copy(folder.resolve("ca.crt"), host.resolve("ca.crt"));
    RegistryOptions options =
        new RegistryOptions(
            HttpOptions.defaults(),
            known(),
            RegistryConfiguration.NONE,
            List.of(Objects.requireNonNull(host.getParent())));
    assertThat(read(options, new Learnt()).layers()).hasSize(2);
  }
}
