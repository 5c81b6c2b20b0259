package dev.plinth.checks.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

/** The rules about images that judge names alone. */
class ImageNamesTest {
  private static final String A = "@sha256:" + "a".repeat(64);
  private static final String B = "@sha256:" + "b".repeat(64);

  @Test
  void tagsAloneAreReportedOnce() {
    Checks.of(new NoDigest())
        .finds("# syntax=docker/dockerfile:1", "FROM «debian:12» AS a", "FROM debian:12")
        .finds("FROM debian:12" + A, "COPY --from=«registry:5000/x:1» / /")
        .passes("FROM debian:12" + A, "FROM scratch", "FROM $UNKNOWN");
  }

  @Test
  void oneTagHasOneDigest() {
    Checks.of(new TagDigestMismatch())
        .finds("FROM debian:12" + A, "COPY --from=«debian:12" + B + "» /a /a")
        .finds("FROM docker.io/library/debian:12" + A, "FROM «debian:12" + B + "»")
        .finds("FROM debian:12.1" + A, "FROM «debian:12.2" + A + "»")
        .passes("FROM debian:12" + A, "FROM debian:12.1" + A, "FROM debian:bookworm" + A)
        .passes("FROM debian:12" + A, "FROM debian:11" + B, "FROM debian" + B);
  }

  @Test
  void theDigestsOwnEvidenceIsHeldAgainstTheTag() {
    Checks.of(new TagDigestMismatch())
        .withRegistry(
            "python:3.12" + A + " index linux/amd64 PYTHON_VERSION=3.11.9",
            "python:3.12" + B + " index linux/amd64 PYTHON_VERSION=3.12.1",
            "debian:12" + A + " index linux/amd64 org.opencontainers.image.version=13.1",
            "node:22-bookworm"
                + A
                + " index linux/amd64 org.opencontainers.image.base.name=buildpack-deps:trixie",
            "team/app:1-arm64" + A + " manifest linux/amd64")
        .finds("FROM «python:3.12" + A + "»", "FROM «debian:12" + A + "»")
        .finds("FROM «node:22-bookworm" + A + "»", "FROM «team/app:1-arm64" + A + "»")
        .passes("FROM python:3.12" + B, "FROM debian:11" + A);
  }

  @Test
  void whatImagesInheritIsNoEvidenceOfTheirOwn() {
    Checks.of(new TagDigestMismatch())
        .withRegistry(
            "team/python:1.2" + A + " index linux/amd64 PYTHON_VERSION=3.11.9",
            "team/app:1.2"
                + A
                + " index linux/amd64 label:org.opencontainers.image.version=22.04"
                + " label:org.opencontainers.image.ref.name=ubuntu",
            "team/app:1.2" + B + " index linux/amd64 org.opencontainers.image.version=20240101",
            "mysql:8.0" + A + " index linux/amd64 MYSQL_VERSION=8.0.35-1.el8",
            "python:3.12-slim" + A + " index linux/amd64 made:#_debian.sh_'amd64'_'trixie'",
            "alpine:3.20"
                + A
                + " index linux/arm64 made:ADD_alpine-minirootfs-3.20.3-aarch64.tar.gz")
        .passes("FROM team/python:1.2" + A, "FROM team/app:1.2" + A)
        .passes("FROM team/app:1.2" + B)
        .passes("FROM mysql:8.0" + A, "FROM python:3.12-slim" + A, "FROM alpine:3.20" + A);
  }

