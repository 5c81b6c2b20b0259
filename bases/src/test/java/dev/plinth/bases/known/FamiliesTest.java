package dev.plinth.bases.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.Families.Fit;
import dev.plinth.foundation.Split;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That what is said of families agrees with itself, and with the other tables. */
class FamiliesTest {
  private static final Set<String> PLATFORMS =
      Set.of(
          "all",
          "amd64",
          "arm64",
          "386",
          "arm/v5",
          "arm/v6",
          "arm/v7",
          "ppc64le",
          "riscv64",
          "s390x",
          "windows/amd64");

  private static final Set<String> BRACES =
      Set.of("v", "on", "debian", "debian#", "ubuntu", "alpine", "rhel");

  static List<Family> families() {
    return Families.all();
  }

  @ParameterizedTest
  @MethodSource("families")
  void namesLeadToFamilies(Family family) {
    assertThat(Families.of(family.id())).isEqualTo(family);
    if (!family.standsOn().isEmpty()) {
      assertThat(Families.of(family.standsOn())).as("stands on").isNotNull();
    }
    for (String variant : family.variants()) {
      Family other = Objects.requireNonNullElse(Families.of(variant), family);
      assertThat(other.id()).as("variant %s", variant).isEqualTo(variant);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void noneStandsOnItself(Family family) {
    Set<String> seen = new HashSet<>();
    Family at = family;
    while (at != null) {
      assertThat(seen.add(at.id())).as("%s comes back to %s", family.id(), at.id()).isTrue();
      at = Families.of(at.standsOn());
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyRowHasItsSourcesAndMonth(Family family) {
    assertThat(YearMonth.parse(family.month()))
        .isBetween(YearMonth.of(2026, 1), YearMonth.of(2026, 12));
    assertThat(family.sources()).isNotEmpty().allSatisfy(FamiliesTest::isSource);
    assertThat(family.fips()).isIn("yes", "no", "paid");
    assertThat(family.platforms()).isNotEmpty().isSubsetOf(PLATFORMS).doesNotHaveDuplicates();
    assertThat(family.rebuilt()).isNotEmpty();
  }

  private static void isSource(String key) {
    assertThat(Families.source(key)).as(key).startsWith("https://");
  }

  @ParameterizedTest
  @MethodSource("families")
  void shellsDebugTwinsAndManagersAgree(Family family) {
    assertThat(family.shell()).isIn("none", "sh", "ash", "bash", "cmd", "powershell");
    assertThat(family.debug().equals("self")).as("a shell is in it").isEqualTo(family.hasShell());
    if (!family.hasShell()) {
      assertThat(family.hasManager()).as("a package manager without a shell").isFalse();
    }
    if (!family.debug().isEmpty() && !family.debug().equals("self")) {
      KnownBase twin = known(family.debug());
      assertThat(twin.shell()).as(family.debug()).isTrue();
      if (!family.libc().equals("none")) {
        assertThat(twin.libc()).isEqualTo(family.libc());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void muslIsAlpinesAndGlibcIsWolfis(Family family) {
    boolean alpine = family.distribution().equals("alpine-linux");
    assertThat(family.libc().equals("musl")).isEqualTo(alpine);
    if (family.distribution().equals("wolfi")) {
      assertThat(family.libc()).isIn("glibc", "none");
    }
    if (family.hasManager() && Objects.requireNonNull(family.managers()).contains("apk")) {
      assertThat(alpine || family.distribution().equals("wolfi")).isTrue();
    }
    if (alpine) {
      assertThat(family.shell()).isEqualTo("ash");
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theTablesOfImagesSayTheSame(Family family) {
    KnownBase image = known(family.image());
    assertThat(image.distribution()).as("distribution").isEqualTo(family.distribution());
    assertThat(image.libc()).as("libc").isEqualTo(family.libc());
    if (!family.windows() && !family.id().equals("openjdk")) {
      assertThat(image.shell()).as("shell").isEqualTo(family.hasShell());
    }
    assertThat(image.managers()).as("package managers").isEqualTo(family.managers());
    boolean runsAs = image.nonRoot() && !image.user().equals("?");
    if (runsAs) {
      assertThat(family.account()).as("account").startsWith(image.user());
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void whatIsInBracesIsKnown(Family family) {
    assertThat(BRACES).containsAll(braces(family.image())).containsAll(braces(family.debug()));
    assertThat(braces(family.image()))
        .as("a debug twin is of the same release")
        .containsAll(braces(family.debug()));
  }

  private static Set<String> braces(String template) {
    Set<String> braces = new TreeSet<>();
    int from = 0;
    for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
      from = template.indexOf('}', at);
      braces.add(template.substring(at + 1, from));
    }
    return braces;
  }

  private static KnownBase known(String template) {
    String image =
        template
            .replace("{v}", "25")
            .replace("{on}", "bookworm")
            .replace("{debian}", "trixie")
            .replace("{debian#}", "13")
            .replace("{ubuntu}", "noble")
            .replace("{alpine}", "3.23")
            .replace("{rhel}", "10");
    // What .NET's tags stand on changed with its release.
    return Objects.requireNonNull(KnownBases.of(ImageName.of(image)), image);
  }

  @Test
  void fitsNameFamiliesOnceWithSourcesAndSensiblePoints() {
    for (String language : languages()) {
      Set<String> seen = new HashSet<>();
      for (Fit fit : Families.fits(language)) {
        assertThat(Families.of(fit.family())).as(fit.family()).isNotNull();
        assertThat(seen.add(fit.family())).as("%s %s", language, fit.family()).isTrue();
        assertThat(fit.points()).isBetween(0, 100);
        fit.others()
            .forEach(other -> {
              assertThat(other.points()).isBetween(0, 100);
              assertThat(other.conditions())
                  .allMatch(each -> each.matches("(native|prefer|libc)=[a-z]+"));
            });
        assertThat(fit.sources()).isNotEmpty().allSatisfy(FamiliesTest::isSource);
        assertThat(BRACES).containsAll(braces(fit.build()));
        assertThat(fit.why()).doesNotEndWith(".").isNotEmpty();
        if (!fit.build().isEmpty()) {
          known(fit.build());
        }
      }
      assertThat(seen).as(language).hasSizeGreaterThan(4);
    }
  }

  private static Set<String> languages() {
    Set<String> languages = new TreeSet<>();
    Table.of("fits.tsv").all().forEach(row -> languages.add(row.getFirst()));
    return languages;
  }

  @Test
  void trapsAreOfFamiliesAndHaveSources() {
    for (List<String> row : Table.of("traps.tsv").all()) {
      assertThat(Families.of(row.getFirst())).as(row.getFirst()).isNotNull();
      assertThat(row.get(1)).isIn("yes", "no", "open");
      assertThat(Split.of(row.get(3), ',')).allSatisfy(FamiliesTest::isSource);
      assertThat(row.get(2)).doesNotEndWith(".");
    }
    assertThat(Families.traps(Families.known("python-alpine"), true))
        .hasSize(3)
        .anySatisfy(trap -> assertThat(trap).contains("ndots"));
    assertThat(Families.traps(Families.known("distroless-cc"), true)).isEmpty();
  }

  @Test
  void sourcesAreUsed() {
    Set<String> used = new HashSet<>();
    Families.all().forEach(family -> used.addAll(family.sources()));
    languages().forEach(each -> Families.fits(each).forEach(fit -> used.addAll(fit.sources())));
    Table.of("traps.tsv").all().forEach(row -> used.addAll(Split.of(row.get(3), ',')));
    for (List<String> row : Table.of("families.tsv").all()) {
      if (row.getFirst().startsWith("=")) {
        assertThat(used).contains(row.getFirst().substring(1));
        assertThat(row).hasSize(3);
      } else {
        assertThat(row).as(row.getFirst()).hasSize(15);
      }
    }
  }

  @Test
  void datesOfReleasesAreInOrder() {
    for (String product : Lifecycles.products()) {
      for (var release : Lifecycles.of(product)) {
        String[] days = {release.supportEnds(), release.communityEnds(), release.commercialEnds()};
        String last = "";
        for (String day : days) {
          if (day.length() == 10) {
            assertThat(day).as("%s %s", product, release.cycle()).isGreaterThanOrEqualTo(last);
            last = day;
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "python:3.14-slim-trixie, python-slim",
    "python:slim, python-slim",
    "docker.io/library/python:3.12-alpine3.20, python-alpine",
    "python, python",
    "debian:12, debian",
    "debian:bookworm-20240612-slim, debian-slim",
    "node:22-bookworm-slim, node-slim",
    "eclipse-temurin:21, temurin-jdk",
    "eclipse-temurin:21-jre-alpine, temurin-jre-alpine",
    "eclipse-temurin:21-jre-ubi9-minimal, temurin-jre-ubi",
    "gcr.io/distroless/static, distroless-static",
    "gcr.io/distroless/java21-debian12:nonroot, distroless-java",
    "gcr.io/distroless/base-nossl-debian12, distroless-base-nossl",
    "registry.access.redhat.com/ubi9/ubi-minimal:9.4, ubi-minimal",
    "redhat/ubi8, ubi",
    "cgr.dev/chainguard/wolfi-base, wolfi",
    "mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled, aspnet-chiseled",
    "mcr.microsoft.com/windows/nanoserver:ltsc2022, windows-nanoserver",
    "php:8.4-apache, php-apache",
    "php:8.4-fpm-alpine, php-fpm-alpine",
    "redis:7-alpine, redis-alpine",
    "busybox, busybox",
    "scratch, scratch"
  })
  void imagesAreOfFamilies(String image, String family) {
    assertThat(FamilyNames.of(ImageName.of(image)))
        .as(image)
        .isNotNull()
        .extracting(Family::id)
        .isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.org/python:3",
    "eclipse-temurin:21-alpine",
    "gcr.io/distroless/static:debug",
    "team/redis"
  })
  void othersAreOfNone(String image) {
    assertThat(FamilyNames.of(ImageName.of(image))).isNull();
  }
}
