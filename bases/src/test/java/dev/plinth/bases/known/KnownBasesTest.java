package dev.plinth.bases.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Lifecycle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of images by their names, and that the tables are sound. */
class KnownBasesTest {
  private static KnownBase known(String image) {
    return Objects.requireNonNull(KnownBases.of(ImageName.of(image)), image);
  }

  @ParameterizedTest
  @CsvSource({
    "python, python, '', ''",
    "docker.io/library/python:3.13, python, 3.13, ''",
    "index.docker.io/bitnami/redis:7, bitnami/redis, 7, ''",
    "public.ecr.aws/docker/library/node:22, node, 22, ''",
    "localhost:5000/team/app, localhost:5000/team/app, '', ''",
    "registry.example.org:443/app:1@sha256:ab, registry.example.org:443/app, 1, sha256:ab",
    "library/debian:12, debian, 12, ''",
    "Debian, debian, '', ''"
  })
  void namesAreNormalised(String text, String repository, String tag, String digest) {
    assertThat(ImageName.of(text)).isEqualTo(new ImageName(repository, tag, digest));
  }

  @ParameterizedTest
  @CsvSource({
    "debian:12.5-slim, debian, 12, glibc, true, root, DISTRIBUTION",
    "debian:bookworm-20240612-slim, debian, 12, glibc, true, root, DISTRIBUTION",
    "ubuntu:22.04, ubuntu, 22.04, glibc, true, root, DISTRIBUTION",
    "ubuntu:noble-20240801, ubuntu, 24.04, glibc, true, root, DISTRIBUTION",
    "alpine:3.19.1, alpine-linux, 3.19, musl, true, root, DISTRIBUTION",
    "python:3.12-slim-bookworm, debian, 12, glibc, true, root, RUNTIME",
    "python:3.12, debian, '', glibc, true, root, RUNTIME_WITH_COMPILERS",
    "python:3.12-alpine3.20, alpine-linux, 3.20, musl, true, root, RUNTIME",
    "golang:1.24-bookworm, debian, 12, glibc, true, root, TOOLCHAIN",
    "node:22-slim, debian, '', glibc, true, root, RUNTIME",
    "eclipse-temurin:21-jre-alpine, alpine-linux, '', musl, true, root, RUNTIME",
    "gcr.io/distroless/static-debian12:nonroot, debian, 12, none, false, nonroot, RUNTIME",
    "gcr.io/distroless/java21-debian12, debian, 12, glibc, false, root, RUNTIME",
    "gcr.io/distroless/base:debug-nonroot, debian, '', glibc, true, nonroot, RUNTIME",
    "cgr.dev/chainguard/python:latest, wolfi, '', glibc, false, nonroot, RUNTIME",
    "cgr.dev/chainguard/python:latest-dev, wolfi, '', glibc, true, nonroot, RUNTIME",
    "registry.access.redhat.com/ubi9/ubi-minimal:9.4, rhel, 9, glibc, true, root, DISTRIBUTION",
    "mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled, ubuntu, 24.04, glibc, false, app, RUNTIME",
    "bitnami/redis:7.2, '', '', '', , 1001, APPLICATION",
    "scratch, none, '', none, false, root, DISTRIBUTION"
  })
  void imagesAreTold(
      String image,
      String distribution,
      String release,
      String libc,
      Boolean shell,
      String user,
      KnownBase.Kind kind) {
    KnownBase base = known(image);
    assertThat(base.distribution()).isEqualTo(distribution);
    assertThat(base.release()).isEqualTo(release);
    assertThat(base.libc()).isEqualTo(libc);
    assertThat(base.shell()).isEqualTo(shell);
    assertThat(base.user()).isEqualTo(user);
    assertThat(base.kind()).isEqualTo(kind);
  }

  @Test
  void managersAreToldApart() {
    assertThat(known("registry.access.redhat.com/ubi9/ubi-micro").managers()).isEmpty();
    assertThat(known("redhat/ubi9-minimal").managers()).contains("microdnf").doesNotContain("dnf");
    assertThat(known("alpine:3.22").managers()).containsExactly("apk");
    assertThat(known("bitnami/redis").managers()).isNull();
  }

  @Test
  void whatNobodyKnowsIsNotGuessed() {
    assertThat(KnownBases.of(ImageName.of("registry.example.org/team/app:1"))).isNull();
    assertThat(KnownBases.distribution(ImageName.of("team/jammy:1"))).isNull();
    assertThat(KnownBases.distribution(ImageName.of("app:1.2.3"))).isNull();
  }

  @Test
  void distributionsAreReadFromTags() {
    assertThat(cycle("node:8-stretch")).isEqualTo("debian 9");
    assertThat(cycle("team/app:1-alpine3.12")).isEqualTo("alpine-linux 3.12");
    assertThat(cycle("gcr.io/distroless/cc-debian11")).isEqualTo("debian 11");
  }

