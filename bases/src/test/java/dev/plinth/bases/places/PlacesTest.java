package dev.plinth.bases.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final PlaceSettings SETTINGS =
      PlaceSettings.read(
          ".plinth.yaml",
          """
          images:
            ignore: [docs/]
            resources:
              - kind: Widget
                paths: [spec.image, "spec.nodes[].image"]
            patterns:
              - files: [Makefile, "*.sh"]
                pattern: '^IMAGE=(?P<image>\\S+)'
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final PlaceFiles FILES = new PlaceFiles(SETTINGS);

  private static Places read(String path, String text) {
    return FILES.of(path, path, SourceText.of(text));
  }

  /** Every place as {@code kind where reference}, with what holds it fixed. */
  private static List<String> shown(String path, String text) {
    List<String> shown = new ArrayList<>();
    for (Place place : read(path, text).places()) {
      shown.add(
          place.kind().word()
              + " "
              + place.where()
              + ": "
              + place.image().reference()
              + (place.fixed() == null ? "" : " ! " + place.fixed()));
    }
    return shown;
  }

  /** The text once every place was given that tag and digest. */
  private static String changed(String path, String text, String tag, String digest) {
    Places places = read(path, text);
    List<PlaceEdits.Wanted> wanted = new ArrayList<>();
    for (Place place : places.places()) {
      wanted.add(new PlaceEdits.Wanted(place, tag, digest));
    }
    return SourceText.utf8(PlaceEdits.apply(places, wanted, FILES, path).after().raw());
  }

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

  @Test
  void compose() {
    String text =
        "x-web: &web\r\n  image: 'nginx:1.27' # the web\r\nservices:\r\n  a:\r\n    <<: *web\r\n"
            + "  b: {image: redis:7, platform: linux/arm64}\r\n  c:\r\n    build: .\r\n    image: ours:1\r\n"
            + "  d:\r\n    image: \"postgres:${PG:-16}\"\r\n  e:\r\n    image: ${IMG:-mongo:7}\r\n"
            + "  f:\r\n    image: \"x:${UNSET}\"\r\n  g:\r\n    build:\r\n      context: .\r\n"
            + "      additional_contexts:\r\n        - base=docker-image://alpine:3.20\r\n";
    assertThat(shown("compose.yaml", text))
        .containsExactly(
            "compose services.a.image: nginx:1.27",
            "compose services.b.image: redis:7",
            "compose services.d.image: postgres:16",
            "compose services.e.image: mongo:7",
            "compose services.f.image: x:${UNSET} ! a variable stands in it",
            "compose services.g.build.additional_contexts: alpine:3.20");
    assertThat(changed("compose.yaml", text, "1", "sha256:" + "b".repeat(64)))
        .isEqualTo(
            text.replace("nginx:1.27", "nginx:1@sha256:" + "b".repeat(64))
                .replace("redis:7", "redis:1@sha256:" + "b".repeat(64))
                .replace("PG:-16", "PG:-1@sha256:" + "b".repeat(64))
                .replace("mongo:7", "mongo:1@sha256:" + "b".repeat(64))
                .replace("alpine:3.20", "alpine:1@sha256:" + "b".repeat(64)));
  }

  @Test
  void kubernetes() {
    String text =
        """
        # ünïcode 😀 before
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          template:
            spec:
              initContainers:
              - {name: i, image: "busybox:1.36"}
              containers:
              - name: web
                image: registry.example:5000/shop:1.2 # keep
              volumes:
              - name: data
                image: {reference: "ghcr.io/data:1"}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: clean
        spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: alpine}]}}}}}
        ---
        apiVersion: example.org/v1
        kind: Widget
        spec:
          image: redis:7
          nodes: [{image: redis:6}]
        ---
        kind: ConfigMap
        apiVersion: v1
        data: {image: "not:this"}
        """;
    assertThat(shown("k8s/app.yaml", text))
        .containsExactly(
            "kubernetes Deployment shop, container i: busybox:1.36",
            "kubernetes Deployment shop, container web: registry.example:5000/shop:1.2",
            "kubernetes Deployment shop, volume data: ghcr.io/data:1",
            "kubernetes CronJob clean, containers: alpine",
            "kubernetes Widget, spec.image: redis:7",
            "kubernetes Widget, spec.nodes[].image: redis:6");
    assertThat(changed("k8s/app.yaml", text, "2.10", ""))
        .isEqualTo(
            text.replace("busybox:1.36", "busybox:2.10")
                .replace("shop:1.2 ", "shop:2.10 ")
                .replace("data:1\"", "data:2.10\"")
                .replace("image: alpine}", "image: alpine:2.10}")
                .replace("redis:7", "redis:2.10")
                .replace("redis:6", "redis:2.10"));
  }

  @Test
  void helmTemplatesAndValues() {
    String template =
        """
        apiVersion: v1
        kind: Pod
        {{- if .Values.x }}
        spec:
          containers:
            - image: "{{ .Values.image }}"
            - image: busybox:1.36 # a helper
            - image: 'alpine:3.20'
        {{- end }}
        """;
    assertThat(shown("chart/templates/pod.yaml", template))
        .containsExactly("kubernetes image: busybox:1.36", "kubernetes image: alpine:3.20");
    String values =
        """
        image:
          repository: nginx
          tag: 1.2
        web:
          image: {registry: ghcr.io, repository: a/web, tag: "1.27", digest: ""}
        sidecarImage: envoyproxy/envoy:v1.30
        job:
          image: python
          imageTag: '3.12'
        chart:
          image:
            repository: own
            tag: ""
        backgroundImage: "url(x.png)"
        """;
    assertThat(shown("chart/values.yaml", values))
        .containsExactly(
            "helm image: nginx:1.2",
            "helm web.image: ghcr.io/a/web:1.27",
            "helm sidecarImage: envoyproxy/envoy:v1.30",
            "helm job.image: python:3.12",
            "helm chart.image: own ! no tag is written, and the chart's appVersion stands for it");
    String digest = "sha256:" + "c".repeat(64);
    assertThat(changed("chart/values.yaml", values, "1.30", ""))
        .contains("tag: \"1.30\"\nweb", "tag: \"1.30\", digest: \"\"", "imageTag: '1.30'");
    assertThat(changed("chart/values.yaml", values, "1.30", digest))
        .contains("  tag: 1.30@" + digest + "\nweb")
        .contains("tag: \"1.30\", digest: \"" + digest + "\"}")
        .contains("imageTag: '1.30@" + digest + "'", "envoy:1.30@" + digest);
  }

  @Test
  void kustomize() {
    String text =
        "images:\n- name: nginx\n  newTag: 1.27.0\n- name: a\n  newName: b/c\n  newTag: \"2.0\"\n"
            + "  digest: sha256:1\n- name: only\n  newName: renamed\n";
    assertThat(shown("overlays/kustomization.yaml", text))
        .containsExactly(
            "kustomize images, nginx: nginx:1.27.0", "kustomize images, a: b/c:2.0@sha256:1");
    assertThat(changed("overlays/kustomization.yaml", text, "3.0", "sha256:2"))
        .isEqualTo(
            "images:\n- name: nginx\n  newTag: \"3.0\"\n  digest: sha256:2\n- name: a\n"
                + "  newName: b/c\n  newTag: \"3.0\"\n  digest: sha256:2\n- name: only\n"
                + "  newName: renamed\n");
  }

  @Test
  void pipelines() {
    String github =
        """
        jobs:
          test:
            container: node:22
            services:
              db: {image: postgres:16}
            steps:
              - uses: actions/checkout@v4
              - uses: docker://alpine:3.20
              - uses: ./local
              - uses: "a/b/c@v1.2" # v1.2
          other:
            container: {image: "${{ matrix.image }}"}
        """;
    assertThat(shown(".github/workflows/ci.yml", github))
        .containsExactly(
            "github jobs.test.container: node:22",
            "github jobs.test.services.db: postgres:16",
            "action jobs.test.uses: actions/checkout:v4",
            "github jobs.test: alpine:3.20",
            "action jobs.test.uses: a/b/c:v1.2",
            "github jobs.other.container: ${{ matrix.image }} ! an expression stands in it");
    Places places = read(".github/workflows/ci.yml", github);
    List<PlaceEdits.Wanted> wanted = new ArrayList<>();
    String commit = "d".repeat(40);
    for (Place place : places.places()) {
      if (place.kind() == Place.Kind.ACTION) {
        wanted.add(new PlaceEdits.Wanted(place, commit, "v9.9.9"));
      }
    }
    PlaceEdits.Result result = PlaceEdits.apply(places, wanted, FILES, ".github/workflows/ci.yml");
    assertThat(result.refused()).isEmpty();
    assertThat(SourceText.utf8(result.after().raw()))
        .isEqualTo(
            github
                .replace("checkout@v4", "checkout@" + commit + " # v9.9.9")
                .replace("c@v1.2\" # v1.2", "c@" + commit + "\" # v9.9.9"));
    String gitlab =
        """
        variables:
          PY: python:3.12
        default:
          image: {name: "ruby:3.3"}
          services: [redis:7, {name: postgres:16}]
        test:
          image: $PY
        lint:
          image: ${CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX}/golang:1.25
        """;
    assertThat(shown(".gitlab-ci.yml", gitlab))
        .containsExactly(
            "gitlab test.image by variables: python:3.12",
            "gitlab default.image: ruby:3.3",
            "gitlab default.services: redis:7",
            "gitlab default.services: postgres:16",
            "gitlab lint.image: golang:1.25");
    assertThat(
            shown(
                ".circleci/config.yml",
                "jobs:\n  a:\n    docker: [{image: cimg/go:1.25}]\n"
                    + "executors:\n  e: {docker: [{image: cimg/base:2024.01}]}\n"))
        .containsExactly(
            "circleci jobs.a: cimg/go:1.25", "circleci executors.e: cimg/base:2024.01");
  }

  @Test
  void otherFiles() {
    assertThat(
            shown(
                ".devcontainer/devcontainer.json",
                "{ // c \"image\": \"no:1\"\n \"name\": \"image\", \"image\" : \"mcr.microsoft.com/x:1\","
                    + "\n\"build\": {\"image\": \"no:2\"},}"))
        .containsExactly("devcontainer image: mcr.microsoft.com/x:1");
    String terraform =
        """
        # image = "no:1"
        resource "docker_image" "x" {
          name = "nginx:1.27"
        }
        resource "kubernetes_pod" "y" {
          spec { container { image = "redis:7" } }
          name = "pod:1"
          other_image = "no:2"
          image = "${var.x}:1"
          definitions = jsonencode([{ "image": "amazon/x:2" }])
        }
        """;
    assertThat(shown("main.tf", terraform))
        .containsExactly(
            "terraform name: nginx:1.27",
            "terraform image: redis:7",
            "terraform image: amazon/x:2");
    assertThat(shown("Makefile", "A=1\nIMAGE=debian:12\n IMAGE=no\n"))
        .containsExactly("pattern pattern: debian:12");
  }

  @Test
  void mergesThatDoubleWithEveryLevelCostNothing() {
    StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
    for (int i = 1; i < 19; i++) {
      text.append("a%d: &a%d {<<: [*a%d, *a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    text.append("services:\n  s: {<<: *a18}\n  t: {image: b:1}\n");
    assertThat(shown("compose.yaml", text.toString()))
        .containsExactly("compose services.t.image: b:1");
  }

  @Test
  void holds() {
    String text =
        """
        # plinth: hold reason="the vendor's build" until=2027-01-31
        FROM a:1 AS x
        FROM b:1 AS y
        # plinth: hold
        # another comment
        FROM c:1
        """;
    List<Place> places = read("Dockerfile", text).places();
    Place.Hold first = java.util.Objects.requireNonNull(places.get(0).hold());
    assertThat(first.reason()).isEqualTo("the vendor's build");
    assertThat(first.holds(java.time.LocalDate.of(2027, 1, 31))).isTrue();
    assertThat(first.holds(java.time.LocalDate.of(2027, 2, 1))).isFalse();
    assertThat(places.get(1).hold()).isNull();
    assertThat(places.get(2).hold()).isNotNull();
    Place yaml =
        read("compose.yaml", "services:\n  a:\n    image: x:1 # plinth: hold reason=old one\n")
            .places()
            .getFirst();
    assertThat(java.util.Objects.requireNonNull(yaml.hold()).reason()).isEqualTo("old one");
  }
}
