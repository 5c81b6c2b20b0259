package dev.plinth.checks.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

/** The rules about what does not fit an image. */
class BasesTest {
  private static final String MINIMAL = "FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6";

  @Test
  void packagesAreKnownByTheirBinaries() {
    Checks.of(new MuslExtensions())
        .finds("FROM python:3.13-alpine", "RUN pip install requests «torch==2.7.1»")
        .finds("FROM python:3.9-alpine3.17", "RUN pip3 install -q «'pandas==1.5.3'» numpy")
        .finds("FROM alpine:3.22", "RUN python3 -m pip install «\"Opencv_Python[x]>=4\"»")
        .finds("FROM node:22-alpine", "RUN npm i -g «puppeteer@22»", "RUN yarn add «cypress»")
        .finds("FROM python:3.13-alpine AS a", "FROM a", "RUN uv pip install --system «torch»")
        .passes("FROM python:3.13-alpine", "RUN pip install pandas numpy==2.1.0 cryptography")
        .passes("FROM python:3.13-alpine", "RUN pip install pandas==$V -r requirements.txt")
        .passes("FROM python:3.13-slim", "RUN pip install torch")
        .passes("FROM team/python:1", "RUN pip install torch")
        .passes("FROM python:3.13-alpine", "RUN pip download torch && pip uninstall torch")
        .passes("FROM node:22-alpine", "RUN npm ci && echo npm install puppeteer");
    assertThat(
            Checks.of(new MuslExtensions())
                .messages("FROM python:3.9-alpine", "RUN pip install numpy==1.21.6"))
        .containsExactly("numpy 1.21.6 is not published for musl; 1.25.0 and later are");
    assertThat(MuslExtensions.older("1.9", "1.10.0")).isTrue();
    assertThat(MuslExtensions.older("2.0", "1.10.0")).isFalse();
    assertThat(MuslExtensions.older("1.10.0", "1.10.0")).isFalse();
    assertThat(MuslExtensions.older("2.*", "10")).isTrue();
  }

  @Test
  void managersAreThoseOfTheImage() {
    Checks.of(new MissingPackageManager())
        .finds(MINIMAL, "RUN «dnf» install -y tar && «dnf» clean all")
        .finds(MINIMAL, "RUN [«\"yum\"», \"install\", \"-y\", \"tar\"]")
        .passes("FROM debian:12", "RUN grep -q alpine /etc/os-release && apk add tar || true")
        .finds("FROM redhat/ubi9-micro", "RUN «microdnf» install tar")
        .finds("FROM alpine:3.22", "RUN «apt-get» update")
        .finds("FROM debian:12 AS a", "FROM a", "RUN «apk» add curl")
        .finds("FROM gcr.io/distroless/base", "RUN [«\"apt-get\"», \"update\"]")
        .passes(MINIMAL, "RUN microdnf install -y tar")
        .passes("FROM registry.access.redhat.com/ubi9/ubi", "RUN dnf install tar && yum clean all")
        .passes(MINIMAL, "RUN microdnf install -y dnf && dnf install -y tar")
        .passes("FROM debian:12", "RUN if command -v apk; then apk add a; else apt-get update; fi")
        .passes("FROM debian:12", "RUN command -v apk && apk add a")
        .passes("FROM team/tools:1", "RUN apk add curl", "RUN apt-get update")
        .passes("FROM debian:12", "RUN echo apk add curl")
        .mends(
            MINIMAL + "\nRUN yum -y \\\n install tar\n",
            MINIMAL + "\nRUN microdnf -y \\\n install tar\n")
        .mends(
            MINIMAL + "\nRUN [\"yum\", \"install\", \"tar\"]\n",
            MINIMAL + "\nRUN [\"microdnf\", \"install\", \"tar\"]\n");
    assertThat(
            Checks.of(new MissingPackageManager())
                .messages("FROM scratch", "RUN [\"apk\", \"add\"]"))
        .containsExactly("scratch has no package manager, neither apk nor another");
  }

  @Test
  void theShellFormNeedsAShell() {
    Checks.of(new NoShell())
        .finds("FROM scratch", "COPY a /a", "«RUN» /a")
        .finds("FROM gcr.io/distroless/base", "«CMD» /a")
        .finds("FROM cgr.dev/chainguard/python", "«ENTRYPOINT» python a.py")
        .finds("FROM scratch", "HEALTHCHECK NONE", "«HEALTHCHECK» CMD /a")
        .passes("FROM scratch", "CMD [\"/a\"]", "RUN [\"/a\"]")
        .passes("FROM gcr.io/distroless/base:debug", "CMD /a")
        .passes("FROM debian:12", "RUN a")
        .passes("FROM scratch", "ADD rootfs.tar.gz /", "RUN a")
        .passes("FROM scratch", "COPY --from=busybox:1 /bin /bin", "RUN a")
        .passes("FROM gcr.io/distroless/base", "SHELL [\"/busybox/sh\", \"-c\"]", "RUN a")
        .passes("FROM gcr.io/distroless/base AS x", "CMD /a", "FROM debian:12")
        .passes("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022", "RUN dir");
  }

  @Test
  void toolsStayInBuildStages() {
    Checks.of(new BuildToolsShipped())
        .finds("FROM «golang:1.25»", "CMD a")
        .finds("FROM «mcr.microsoft.com/dotnet/sdk:9.0» AS base", "FROM base", "CMD a")
        .finds("FROM debian:12", "RUN apt-get install -y curl «gcc» libpq-dev", "CMD a")
        .finds("FROM alpine:3.22", "RUN apk add --virtual .b «gcc»", "RUN apk del .b", "CMD a")
        .finds("FROM python:3.13-slim AS a", "RUN apt-get install «build-essential»", "FROM a")
        .passes("FROM golang:1.25 AS b", "FROM debian:12", "COPY --from=b /a /a", "CMD a")
        .passes("FROM debian:12", "RUN apt-get install gcc && a && apt-get purge -y gcc", "CMD a")
        .passes("FROM alpine:3.22", "RUN apk add -t .b gcc && a && apk del .b", "CMD a")
        .passes("FROM alpine:3.22", "RUN apk add --virtual=.b gcc && apk --no-cache del .b")
        .passes("FROM debian:12", "RUN apt-get install $T && apt-get purge $T", "CMD a")
        .passes("FROM debian:12", "RUN apt-get install gcc && apt-get purge $T", "CMD a")
        .passes("FROM debian:12", "RUN apt-get install -y curl git libpq5", "CMD a")
        .passes("FROM golang:1.25 AS dev", "CMD a")
        .passes("FROM debian:12 AS b", "RUN apt-get install gcc", "FROM debian:12", "CMD a")
        .passes("FROM node:22-slim", "RUN npm install --save-dev make", "CMD a");
    assertThat(
            Checks.of(new BuildToolsShipped())
                .messages("FROM alpine:3.22", "RUN apk add gcc=1 make a-dev b-dev c-dev", "CMD a"))
        .containsExactly("gcc, make, a-dev, b-dev and 1 more stay in the final image");
  }
}