  private static String cycle(String image) {
    Lifecycle release = Objects.requireNonNull(KnownBases.distribution(ImageName.of(image)), image);
    return release.product() + " " + release.cycle();
  }

  @Test
  void releasesAreFoundByVersions() {
    Lifecycle python = Objects.requireNonNull(Lifecycles.ofVersion("python", "3.9.18"));
    assertThat(Lifecycles.lastDay(python)).isEqualTo(LocalDate.of(2025, 10, 31));
    assertThat(Lifecycles.ofVersion("python", "3")).isNull();
    assertThat(Lifecycles.ofVersion("nodejs", "18.20.4-x")).isNotNull();
    Lifecycle debian = Objects.requireNonNull(Lifecycles.ofVersion("debian", "11"));
    assertThat(Lifecycles.lastDay(debian)).isEqualTo(LocalDate.of(2026, 8, 31));
    assertThat(Lifecycles.product(ImageName.of("docker.io/node:20"))).isEqualTo("nodejs");
  }

  @Test
  void successorsAreNamed() {
    assertThat(Discontinued.of(ImageName.of("openjdk:17-slim")))
        .extracting(Discontinued::instead)
        .isEqualTo("eclipse-temurin");
    assertThat(Discontinued.of(ImageName.of("openjdk:26-ea"))).isNull();
    assertThat(Discontinued.of(ImageName.of("bitnami/redis"))).isNull();
    assertThat(Discontinued.of(ImageName.of("bitnami/redis:7"))).isNotNull();
    assertThat(Discontinued.of(ImageName.of("node:22"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "pyhton, python",
    "ngnix, nginx",
    "nodejs, node",
    "postgresql, postgres",
    "alpin, alpine",
    "elasticsaerch, elasticsearch",
    "grafana/grafanna, grafana/grafana"
  })
  void lookalikesAreRecognised(String written, String meant) {
    assertThat(PopularImages.meant(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"python", "mono", "app", "tools", "base", "team/app", "percona", "valkey"})
  void othersAreNot(String name) {
    assertThat(PopularImages.meant(name)).isNull();
  }

  @Test
  void popularNamesAreNotTakenForEachOther() {
    for (List<String> row : Table.of("popular.tsv").all()) {
      assertThat(PopularImages.meant(row.getFirst())).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "classes.tsv, 8",
    "images.tsv, 6",
    "languages.tsv, 3",
    "products.tsv, 2",
    "discontinued.tsv, 5",
    "moves.tsv, 4",
    "musl.tsv, 3"
  })
  void rowsHaveAllColumnsAndStandTogether(String resource, int columns) {
    List<List<String>> rows = Table.of(resource).all();
    Set<String> closed = new HashSet<>();
    String last = "";
    for (List<String> row : rows) {
      assertThat(row).as("%s: %s", resource, row).hasSize(columns);
      String key = row.getFirst();
      if (!key.equals(last)) {
        assertThat(closed.add(key)).as("%s: rows of %s stand together", resource, key).isTrue();
        last = key;
      }
    }
    assertThat(rows).isNotEmpty();
  }

  @Test
  void everyImageIsOfAClassAndEveryDayIsOne() {
    List<String> unknown = new ArrayList<>();
    for (List<String> row : Table.of("images.tsv").all()) {
      String image = row.getFirst().replace("/*", "/x");
      KnownBase base = KnownBases.of(ImageName.of(image));
      if (base == null && row.get(1).equals("*")) {
        unknown.add(image);
      }
    }
    assertThat(unknown).isEmpty();
    for (List<String> row : Table.of("languages.tsv").all()) {
      if (!row.get(2).isEmpty() && !row.get(2).equals(Lifecycle.ENDED)) {
        assertThat(LocalDate.parse(row.get(2))).isNotNull();
      }
    }
    for (List<String> row : Table.of("products.tsv").all()) {
      if (!row.getFirst().startsWith("=")) {
        assertThat(Lifecycles.of(row.get(1))).as(row.get(1)).isNotEmpty();
        assertThat(Lifecycles.shown(row.get(1))).isNotEqualTo(row.get(1));
      }
    }
  }

  @Test
  void patternsMatchWholeTexts() {
    assertThat(Glob.matches("*slim*", "3.12-slim-bookworm")).isTrue();
    assertThat(Glob.matches("registry.example.org/team/*", "registry.example.org/team/app"))
        .isTrue();
    assertThat(Glob.matches("a*b*c", "abbbbd")).isFalse();
    assertThat(Glob.any("x|2.*", "2.0")).isTrue();
  }
}
