package dev.plinth.oci.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialStoreTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private void write(String file, String json) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, json);
  }

  private static String auth(String user) {
    String both = user + ":pass:" + user;
    return "{\"auth\":\"" + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)) + "\"}";
  }

  private CredentialStore store(@Nullable Path given) {
    environment.put("HOME", home.toString());
    return new CredentialStore(
        environment,
        given,
        null,
        (name, server) -> {
          asked.add(name + " " + server);
          return switch (name) {
            case "good" ->
                new CredentialHelper.Answer(0, "{\"Username\":\"helped\",\"Secret\":\"s\"}");
            case "token" ->
                new CredentialHelper.Answer(0, "{\"Username\":\"<token>\",\"Secret\":\"t\"}");
            case "nobody" ->
                new CredentialHelper.Answer(1, "credentials not found in native keychain");
            case "odd" -> new CredentialHelper.Answer(0, "no json");
            default -> throw new IOException("no such program");
          };
        });
  }

  private Credentials find(String reference) {
    return store(null).find(Reference.parse(reference));
  }

  @ParameterizedTest
  @CsvSource({
    "debian,hub",
    "docker.io/team/app,hub",
    "index.docker.io/team/app,hub",
    "reg.example:5000/x,port",
    "reg.example/x,''",
    "old.example/x/y,scheme",
    "v1.example/x,version",
    "pod.example/team/app/x,app",
    "pod.example/team/app,app",
    "pod.example/team/apple,team",
    "pod.example/other,host"
  })
  void theMostSpecificKeyCounts(String reference, String user) throws IOException {
    write(
        ".docker/config.json",
        "{\"auths\":{\"https://index.docker.io/v1/\":"
            + auth("hub")
            + ",\"reg.example:5000\":"
            + auth("port")
            + ",\"https://old.example\":"
            + auth("scheme")
            + ",\"v1.example/v1/\":"
            + auth("version")
            + ",\"pod.example\":"
            + auth("host")
            + ",\"pod.example/team/app\":"
            + auth("app")
            + ",\"pod.example/team\":"
            + auth("team")
            + ",\"empty.example\":{}}}");
    Credentials found = find(reference);
    assertThat(found.username()).isEqualTo(user);
    assertThat(found.password()).isEqualTo(user.isEmpty() ? "" : "pass:" + user);
    assertThat(found.toString()).doesNotContain("pass");
  }

  @Test
  void placesAreLookedThroughInTheirOrder() throws IOException {
    write(".dockercfg", "{\"r.example\":" + auth("legacy") + "}");
    assertThat(find("r.example/x").username()).isEqualTo("legacy");
    write(".config/containers/auth.json", "{\"auths\":{\"r.example\":" + auth("config") + "}}");
    assertThat(find("r.example/x").username()).isEqualTo("config");
    environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    write("run/containers/auth.json", "{\"auths\":{\"r.example\":" + auth("run") + "}}");
    assertThat(find("r.example/x").username()).isEqualTo("run");
    write(".docker/config.json", "{\"auths\":{\"r.example\":" + auth("docker") + "}}");
    assertThat(find("r.example/x").username()).isEqualTo("docker");
    environment.put("DOCKER_CONFIG", home.resolve("ci").toString());
    assertThat(find("r.example/x").username()).isEqualTo("run");
    write("ci/config.json", "{\"auths\":{\"r.example\":" + auth("ci") + "}}");
    assertThat(find("r.example/x").username()).isEqualTo("ci");
    write("named.json", "{\"auths\":{\"r.example\":" + auth("named") + "}}");
    environment.put("REGISTRY_AUTH_FILE", home.resolve("named.json").toString());
    assertThat(find("r.example/x").username()).isEqualTo("named");
    write("given.json", "{\"auths\":{\"other.example\":" + auth("given") + "}}");
    CredentialStore given = store(home.resolve("given.json"));
    assertThat(given.find(Reference.parse("other.example/x")).username()).isEqualTo("given");
    assertThat(given.find(Reference.parse("r.example/x")).isEmpty()).isTrue();
  }

  @Test
  void tokensOfTheFile() throws IOException {
    write(
        ".docker/config.json",
        "{\"auths\":{\"a.example\":{\"auth\":\"dTpw\",\"identitytoken\":\"i\"},"
            + "\"b.example\":{\"registrytoken\":\"r\"},"
            + "\"c.example\":{\"username\":\"u\",\"password\":\"p\"}},"
            + "\"HttpHeaders\":{\"X-Meta\":\"m\"}}");
    assertThat(find("a.example/x").identityToken()).isEqualTo("i");
    assertThat(find("a.example/x").hasPassword()).isFalse();
    assertThat(find("b.example/x").registryToken()).isEqualTo("r");
    assertThat(find("c.example/x").password()).isEqualTo("p");
    assertThat(store(null).headers()).containsExactly(Map.entry("X-Meta", "m"));
  }

  @Test
  void helpersAreAskedByTheirServer() throws IOException {
    write(
        ".docker/config.json",
        "{\"credHelpers\":{\"a.example:1\":\"good\",\"b.example\":\"token\"},\"credsStore\":"
            + "\"nobody\",\"auths\":{\"docker.io\":"
            + auth("kept")
            + "}}");
    assertThat(find("a.example:1/x").username()).isEqualTo("helped");
    assertThat(find("a.example:1/x").toString()).contains("docker-credential-good");
    assertThat(find("b.example/x").identityToken()).isEqualTo("t");
    assertThat(find("debian").username()).isEqualTo("kept");
    assertThat(find("c.example/x").isEmpty()).isTrue();
    assertThat(asked)
        .containsExactly(
            "good a.example:1", "good a.example:1", "token b.example", "nobody c.example");
    write(".docker/config.json", "{\"credsStore\":\"good\"}");
    find("debian");
    assertThat(asked).endsWith("good https://index.docker.io/v1/");
  }

  @Test
  void aHelperThatFailsIsNotedAndPassedOver() throws IOException {
    write(".docker/config.json", "{\"credsStore\":\"absent\"}");
    CredentialStore store = store(null);
    assertThat(store.find(Reference.parse("debian")).isEmpty()).isTrue();
    assertThat(store.note()).isEqualTo("docker-credential-absent could not be asked");
    write(".docker/config.json", "{\"credsStore\":\"odd\"}");
    CredentialStore odd = store(null);
    odd.find(Reference.parse("debian"));
    assertThat(odd.note()).isEqualTo("docker-credential-odd gave no JSON");
  }

  @Test
  void whatIsDamagedIsSaidWithoutItsContent() throws IOException {
    write(".docker/config.json", "{\"auths\":{\"a\":{\"auth\":\"se cret!\"}}}");
    assertThatThrownBy(() -> find("a.example/x"))
        .hasMessageContaining(".docker/config.json")
        .hasMessageNotContaining("cret");
    write(".docker/config.json", "{secret");
    assertThatThrownBy(() -> find("a.example/x")).hasMessageNotContaining("secret");
    write(".docker/config.json", "");
    assertThat(find("a.example/x").isEmpty()).isTrue();
    assertThatThrownBy(() -> store(home.resolve("nowhere")).find(Reference.parse("a.example/x")))
        .hasMessageContaining("there is no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "osxkeychain,true",
    "ecr-login,true",
    "desktop.exe,true",
    "../../tmp/x,false",
    "/bin/sh,false",
    "-x,false",
    "a b,false",
    "a;b,false",
    "'',false"
  })
  void onlyPlainWordsNameHelpers(String name, boolean plain) {
    assertThat(HelperProgram.isPlain(name)).isEqualTo(plain);
  }

  @Test
  void aRealHelperIsRun() throws IOException {
    String path = System.getenv("PATH");
    Path folder = null;
    for (String entry : (path == null ? "" : path).split(":", -1)) {
      if (!entry.isEmpty() && Files.isWritable(Path.of(entry))) {
        folder = Path.of(entry);
        break;
      }
    }
    assumeThat(folder).as("no folder of the PATH may be written to").isNotNull();
    Path program = folder.resolve("docker-credential-plinth-test-" + ProcessHandle.current().pid());
    Files.writeString(
        program,
        "#!/bin/sh\nread server\n[ \"$1\" = get ] && echo \"{\\\"Username\\\":\\\"u\\\","
            + "\\\"Secret\\\":\\\"$server\\\"}\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      String name = program.getFileName().toString().substring("docker-credential-".length());
      CredentialHelper.Answer answer = new HelperProgram().get(name, "a.example");
      assertThat(answer.exit()).isZero();
      assertThat(answer.output()).contains("\"Secret\":\"a.example\"");
    } finally {
      Files.delete(program);
    }
    assertThatThrownBy(() -> new HelperProgram().get("plinth-none", "a"))
        .isInstanceOf(IOException.class);
  }
}
