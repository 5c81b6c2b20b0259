package dev.plinth.bases.debug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.Base;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.settings.BaseSettingsReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinTest {
  private static final BaseSettings SETTINGS =
      BaseSettingsReader.read(
          ".plinth.yaml",
          """
          bases:
            - image: registry.corp/base/python:{v}
              family: python-slim
              shell: none
              debug: registry.corp/base/python:{v}-debug
            - image: registry.corp/base/java:{v}-jre
              family: temurin-jre
              shell: none
              debug: registry.corp/debug/java:{v}
            - image: registry.corp/base/go
              family: chainguard-glibc
              shell: none
          mirrors:
            harbor.corp/google/*: gcr.io/*
          """
              .getBytes(UTF_8));

  private static String twin(String name) {
    Twin twin = Twin.of(name, null, List.of(), SETTINGS);
    return twin == null ? "" : twin.image() + " " + twin.shell();
  }

  @Test
  void distroless() {
    assertThat(twin("gcr.io/distroless/java21-debian12"))
        .isEqualTo("gcr.io/distroless/java21-debian12:debug /busybox/sh");
    assertThat(twin("gcr.io/distroless/static-debian12:nonroot"))
        .isEqualTo("gcr.io/distroless/static-debian12:debug-nonroot /busybox/sh");
    assertThat(twin("gcr.io/distroless/static-debian12:nonroot-arm64"))
        .isEqualTo("gcr.io/distroless/static-debian12:debug-nonroot-arm64 /busybox/sh");
    assertThat(twin("gcr.io/distroless/cc:latest-amd64"))
        .isEqualTo("gcr.io/distroless/cc:debug-amd64 /busybox/sh");
    // One that no row tells of has its twin by the same rule.
    assertThat(twin("gcr.io/distroless/java-base-debian12:nonroot"))
        .isEqualTo("gcr.io/distroless/java-base-debian12:debug-nonroot /busybox/sh");
    assertThat(twin("gcr.io/distroless/static-debian12:debug")).isEmpty();
    assertThat(twin("gcr.io/distroless/static-debian12:debug-nonroot")).isEmpty();
  }

  @Test
  void chainguard() {
    assertThat(twin("cgr.dev/chainguard/python:latest"))
        .isEqualTo("cgr.dev/chainguard/python:latest-dev /bin/sh");
    assertThat(twin("chainguard/go")).isEqualTo("chainguard/go:latest-dev /bin/sh");
    assertThat(twin("cgr.dev/chainguard/go:1.25"))
        .isEqualTo("cgr.dev/chainguard/go:1.25-dev /bin/sh");
    assertThat(twin("cgr.dev/chainguard/static"))
        .isEqualTo("cgr.dev/chainguard/busybox:latest /bin/sh");
    assertThat(twin("cgr.dev/chainguard/go:latest-dev")).isEmpty();
    assertThat(twin("cgr.dev/chainguard/wolfi-base")).isEmpty();
  }

  @Test
  void nameOfTheMirrorStays() {
    assertThat(twin("harbor.corp/google/distroless/cc-debian12:nonroot"))
        .isEqualTo("harbor.corp/google/distroless/cc-debian12:debug-nonroot /busybox/sh");
  }

  @Test
  void ownBases() {
    assertThat(twin("registry.corp/base/python:3.13"))
        .isEqualTo("registry.corp/base/python:3.13-debug sh");
    assertThat(twin("registry.corp/base/java:21-jre")).isEqualTo("registry.corp/debug/java:21 sh");
    // What its family has says nothing of the company's own image.
    assertThat(twin("registry.corp/base/go:1")).isEmpty();
  }

  @Test
  void othersHaveNone() {
    for (String name :
        List.of("", "debian:12", "python:3.13-slim", "team/app:1", "a/distroless/x", "$(x)\n")) {
      assertThat(twin(name)).as(name).isEmpty();
    }
  }

  @Test
  void nearestBaseThatHasOne() {
    Base mine = base("team/base:1");
    Base theirs = base("gcr.io/distroless/static-debian12:nonroot");
    Twin twin = Twin.of("team/app:1", mine, List.of(theirs), BaseSettings.NONE);
    assertThat(twin)
        .isEqualTo(
            new Twin(
                "gcr.io/distroless/static-debian12:nonroot",
                "gcr.io/distroless/static-debian12:debug-nonroot",
                "/busybox/sh"));
  }

  private static Base base(String name) {
    return new Base(name, "", 1, Base.Certainty.PROOF, "");
  }
}