  @Test
  void whatAnImageSaysOfItselfIs() {
    Checks checks =
        Checks.of(new TagDigestMismatch())
            .withRegistry(
                "team/app:1.3"
                    + A
                    + " manifest linux/amd64 label:org.opencontainers.image.version=v1.2.0"
                    + " label:org.opencontainers.image.title=App",
                "team/tool:1-jammy"
                    + A
                    + " manifest linux/amd64 label:org.opencontainers.image.version=24.04"
                    + " label:org.opencontainers.image.ref.name=ubuntu",
                "python:3.12-slim-bookworm"
                    + A
                    + " index linux/amd64 made:#_debian.sh_'a'_'trixie'",
                "alpine:3.20" + A + " index linux/amd64 made:ADD_alpine-minirootfs-3.19.1-x.tar.gz",
                "node:22-alpine"
                    + A
                    + " index linux/amd64 org.opencontainers.image.version=22.1.0-bookworm",
                "node:22-bookworm"
                    + A
                    + " index linux/amd64 org.opencontainers.image.version=22.1.0-alpine3.20",
                "arm64v8/debian:12" + A + " manifest linux/arm64",
                "arm64v8/debian:12" + B + " manifest linux/amd64")
            .finds("FROM «team/app:1.3" + A + "»", "FROM «team/tool:1-jammy" + A + "»")
            .finds("FROM «python:3.12-slim-bookworm" + A + "»", "FROM «alpine:3.20" + A + "»")
            .finds("FROM «node:22-bookworm" + A + "»", "FROM «arm64v8/debian:12" + B + "»")
            .passes("FROM arm64v8/debian:12" + A);
    assertThat(checks.messages("FROM alpine:3.20" + A))
        .containsExactly("the digest is not of alpine:3.20: it is built upon Alpine 3.19");
  }

  @Test
  void digestsStandForAllPlatforms() {
    Checks.of(new SinglePlatformDigest())
        .withRegistry(
            "debian:12 index linux/amd64,linux/arm64",
            "debian:12" + A + " manifest linux/amd64",
            "debian:12" + B + " index linux/amd64,linux/arm64",
            "team/app:1 manifest linux/amd64",
            "team/app:1" + A + " manifest linux/amd64")
        .finds("FROM «debian:12" + A + "»", "COPY --from=«debian:12" + A + "» / /")
        .passes("FROM debian:12" + B, "FROM team/app:1" + A, "FROM debian:12")
        .passes("FROM --platform=linux/amd64 debian:12" + A);
    Checks.of(new SinglePlatformDigest()).passes("FROM debian:12" + A);
  }

  @Test
  void approvedAreWhatTheSettingsName() {
    Checks.of(new ApprovedImages())
        .passes("FROM evil/thing")
        .with("approved-images", "registries", "registry.example.org", "*.corp:5000")
        .passes("FROM registry.example.org/a/b:1", "COPY --from=x.corp:5000/y / /")
        .passes("FROM registry.example.org/a AS b", "FROM b", "FROM scratch", "FROM $X")
        .finds(
            "# syntax=«docker/dockerfile:1»",
            "FROM «debian:12»",
            "COPY --from=«ghcr.io/x/y» / /",
            "RUN --mount=from=«tools:1»,target=/t true")
        .finds("FROM «registry.example.org.evil.com/a»")
        .with("approved-images", "images", "debian", "team/*", "gcr.io/distroless/*", "node:22-*")
        .passes("FROM debian:12", "FROM docker.io/library/debian:13", "FROM index.docker.io/debian")
        .passes("FROM team/a:1", "FROM gcr.io/distroless/static", "FROM node:22-slim")
        .finds("FROM «other/debian:12»", "FROM «node:20-slim»", "FROM «quay.io/team/a»");
  }

  @Test
  void nearlyPopularNamesAreReported() {
    Checks.of(new LookalikeImage())
        .finds("FROM «pyhton:3.12»")
        .finds("FROM «ngnix» AS web", "COPY --from=«docker.io/nodejs:20» / /")
        .finds("FROM «docker.io/librray/debian:12»")
        .finds("FROM «grafana/graffana:11»")
        .passes("FROM python", "FROM registry.example.org/pyhton", "FROM localhost:5000/ngnix")
        .passes("FROM app", "FROM base AS python2", "FROM team/nodejs", "FROM pythons/x")
        .mends("FROM pyhton:3.12\n", "FROM python:3.12\n")
        .mends("FROM docker.io/librray/debian:12\n", "FROM docker.io/debian:12\n");
  }

  @Test
  void whatIsBuiltNoMoreIsReported() {
    Checks.of(new DiscontinuedImage())
        .finds("FROM «openjdk:11-jre-slim»", "FROM «centos:7»", "FROM «microsoft/dotnet:2.1-sdk»")
        .finds("FROM «docker.io/bitnami/redis:7.2»", "FROM «k8s.gcr.io/pause:3.1»")
        .finds("FROM «node:8-onbuild»")
        .passes("FROM openjdk:26-ea", "FROM bitnami/redis", "FROM node:22", "FROM team/openjdk:8");
    assertThat(Checks.of(new DiscontinuedImage()).messages("FROM java:8"))
        .containsExactly("java:8 has not been built anew since 2016-12");
  }

