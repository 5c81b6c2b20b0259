package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.OfficialTags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tags are built no more; the table has facts of official-images. */
class RebuildsTest {
  @TempDir Path folder;
  private Rebuilds rebuilds = new Rebuilds(OfficialTags.NONE);

  @BeforeEach
  void open() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OfficialTags.class.getResourceAsStream("official-tags.tsv"))) {
      Path file = Files.write(folder.resolve("t.tsv"), in.readAllBytes());
      rebuilds = new Rebuilds(OfficialTags.of(file));
    }
  }

  private void says(String image, String wanted) {
    Rebuilds.Gone gone = rebuilds.of(ImageName.of(image));
    String said =
        gone == null ? "" : (gone.superseded() ? "superseded by " + gone.instead() : "gone");
    assertThat(said).as(image).isEqualTo(wanted);
  }

  @Test
  void whatIsListedIsBuilt() {
    says("python:3.13", "");
    says("python", "");
    says("python:3.13.9-slim-bookworm", "");
    says("debian:bookworm-20260202", "");
    says("node:lts", "");
  }

  @Test
  void laterBuildsOfTheSameReleaseTakeThePlace() {
    says("python:3.13.1-slim", "superseded by 3.13.9-slim");
    says("python:3.13.1-slim-bookworm", "superseded by 3.13.9-slim-bookworm");
    says("python:3.12.4", "superseded by 3.12.12");
    says("alpine:3.22.0", "superseded by 3.22.2");
    says("node:24.10.0", "superseded by 24.11.0"); // releases of Node.js are whole numbers
    says("node:24.10-slim", "superseded by 24.11-slim");
    says("node:22.1.0-bookworm", "superseded by 22.21.1-bookworm");
    says("debian:trixie-20250101-slim", "superseded by trixie-20260202-slim");
    says("debian:12.5", "superseded by 12.13");
  }

  @Test
  void releasesAndDistributionsThatAreBuiltNoMore() {
    says("python:3.9-slim", "gone");
    says("python:2.7.18", "gone");
    says("python:3.13-slim-bullseye", "gone");
    says("python:3.13.1-bullseye", "gone");
    says("python:3.13-alpine3.19", "gone");
    says("golang:1.23", "gone");
    says("alpine:3.17", "gone");
    says("debian:buster", "gone");
    says("debian:bullseye-20240110-slim", "gone");
    says("ubuntu:20.04", "gone");
    says("ubuntu:focal", "gone");
    says("eclipse-temurin:17-jre-focal", "gone");
  }

  @Test
  void whatMayBeNewerThanTheListIsLeftAlone() {
    says("python:3.13.10", "");
    says("python:3.13.10-slim-trixie", "");
    says("python:3.14.1", "");
    says("python:3.16", "");
    says("python:4", "");
    says("python:3.15.0a3", "");
    says("python:3.14-alpine3.23", "");
    says("python:3.12.4-alpine3.23", "");
    says("python:3.13-forky", "");
    says("golang:1.26-trixie", "");
    says("debian:trixie-20260301", "");
    says("debian:14", "");
    says("alpine:3.23", "");
    says("alpine:20260101", "");
    says("ubuntu:26.04", "");
    says("node:26", "");
    says("node:24.12", "");
    says("eclipse-temurin:21.0.5_11-jre", "");
  }

  @Test
  void whatCannotBeComparedIsLeftAlone() {
    says("python:nosuch", "");
    says("python:3.13-nosuch", "");
    says("python:3.13-slim-alpine", "");
    says("python:3.9-ubi8", "");
    says("node:erbium", "");
    says("nosuch:1", "");
    says("team/python:3.9", "");
    says("registry.example/python:3.9", "");
    says("python:" + "9".repeat(200), "");
    says("python:a\u0000b", "");
  }

  @Test
  void withoutAListNothingIsSaid() {
    assertThat(new Rebuilds(OfficialTags.NONE).of(ImageName.of("python:2.7"))).isNull();
    assertThat(
            new Rebuilds(OfficialTags.of(folder.resolve("absent"))).of(ImageName.of("python:2.7")))
        .isNull();
  }
}
