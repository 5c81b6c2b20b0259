package dev.plinth.bases.places;

import static dev.plinth.bases.places.PlaceTexts.changed;
import static dev.plinth.bases.places.PlaceTexts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Places in the files of Compose, Kubernetes, Helm and Kustomize. */
class ManifestPlacesTest {
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
  void mergesThatDoubleWithEveryLevelCostNothing() {
    StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
    for (int i = 1; i < 19; i++) {
      text.append("a%d: &a%d {<<: [*a%d, *a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    text.append("services:\n  s: {<<: *a18}\n  t: {image: b:1}\n");
    assertThat(shown("compose.yaml", text.toString()))
        .containsExactly("compose services.t.image: b:1");
  }
}
