package dev.plinth.bases.places;

import static dev.plinth.bases.places.PlaceTexts.changed;
import static dev.plinth.bases.places.PlaceTexts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Places in Dockerfiles: instructions, and the defaults that they are made of. */
class DockerfilePlacesTest {
  @Test
  void dockerfiles() {
    String text =
        """
        # syntax=docker/dockerfile:1
        ARG BASE=python:3.12-slim
        ARG TAG="3.20"
        ARG VERSION=1.25
        ARG REGISTRY=docker.io
        FROM ${BASE} AS build
        COPY --exclude=*.md --from=ghcr.io/a/b:1 /x /x
        COPY --chown=$U --from=nginx:1.27 /x /x
        COPY --chmod=u+x --from=build /x /x
        RUN --mount=type=cache,target=/c --mount=type=bind,from=busybox:1.36,target=/b true
        RUN <<EOF python3
        from os import path
        EOF
          from "ubuntu:20.04" as Other
        FROM alpine:$TAG AS BUILD2
        FROM golang:${VERSION}-bookworm
        FROM ${REGISTRY}/node:22
        FROM ${UNKNOWN}
        FROM debian:${T:-12}
        FROM --platform=linux/arm64 \\
          rust:1.80
        FROM build2
        FROM scratch
        COPY --from=0 / /
        """;
    assertThat(shown("Dockerfile", text))
        .containsExactly(
            "syntax the builder's own image: docker/dockerfile:1",
            "from stage build, ARG BASE: python:3.12-slim",
            "from stage build2, ARG TAG: alpine:3.20",
            "from stage 3, ARG VERSION: golang:1.25-bookworm",
            "copy-from stage build: ghcr.io/a/b:1",
            "copy-from stage build: nginx:1.27",
            "mount-from stage build: busybox:1.36",
            "from stage other: ubuntu:20.04",
            "from stage 4: docker.io/node:22",
            "from stage 5: ${UNKNOWN} ! only the build tells what UNKNOWN is",
            "from stage 6: debian:12",
            "from stage 7: rust:1.80");
    String pinned = changed("Dockerfile", text, "9", "sha256:" + "a".repeat(64));
    assertThat(pinned)
        .contains("ARG BASE=python:9@sha256:aa", "ARG TAG=\"9@sha256:aa", "ARG VERSION=1.25")
        .contains("FROM ${REGISTRY}/node:9@sha256:a", "from \"ubuntu:9@sha256:a")
        .contains("--from=ghcr.io/a/b:9@sha256:a", "from=busybox:9@sha256:a")
        .contains("FROM debian:${T:-9@sha256:a", "  rust:9@sha256:");
    assertThat(
            changed("Dockerfile", "ARG V=1.25\nFROM golang:${V}-bookworm\n", "1.26-bookworm", ""))
        .isEqualTo("ARG V=1.26\nFROM golang:${V}-bookworm\n");
  }

  @Test
  void defaultsThatServeSeveralThings() {
    assertThat(shown("Dockerfile", "ARG V=1\nFROM a:${V}\nFROM b:${V}\n"))
        .containsExactly(
            "from stage 0: a:1 ! the default of V serves several images",
            "from stage 1: b:1 ! the default of V serves several images");
    // What a stage takes over may be used for anything: a digest would get in there.
    String taken = "ARG V=1\nFROM a:${V}\nARG V\nRUN install $V\n";
    assertThat(changed("Dockerfile", taken, "2", "sha256:1")).isEqualTo(taken);
    assertThat(changed("Dockerfile", taken, "2", "")).isEqualTo(taken.replace("V=1", "V=2"));
    assertThat(shown("Dockerfile", "ARG B=a:1\nFROM ${B}\nFROM ${B}-slim\n").getFirst())
        .isEqualTo("from stage 0: a:1 ! other names are made of B as well");
    String both = "ARG V=1\nFROM a:${V} AS x\nFROM a:$V\n";
    assertThat(changed("Dockerfile", both, "2", "sha256:1"))
        .isEqualTo(both.replace("V=1", "V=2@sha256:1"));
  }
}
