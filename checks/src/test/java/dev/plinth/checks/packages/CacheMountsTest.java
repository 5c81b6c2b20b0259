package dev.plinth.checks.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cache mounts in the place of clean-ups, and where they would be wrong. */
class CacheMountsTest {
  private static final String SYNTAX = "# syntax=docker/dockerfile:1\n";
  private static final String LISTS =
      "--mount=type=cache,target=/var/lib/apt/lists,sharing=locked ";
  private static final String APT =
      "apt-get update && apt-get install -y --no-install-recommends a";
  private static final String GO =
      "--mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build ";
  private static final String CARGO =
      "--mount=type=cache,target=/usr/local/cargo/registry"
          + " --mount=type=cache,target=/usr/local/cargo/git/db ";

  private final Checks wanted = Checks.of(new NoCacheMount());

  private static void mounts(Rule rule, String head, String mounts, String command) {
    Checks.of(rule)
        .mends(
            SYNTAX + head + "RUN " + command + "\n",
            SYNTAX + head + "RUN " + mounts + command + "\n");
  }

  private static void mountsNothing(Rule rule, String text) {
    List<Linter.Hit> hits = Linter.run(SourceText.of(text), List.of(rule), RuleSettings.NONE, null);
    assertThat(hits).as(text).isNotEmpty();
    for (Linter.Hit hit : hits) {
      if (hit.hit().fix() instanceof Fix.Edits edits) {
        assertThat(edits.edits())
            .as(text)
            .noneMatch(edit -> edit.text().contains("--mount=type=cache"));
      }
    }
  }

  @Test
  void lists_of_apt() {
    AptListsKept rule = new AptListsKept();
    mounts(rule, "FROM debian:12\n", LISTS, APT);
    mounts(
        rule,
        "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\n",
        "--mount=type=cache,target=/var/cache/apt,sharing=locked " + LISTS,
        APT);
    for (String text :
        List.of(
            "FROM debian:12\nRUN " + APT + "\n",
            SYNTAX + "FROM example.com/own:1\nRUN " + APT + "\n",
            SYNTAX + "FROM debian:12\nUSER 1000\nRUN " + APT + "\n",
            SYNTAX + "FROM debian:12\nENV HOME=/h\nRUN " + APT + "\n",
            SYNTAX + "FROM debian:12\nRUN " + APT + "\nRUN apt-get install -y b\n",
            SYNTAX + "FROM debian:12 AS b\nRUN " + APT + "\nFROM b\nRUN apt-get install -y b\n",
            SYNTAX + "FROM debian:12\nRUN " + APT + "\nRUN ls /var/lib/apt/lists\n")) {
      mountsNothing(rule, text);
    }
  }

  @Test
  void index_of_apk() {
    ApkCacheKept rule = new ApkCacheKept();
    String mount = "--mount=type=cache,target=/var/cache/apk,sharing=locked ";
    mounts(rule, "FROM alpine:3.22\n", mount, "apk update && apk add a");
    mounts(rule, "FROM python:3.13-alpine\n", mount, "apk add --update a");
    mountsNothing(rule, "FROM alpine:3.22\nRUN apk add -U a\n");
    mountsNothing(rule, SYNTAX + "FROM debian:12\nRUN apk add -U a\n");
  }

  @Test
  void metadata_of_dnf() {
    RpmCacheKept rule = new RpmCacheKept();
    String dnf = "dnf install -y a";
    mounts(
        rule, "FROM fedora:40\n", "--mount=type=cache,target=/var/cache/dnf,sharing=locked ", dnf);
    mounts(
        rule,
        "FROM fedora:42\n",
        "--mount=type=cache,target=/var/cache/libdnf5,sharing=locked ",
        dnf);
    mounts(
        rule,
        "FROM rockylinux:9\n",
        "--mount=type=cache,target=/var/cache/dnf,sharing=locked ",
        "yum install -y a");
    mounts(
        rule,
        "FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\n",
        "--mount=type=cache,target=/var/cache/yum,sharing=locked ",
        "microdnf install -y a");
    for (String text :
        List.of(
            "FROM fedora:42\nRUN " + dnf + "\n",
            SYNTAX + "FROM fedora\nRUN " + dnf + "\n",
            SYNTAX + "FROM centos:7\nRUN yum install -y a\n",
            SYNTAX + "FROM fedora:42\nRUN sudo " + dnf + "\n")) {
      mountsNothing(rule, text);
    }
  }

  @Test
  void yarn_where_it_is_the_classic_one() {
    NodeCacheKept rule = new NodeCacheKept();
    mounts(
        rule,
        "FROM node:22\n",
        "--mount=type=cache,target=/usr/local/share/.cache/yarn ",
        "yarn install --frozen-lockfile");
    for (String text :
        List.of(
            SYNTAX + "FROM node:22\nRUN corepack enable\nRUN yarn install\n",
            SYNTAX + "FROM node:22\nCOPY .yarnrc.yml .\nRUN yarn install\n",
            SYNTAX + "FROM node:22\nUSER node\nRUN yarn install\n",
            SYNTAX + "FROM debian:12\nRUN yarn install\n")) {
      mountsNothing(rule, text);
    }
  }

