package dev.plinth.bases.places;

import static dev.plinth.bases.places.PlaceTexts.FILES;
import static dev.plinth.bases.places.PlaceTexts.read;
import static dev.plinth.bases.places.PlaceTexts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places in pipelines and other files, and what holds a place where it is. */
class PlacesTest {
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