  @Test
  void endsAreJudgedByTheDay() {
    Checks checks = Checks.of(new EndOfLifeImage()).with("end-of-life-image", "date", "2026-11-26");
    checks
        .finds("FROM «python:3.9-slim»", "COPY --from=«node:18.20.4» / /", "FROM «golang:1.22»")
        .finds("FROM «debian:buster-slim»", "FROM «ubuntu:20.04»", "FROM «alpine:3.12.3»")
        .finds("FROM «team/app:1-stretch»", "FROM «gcr.io/distroless/base-debian10»")
        .finds("FROM «fedora:38»", "FROM «php:7.4-apache»", "FROM «postgres:12-alpine»")
        .passes(
            "FROM python:3.13", "FROM node:24-bookworm-slim", "FROM debian:12", "FROM ubuntu:24.04")
        .passes("FROM python:3", "FROM python", "FROM node:lts", "FROM debian:stable", "FROM x:1")
        .passes("FROM centos:7", "FROM golang:1.26", "FROM scratch");
    assertThat(checks.messages("FROM node:8-stretch"))
        .containsExactly(
            "node:8-stretch is of Node.js 8, which ended on 2019-12-31",
            "node:8-stretch is of Debian 9, which ended on 2022-07-01");
    Checks.of(new EndOfLifeImage())
        .with("end-of-life-image", "date", "2024-01-01")
        .passes("FROM python:3.9");
  }

  @Test
  void tagsThatMoveAreReported() {
    Checks.of(new HiddenDistribution())
        .finds("FROM «python:3.13-slim»")
        .finds("FROM «docker.io/library/golang:1.25» AS build", "FROM scratch")
        .finds("ARG V=3.13", "FROM «python:$V»")
        .passes("FROM python:3.13-slim-trixie", "FROM python:3.13-alpine", "FROM debian:12")
        .passes(
            "FROM python", "FROM python:slim", "FROM python:3.13-slim" + A, "FROM team/python:1")
        .mends("FROM python:3.13-slim AS x\n", "FROM python:3.13-slim-trixie AS x\n")
        .mends("FROM node:22-slim\n", "FROM node:22-bookworm-slim\n")
        .mends("FROM eclipse-temurin:21-jre\n", "FROM eclipse-temurin:21-jre-noble\n");
  }

  @Test
  void namesNeedADefault() {
    Checks.of(new ImageWithoutDefault())
        .finds("ARG V", "FROM «debian:$V»")
        .finds("ARG IMAGE", "FROM «${IMAGE}»")
        .finds("ARG R", "FROM «$R/debian:12»")
        .finds("ARG V=", "FROM «debian:${V}-slim»")
        .passes("ARG V=12", "FROM debian:$V")
        .passes("ARG V", "FROM debian:${V:-12}")
        .passes("ARG P", "FROM ${P}debian:12")
        .passes("FROM debian:$UNDECLARED")
        .passes("FROM debian:12-$TARGETARCH");
  }

  @Test
  void platformsFitTheImage() {
    Checks.of(new InvalidBasePlatform())
        .finds("FROM «--platform=linux/amd64» mcr.microsoft.com/windows/servercore:ltsc2022")
        .finds("FROM «--platform=windows/amd64» debian:12")
        .finds("FROM «--platform=linux/amd64» arm64v8/debian:12")
        .finds("FROM «--platform=linux/arm64» gcr.io/distroless/static:nonroot-amd64")
        .passes("FROM --platform=linux/amd64 debian:12", "FROM --platform=$BUILDPLATFORM debian:12")
        .passes("FROM --platform=linux/arm64/v8 arm64v8/debian:12")
        .passes("FROM --platform=linux/arm arm32v7/debian:12")
        .passes("FROM --platform=windows/amd64 team/thing:1", "FROM --platform=linux/arm/v7 a:1");
  }
}
