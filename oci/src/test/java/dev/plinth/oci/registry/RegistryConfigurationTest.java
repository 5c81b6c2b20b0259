package dev.plinth.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryConfigurationTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @TempDir Path folder;

  private List<String> locations(String toml, String reference) throws IOException {
    Path file = Files.writeString(folder.resolve("registries.conf"), toml);
    RegistryConfiguration configuration =
        RegistryConfiguration.of(Map.of("CONTAINERS_REGISTRIES_CONF", file.toString()));
    return configuration.locations(Reference.parse(reference)).stream()
        .map(l -> l.host() + " " + l.path() + (l.insecure() ? " insecure" : ""))
        .toList();
  }

  @Test
  void withoutAnyTheNameSays() throws IOException {
    assertThat(locations("unqualified-search-registries = ['x']", "debian"))
        .containsExactly("registry-1.docker.io library/debian");
    assertThat(RegistryConfiguration.NONE.locations(Reference.parse("a.b:1/c")).getFirst().host())
        .isEqualTo("a.b:1");
  }

  @Test
  void mirrorsComeFirstAndTheLongestPrefixCounts() throws IOException {
    String toml =
        """
        [[registry]]
        location = "docker.io"
        [[registry.mirror]]
        location = "mirror.example:5000/hub"
        insecure = true
        [[registry.mirror]]
        location = "digests.example"
        pull-from-mirror = "digest-only"
        [[registry]]
        prefix = "docker.io/library"
        location = "official.example/copy/"
        """;
    assertThat(locations(toml, "team/app"))
        .containsExactly(
            "mirror.example:5000 hub/team/app insecure", "registry-1.docker.io team/app");
    assertThat(locations(toml, "team/app@" + DIGEST)).hasSize(3);
    assertThat(locations(toml, "debian:12")).containsExactly("official.example copy/debian");
    assertThat(locations(toml, "docker.io.example/x")).containsExactly("docker.io.example x");
  }

  @Test
  void wholeDomainsAndBlocks() throws IOException {
    String toml =
        """
        [[registry]]
        prefix = "*.example.com"
        location = "one.example.net"
        mirror-by-digest-only = true
        [[registry.mirror]]
        location = "m.example.net"
        [[registry]]
        prefix = "bad.example.com"
        blocked = true
        """;
    assertThat(locations(toml, "a.example.com/x:1")).containsExactly("one.example.net x");
    assertThat(locations(toml, "a.example.com/x@" + DIGEST))
        .containsExactly("m.example.net x", "one.example.net x");
    assertThatThrownBy(() -> locations(toml, "bad.example.com/x"))
        .hasMessageContaining("registries.conf blocks 'bad.example.com'");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> locations("[[registry]\n", "debian")).hasMessageContaining("no TOML");
    assertThatThrownBy(() -> locations("[[registry]]\ninsecure = true\n", "debian"))
        .hasMessageContaining("line 1 has neither prefix nor location");
  }

  @Test
  void laterFilesWin() throws IOException {
    Path one =
        Files.writeString(folder.resolve("a.conf"), "[[registry]]\nlocation='x.y'\nblocked=true\n");
    Path two = Files.writeString(folder.resolve("b.conf"), "[[registry]]\nlocation='x.y'\n");
    Reference reference = Reference.parse("x.y/z");
    assertThat(RegistryConfiguration.read(List.of(one, two)).locations(reference)).hasSize(1);
    assertThat(RegistryConfiguration.read(List.of(folder.resolve("absent"))).locations(reference))
        .hasSize(1);
  }
}