  @Test
  void pip_and_npm_as_the_file_sets_them() {
    mounts(
        new PipCacheKept(),
        "FROM python:3.13-slim\n",
        "--mount=type=cache,target=/root/.cache/pip ",
        "pip install a==1");
    mountsNothing(
        new PipCacheKept(),
        SYNTAX + "FROM python:3.13-slim\nENV PIP_CACHE_DIR=/c\nRUN pip install a\n");
    mountsNothing(
        new NodeCacheKept(), SYNTAX + "FROM node:22\nENV NPM_CONFIG_CACHE=/c\nRUN npm ci\n");
    mountsNothing(
        new NodeCacheKept(),
        SYNTAX + "FROM node:22 AS a\nRUN npm ci\nFROM a\nCOPY --from=a /root /root\n");
  }

  @Test
  void go_and_cargo_need_theirs_in_each_run() {
    wanted
        .mends(
            "FROM golang:1.24\nRUN go mod download\nCOPY . .\nRUN go build ./...\n",
            "FROM golang:1.24\nRUN "
                + GO
                + "go mod download\nCOPY . .\nRUN "
                + GO
                + "go build ./...\n")
        .mends(
            "FROM rust:1.88\nWORKDIR /a\nRUN cargo fetch\nRUN cargo build --release\n",
            "FROM rust:1.88\nWORKDIR /a\nRUN "
                + CARGO
                + "cargo fetch\nRUN "
                + CARGO
                + "cargo build --release\n");
    for (String text :
        List.of(
            "FROM golang:1.24\nRUN go mod download\nRUN make\n",
            "FROM golang:1.24\nRUN go mod download\nRUN ./build.sh\n",
            "FROM golang:1.24\nENV GOPATH=/g\nRUN go build .\n",
            "FROM debian:12\nRUN go build .\n",
            "FROM golang:1.24\nRUN go mod download\nUSER 1000\nRUN go build .\n",
            "FROM golang:1.24 AS a\nRUN go mod download\nFROM a\nRUN go build .\n",
            "FROM golang:1.24 AS a\nRUN go build .\nFROM scratch\nCOPY --from=a /go /go\n",
            "FROM golang:1.24\nRUN go build . && cp -r /go/pkg/mod /m\n",
            "FROM rust:1.88\nENV CARGO_HOME=/c\nRUN cargo build\n")) {
      mountsNothing(new NoCacheMount(), text);
    }
  }

  @Test
  void target_of_cargo_where_the_same_run_takes_the_program_out() {
    String out = "cargo build --release && cp target/release/app /usr/local/bin/app\n";
    String head = "FROM rust:1.88 AS build\nWORKDIR /a\nCOPY . .\nRUN ";
    String target = "--mount=type=cache,target=/a/target,sharing=locked ";
    wanted
        .mends(head + out, head + CARGO + target + out)
        .mends(
            head + out + "FROM debian:12\nCOPY --from=build /a/target/release/b /b\n",
            head + CARGO + out + "FROM debian:12\nCOPY --from=build /a/target/release/b /b\n")
        .mends(head + "cargo build --release\n", head + CARGO + "cargo build --release\n")
        .mends(
            head + "cp target/x /x && cargo build\n",
            head + CARGO + "cp target/x /x && cargo build\n")
        .mends(
            head + "cargo build --target-dir /t && cp target/x /x\n",
            head + CARGO + "cargo build --target-dir /t && cp target/x /x\n")
        .mends(
            "FROM rust:1.88\nENV CARGO_TARGET_DIR=/t\nWORKDIR /a\nRUN " + out,
            "FROM rust:1.88\nENV CARGO_TARGET_DIR=/t\nWORKDIR /a\nRUN " + CARGO + out);
  }

  @Test
  void store_of_pnpm() {
    wanted
        .mends(
            "FROM node:22\nRUN corepack enable\nRUN pnpm fetch\nRUN pnpm install --offline\n",
            "FROM node:22\nRUN corepack enable\nRUN"
                + " --mount=type=cache,target=/root/.local/share/pnpm/store pnpm fetch\nRUN"
                + " --mount=type=cache,target=/root/.local/share/pnpm/store pnpm install --offline\n")
        .mends(
            "FROM node:22\nENV PNPM_HOME=/pnpm\nRUN pnpm install\n",
            "FROM node:22\nENV PNPM_HOME=/pnpm\n"
                + "RUN --mount=type=cache,target=/pnpm/store pnpm install\n");
    mountsNothing(new NoCacheMount(), "FROM node:22\nARG PNPM_HOME\nRUN pnpm install\n");
    mountsNothing(new NoCacheMount(), "FROM node:22\nRUN pnpm install --store-dir /s\n");
  }

  @Test
  void others_keep_what_they_install_apart() {
    wanted
        .mends(
            "FROM python:3.13\nRUN pip install --no-cache-dir a\n",
            "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\n")
        .mends(
            "FROM python:3.13\nRUN poetry install\n",
            "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pypoetry/cache"
                + " --mount=type=cache,target=/root/.cache/pypoetry/artifacts poetry install\n")
        .mends(
            "FROM debian:12\nRUN " + APT + "\nFROM debian:12\nCOPY --from=0 /a /a\n",
            "FROM debian:12\nRUN " + LISTS + APT + "\nFROM debian:12\nCOPY --from=0 /a /a\n")
        .passes("FROM debian:12", "RUN " + APT + " && rm -rf /var/lib/apt/lists/*")
        .passes("FROM debian:12", "RUN apt-get install -y a")
        .passes("FROM golang:1.24", "RUN go version && go env GOPATH");
    mountsNothing(new NoCacheMount(), "FROM ruby:3.4\nENV BUNDLE_PATH=/b\nRUN bundle install\n");
    mountsNothing(new NoCacheMount(), "FROM composer:2\nRUN composer install\n");
  }
}
