package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @TempDir Path root;

  @BeforeEach
  void make() throws IOException {
    file("image.tar", Tars.layer("manifest.json", "[]"));
    file("image.tgz", Tars.gzip(Tars.layer("manifest.json", "[]")));
    file("image.tar.zst", Tars.zstd(Tars.layer("manifest.json", "[]")));
    file("odd:name.tar", Tars.layer("manifest.json", "[]"));
    file("odd:name.tar:1", Tars.layer("manifest.json", "[]"));
    file("bom.json", "\uFEFF\n {\"bomFormat\":\"CycloneDX\"}".getBytes(UTF_8));
    file("layout/oci-layout", new byte[0]);
    file("debian/var/lib/dpkg/status", new byte[0]);
    file("alpine/lib/apk/db/installed", new byte[0]);
    file("distroless/var/lib/dpkg/status.d/base", new byte[0]);
    file("fedora/usr/lib/sysimage/rpm/rpmdb.sqlite", new byte[0]);
    file("scratch/usr/lib/os-release", new byte[0]);
    file("project/package.json", new byte[0]);
    file("copied/manifest.json", new byte[0]);
    file("copied/version", "Directory Transport Version: 1.1\n".getBytes(UTF_8));
    file("empty", new byte[0]);
    file("text", "hello".getBytes(UTF_8));
    file("bom.xml", "<?xml version='1.0'?><bom/>".getBytes(UTF_8));
    file("image.tar.xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
  }

  private void file(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private Target parse(String text) {
    return Target.parse(text.replace("R/", root + "/"));
  }

  @ParameterizedTest
  @CsvSource({
    "R/image.tar, ARCHIVE, image.tar, ''",
    "R/image.tgz, ARCHIVE, image.tgz, ''",
    "R/image.tar.zst, ARCHIVE, image.tar.zst, ''",
    "R/image.tar:1.0, ARCHIVE, image.tar, 1.0",
    "R/image.tar:test.com:5000/app:1.0, ARCHIVE, image.tar, test.com:5000/app:1.0",
    "R/odd:name.tar, ARCHIVE, odd:name.tar, ''",
    "R/odd:name.tar:1, ARCHIVE, odd:name.tar:1, ''",
    "R/odd:name.tar:2, ARCHIVE, odd:name.tar, 2",
    "R/odd:name.tar:1:2, ARCHIVE, odd:name.tar:1, 2",
    "tar:R/image.tar, ARCHIVE, image.tar, ''",
    "docker-archive:R/image.tar:app:1.0, DOCKER_ARCHIVE, image.tar, app:1.0",
    "docker-archive://R/image.tar, DOCKER_ARCHIVE, image.tar, ''",
    "docker-tar:R/image.tar, DOCKER_ARCHIVE, image.tar, ''",
    "oci-archive:R/image.tar:1, OCI_ARCHIVE, image.tar, 1",
    "R/layout, OCI_LAYOUT, layout, ''",
    "R/layout:1, OCI_LAYOUT, layout, 1",
    "oci-dir:R/layout:1, OCI_LAYOUT, layout, 1",
    "oci:R/layout:1, OCI_LAYOUT, layout, 1",
    "ocidir://R/layout:1, OCI_LAYOUT, layout, 1",
    "oci-layout://R/layout:1, OCI_LAYOUT, layout, 1",
    "R/debian, ROOT_FILESYSTEM, debian, ''",
    "R/debian/, ROOT_FILESYSTEM, debian, ''",
    "R/alpine, ROOT_FILESYSTEM, alpine, ''",
    "R/distroless, ROOT_FILESYSTEM, distroless, ''",
    "R/fedora, ROOT_FILESYSTEM, fedora, ''",
    "R/scratch, ROOT_FILESYSTEM, scratch, ''",
    "dir:R/project, ROOT_FILESYSTEM, project, ''",
    "rootfs:R/project, ROOT_FILESYSTEM, project, ''",
    "R/project, SOURCE, project, ''",
    "src:R/debian, SOURCE, debian, ''",
    "R/bom.json, SBOM, bom.json, ''",
    "sbom:R/text, SBOM, text, ''",
  })
  void targetsAreRead(String text, Target.Kind kind, String path, String name) {
    Target target = parse(text);
    assertThat(target.kind()).isEqualTo(kind);
    assertThat(target.path()).isEqualTo(root.resolve(path));
    assertThat(target.name()).isEqualTo(name);
    assertThat(target.digest()).isNull();
    assertThat(target.chooses()).isEqualTo(!name.isEmpty());
  }

  @Test
  void digestsChooseToo() {
    Target target = parse("R/layout@" + DIGEST);
    assertThat(target.path()).isEqualTo(root.resolve("layout"));
    assertThat(target.digest()).hasToString(DIGEST);
    target = parse("oci-archive:R/image.tar:app:1@" + DIGEST);
    assertThat(target.path()).isEqualTo(root.resolve("image.tar"));
    assertThat(target.name()).isEqualTo("app:1");
    assertThat(target.digest()).hasToString(DIGEST);
  }

  @Test
  void standardInputIsAnArchive() {
    assertThat(Target.parse("-").path()).isNull();
    assertThat(Target.parse("-").kind()).isEqualTo(Target.Kind.ARCHIVE);
    assertThat(Target.parse("-:app:1").name()).isEqualTo("app:1");
    assertThat(Target.parse("-@" + DIGEST).digest()).hasToString(DIGEST);
    assertThat(Target.parse("docker-archive:-").path()).isNull();
    assertThat(Target.parse("docker-archive:-:app:1").name()).isEqualTo("app:1");
  }

  @ParameterizedTest
  @CsvSource({
    "docker:debian:12, DOCKER, debian:12",
    "docker-daemon:app, DOCKER, app",
    "docker-daemon:sha256:0123, DOCKER, sha256:0123",
    "podman:localhost/app, PODMAN, localhost/app",
    "podman://app, PODMAN, app",
    "containers-storage:app:1, PODMAN, app:1",
    "registry:debian:12, REGISTRY, debian:12",
    "registry://debian:12, REGISTRY, debian:12",
    "docker://localhost:5000/a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, REGISTRY, localhost:5000/a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "debian, NAME, debian",
    "debian:12, NAME, debian:12",
    "localhost:5000/team/app:1, NAME, localhost:5000/team/app:1",
    "ghcr.io/team/app:1, NAME, ghcr.io/team/app:1",
  })
  void namesOfImagesAreNoPaths(String text, Target.Kind kind, String name) {
    Target target = Target.parse(text);
    assertThat(target.kind()).isEqualTo(kind);
    assertThat(target.name()).isEqualTo(name);
    assertThat(target.path()).isNull();
    assertThat(target.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', PLINTH-TARGET, empty",
    "R/layout@sha256:abc, PLINTH-TARGET, no digest",
    "R/layout:, PLINTH-TARGET, no tag",
    "docker-archive:, PLINTH-TARGET, no path",
    "R/nothing, PLINTH-TARGET-ABSENT, nothing",
    "./nothing, PLINTH-TARGET-ABSENT, nothing",
    "nothing.tar, PLINTH-TARGET-ABSENT, nothing.tar",
    "dir:R/nothing, PLINTH-TARGET-ABSENT, nothing",
    "oci-dir:nothing:1, PLINTH-TARGET-ABSENT, nothing",
    "dir:R/image.tar, PLINTH-TARGET-KIND, not a folder",
    "sbom:R/project, PLINTH-TARGET-KIND, a folder",
    "oci-dir:R/image.tar, PLINTH-TARGET-KIND, oci-archive:",
    "oci-archive:R/layout, PLINTH-TARGET-KIND, oci-dir:",
    "R/debian:1, PLINTH-TARGET-KIND, no tags",
    "R/bom.json:1, PLINTH-TARGET-KIND, no tags",
    "R/copied, PLINTH-TARGET-KIND, skopeo copy",
    "R/empty, PLINTH-TARGET-EMPTY, empty",
    "R/text, PLINTH-TARGET-KIND, no tar",
    "R/bom.xml, PLINTH-TARGET-KIND, JSON",
    "R/image.tar.xz, PLINTH-TARGET-COMPRESSION, xz -dc",
    "sif:R/x, PLINTH-TARGET-SIF, Singularity",
    "docker:, PLINTH-TARGET, no image's name",
    "No Name, PLINTH-TARGET-ABSENT, No Name",
    "registry:, PLINTH-TARGET, no image's name",
    "docker://, PLINTH-TARGET, no image's name",
    "registry:No Name, PLINTH-REFERENCE, No Name",
  })
  void othersAreRefusedWithAdvice(String text, String code, String word) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0000b", "dir:\u0000", "\u001b[31m", "oci:\ud800:x", "~"})
  void hostileTextsGiveErrorsToo(String text) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(PlinthException.class)
        .message()
        .doesNotContain("\u0000", "\u001b");
  }

  @Test
  void longTextsAreCutShort() {
    assertThatThrownBy(() -> Target.parse("a:".repeat(4_000)))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.getMessage().length()).isLessThan(1_000));
    assertThatThrownBy(() -> Target.parse("a".repeat(9_000))).isInstanceOf(PlinthException.class);
  }

  @Test
  void whatIsNoImageIsNotOpened() {
    assertThatThrownBy(() -> Images.open(parse("R/bom.json"), ImageOptions.defaults()))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("an SBOM");
  }
}
