package dev.plinth.dockerfile.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.context.BuildContext.Entry;
import dev.plinth.dockerfile.context.ContextReader.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String path :
        List.of(
            "Dockerfile",
            "src/main.c",
            "src/a/deep.c",
            "src/a/deep.h",
            "node_modules/x/index.js",
            "node_modules/y.js",
            ".env",
            ".git/config",
            "README.md")) {
      write(path, "x".repeat(path.length()));
    }
    Files.createSymbolicLink(folder.resolve("out"), Path.of("src"));
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
  }

  private BuildContext read() throws IOException {
    return ContextReader.read(folder, folder.resolve("Dockerfile"), Limits.DEFAULT);
  }

  private static List<String> paths(List<Entry> entries) {
    return entries.stream().map(Entry::path).toList();
  }

  @Test
  void sendsEverythingWithoutAnIgnoreFile() throws IOException {
    BuildContext context = read();
    assertThat(context.ignoreFile()).isNull();
    assertThat(paths(context.sent()))
        .containsExactlyInAnyOrder(
            ".env",
            ".git/config",
            "Dockerfile",
            "README.md",
            "node_modules/x/index.js",
            "node_modules/y.js",
            "out",
            "src/a/deep.c",
            "src/a/deep.h",
            "src/main.c");
    assertThat(context.ignored()).isEmpty();
    assertThat(context.complete()).isTrue();
    assertThat(context.sent())
        .filteredOn(entry -> entry.path().equals("out"))
        .allSatisfy(entry -> assertThat(entry.kind()).isEqualTo(BuildContext.Kind.LINK));
    assertThat(context.sent())
        .filteredOn(entry -> entry.secret() != null)
        .extracting(Entry::path)
        .containsExactly(".env");
  }

  @Test
  void keepsOutWholeFoldersWithTheirSize() throws IOException {
    write(".dockerignore", "node_modules\n.git\n");
    BuildContext context = read();
    assertThat(paths(context.ignored())).containsExactly(".git", "node_modules");
    Entry modules = context.ignored().getLast();
    assertThat(modules.size()).isEqualTo("node_modules/x/index.js".length() + 17);
    assertThat(modules.files()).isEqualTo(2);
    assertThat(Objects.requireNonNull(modules.by()).number()).isEqualTo(1);
  }

  @Test
  void theDockerfilesOwnIgnoreFileGoesFirst() throws IOException {
    write(".dockerignore", "src\n");
    write("Dockerfile.dockerignore", "*\n!src/**/*.c\n");
    BuildContext context = read();
    assertThat(paths(context.sent())).containsExactly("src/a/deep.c", "src/main.c");
    assertThat(context.ignoreFile()).hasFileName("Dockerfile.dockerignore");
  }

  @Test
  void saysWhereALimitEndedTheWalk() throws IOException {
    assertThat(ContextReader.read(folder, null, new Limits(4, 100, true)).incomplete())
        .isEqualTo("there are more than 4 files and folders");
    assertThat(ContextReader.read(folder, null, new Limits(100, 2, true)).incomplete())
        .isEqualTo("folders nest deeper than 2");
  }

  @Test
  void aSourceTakesWhatGoMatches() throws IOException {
    BuildContext context = read();
    assertThat(taken(context, "src")).hasSize(3);
    assertThat(taken(context, "./src/")).hasSize(3);
    assertThat(taken(context, "../src/*.c")).containsExactly("src/main.c");
    assertThat(taken(context, "*.md")).containsExactly("README.md");
    assertThat(taken(context, "s?c/m[a-n]in.c")).containsExactly("src/main.c");
    assertThat(taken(context, ".")).hasSize(10);
    assertThat(taken(context, "src/**")).hasSize(3);
    assertThat(taken(context, "[")).isEmpty();
    assertThat(paths(CopySource.taken(context, "src", List.of("*.c"), false)))
        .containsExactly("src/a/deep.c", "src/a/deep.h");
    assertThat(paths(CopySource.taken(context, "src", List.of("**/*.c"), false)))
        .containsExactly("src/a/deep.h");
    assertThat(paths(CopySource.taken(context, "**/*.c", List.of(), true)))
        .containsExactly("src/a/deep.c", "src/main.c");
  }

  private static List<String> taken(BuildContext context, String source) {
    return paths(CopySource.taken(context, source, List.of(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        "app/.env.production",
        "id_rsa",
        ".ssh/id_ed25519",
        "server.pem",
        "tls/tls.key",
        ".npmrc",
        ".pypirc",
        ".netrc",
        ".aws/credentials",
        ".docker/config.json",
        ".kube/config",
        "service-account-prod.json",
        "terraform.tfstate",
        "prod.tfvars",
        "store.p12"
      })
  void knowsSecretsByName(String path) {
    assertThat(SecretFiles.named(path)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env.example",
        ".env.sample",
        "env.ts",
        "id_rsa.pub",
        "config.json",
        "config",
        "cacert.pem",
        "fullchain.pem",
        "public.key",
        "credentials.ts",
        "node_modules/a/test/key.pem",
        "keys.go",
        "example.tfvars",
        "service-account.ts"
      })
  void raisesNoFalseAlarms(String path) {
    assertThat(SecretFiles.named(path)).isNull();
  }

  @Test
  void knowsSecretsByHowTheyBegin() {
    assertThat(shown("-----BEGIN OPENSSH " + "PRIVATE KEY-----\nx")).isEqualTo("private key");
    assertThat(shown("-----BEGIN PUBLIC KEY-----\nx")).isNull();
    assertThat(shown("token=ghp_" + "a".repeat(36))).isEqualTo("GitHub token");
    assertThat(shown("xghp_" + "a".repeat(36))).isNull();
    assertThat(shown("ghp_short")).isNull();
    assertThat(shown("AKIA" + "A".repeat(16))).isEqualTo("AWS access key");
  }

  private static @org.jspecify.annotations.Nullable String shown(String text) {
    return SecretFiles.shown(text.getBytes(StandardCharsets.UTF_8));
  }
}
