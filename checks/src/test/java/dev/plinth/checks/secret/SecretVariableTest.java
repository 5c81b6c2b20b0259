package dev.plinth.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVariableTest {
  private final Checks checks = Checks.of(new SecretVariable());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD",
        "DB_PASSWORD",
        "PGPASSWORD",
        "MYSQL_ROOT_PASSWORD",
        "mysqlPassword",
        "DB_PASS",
        "DB_PWD",
        "SOME_PSW",
        "NPM_TOKEN",
        "githubToken",
        "GITHUB_PAT",
        "AWS_SECRET_ACCESS_KEY",
        "API_KEY",
        "apiKey",
        "STRIPE_API_KEY",
        "APIKEY",
        "SSH_PRIVATE_KEY",
        "SSH_KEY",
        "SECRET",
        "CLIENT_SECRET",
        "DJANGO_SECRET_KEY",
        "CREDENTIALS",
        "NPM_AUTH",
        "my-token",
        "LICENSE_KEY",
        "SSH_KEY_PASSPHRASE",
        "APP_KEY",
        "TOKEN"
      })
  void namesOfSecrets(String name) {
    checks.finds("FROM debian:12", "ARG «" + name + "»");
  }

  /** Those that others' users complained of among them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUBLIC_KEY",
        "SESSION_SECRET_FILE",
        "AUTH_MODULE_VERSION",
        "KMS_KEY_ALIAS",
        "AWS_ACCESS_KEY_ID",
        "KEY_NAME",
        "KEY_ALIAS",
        "KEY_ENABLED",
        "CREDENTIAL_MANAGER",
        "REQUIRE_MFA_AUTH",
        "PASSWORD_PROMPT_STRING",
        "GPG_KEY",
        "GPG_KEYS",
        "PWD",
        "OLD_PWD",
        "TOKEN_URL",
        "TOKENIZERS_PARALLELISM",
        "MAX_TOKENS",
        "ALLOW_EMPTY_PASSWORD",
        "BYPASS",
        "SECRETS_PATH",
        "PASSWORD_LENGTH",
        "KEYBOARD",
        "MONKEY",
        "TOKEN_TTL_SECONDS",
        "PATH",
        "SECRET_NAME",
        "AUTHOR",
        "NO_PASSWORD",
        "CACHE_KEY",
        "SSH_AUTH_SOCK",
        "NEXT_PUBLIC_API_KEY",
        "VITE_MAPS_API_KEY",
        "REACT_APP_TOKEN",
        "PASSENGER",
        "COMPASS",
        "SECRETARIAT",
        "KEY"
      })
  void namesThatAreOnlyAboutThem(String name) {
    checks.passes("FROM debian:12", "ARG " + name, "ENV " + name + "=value");
  }

  @Test
  void valuesThatAreNoSecrets() {
    checks
        .passes("FROM debian:12", "ENV TOKEN=/run/secrets/token", "ARG X_PASSWORD=true")
        .passes("FROM debian:12", "ENV DB_PASSWORD= API_KEY=\"\"")
        .passes("FROM debian:12", "ENV CLIENT_SECRET=https://vault.example.com/v1/x")
        .passes("FROM debian:12", "ENV JWT_SECRET 3600");
  }

  @Test
  void everywhere() {
    checks
        .finds("ARG «TOKEN»", "FROM debian:12", "ARG «TOKEN»")
        .finds("FROM debian:12", "ENV A=b «DB_PASSWORD»=$X C=d")
        .finds("FROM debian:12", "ENV «DB_PASSWORD» hunter2")
        .finds("FROM debian:12", "ONBUILD ARG «TOKEN»")
        .finds("FROM debian:12 AS build", "ENV «API_KEY»=k3y-Ab9", "FROM scratch");
  }

  @Test
  void theValueSettlesTheLevel() {
    assertThat(level("ENV DB_PASSWORD=hunter2")).isEqualTo(Level.ERROR);
    assertThat(level("ARG DB_PASSWORD='pl9-Tt3Kx'")).isEqualTo(Level.ERROR);
    assertThat(level("ENV DB_PASSWORD=changeme")).isEqualTo(Level.INFO);
    assertThat(level("ENV DB_PASSWORD=<password>")).isEqualTo(Level.INFO);
    assertThat(level("ENV POSTGRES_PASSWORD=postgres")).isEqualTo(Level.INFO);
    assertThat(level("ENV DB_PASSWORD=${DB_PASSWORD}")).isNull();
    assertThat(level("ARG DB_PASSWORD")).isNull();
    assertThat(level("ARG DB_PASSWORD=changeme")).isNull();
  }

  private static Level level(String line) {
    List<Linter.Hit> hits =
        Linter.run(
            SourceText.of("FROM debian:12\n" + line + "\n"),
            List.of(new SecretVariable()),
            RuleSettings.NONE,
            null);
    assertThat(hits).hasSize(1);
    return hits.getFirst().hit().level();
  }

  @Test
  void anArgumentThatOnlyRunsUseBecomesAMount() {
    checks
        .mends(
            "FROM node:22\n# The registry's.\nARG NPM_TOKEN\nRUN npm ci --token $NPM_TOKEN\n",
            "FROM node:22\n# The registry's.\nRUN --mount=type=secret,id=NPM_TOKEN \\\n"
                + "    NPM_TOKEN=\"$(cat /run/secrets/NPM_TOKEN)\" && export NPM_TOKEN && \\\n"
                + "    npm ci --token $NPM_TOKEN\n")
        .mends(
            "FROM node:22\r\nARG NPM_TOKEN=\r\nRUN \\\r\n  a \\\r\n  \"${NPM_TOKEN}\"\r\nRUN b\r\n",
            "FROM node:22\r\nRUN --mount=type=secret,id=NPM_TOKEN \\\r\n"
                + "  NPM_TOKEN=\"$(cat /run/secrets/NPM_TOKEN)\" && export NPM_TOKEN && \\\r\n"
                + "  a \\\r\n  \"${NPM_TOKEN}\"\r\nRUN b\r\n")
        .mends(
            "FROM node:22\nARG T_TOKEN\nRUN --network=none <<E\na $T_TOKEN\nE\n",
            "FROM node:22\nRUN --mount=type=secret,id=T_TOKEN --network=none <<E\n"
                + "T_TOKEN=\"$(cat /run/secrets/T_TOKEN)\" || exit 1\nexport T_TOKEN\n"
                + "a $T_TOKEN\nE\n")
        .mends(
            "FROM node:22\nARG T_TOKEN\nRUN <<E\n#!/bin/bash\na $T_TOKEN\nE\n",
            "FROM node:22\nRUN --mount=type=secret,id=T_TOKEN <<E\n#!/bin/bash\n"
                + "T_TOKEN=\"$(cat /run/secrets/T_TOKEN)\" || exit 1\nexport T_TOKEN\n"
                + "a $T_TOKEN\nE\n");
  }

  @Test
  void whoeverIsNotRootMayReadIt() {
    for (String head : List.of("FROM node:22\nUSER node\n", "FROM example.com/own:1\n")) {
      checks.mends(
          head + "ARG T_TOKEN\nRUN a $T_TOKEN\n",
          head
              + "RUN --mount=type=secret,id=T_TOKEN,mode=0444 \\\n"
              + "    T_TOKEN=\"$(cat /run/secrets/T_TOKEN)\" && export T_TOKEN && \\\n"
              + "    a $T_TOKEN\n");
    }
  }

  @Test
  void whereTheFileDoesNotTellEnoughThereIsAdvice() {
    for (String rest :
        List.of(
            "RUN npm ci\n",
            "RUN a $NPM_TOKEN & b\n",
            "RUN [\"sh\", \"-c\", \"a $NPM_TOKEN\"]\n",
            "RUN <<E\n#!/usr/bin/env python3\nprint('$NPM_TOKEN')\nE\n",
            "ENV NPM_TOKEN=$NPM_TOKEN\nRUN a $NPM_TOKEN\n",
            "COPY a /$NPM_TOKEN\nRUN a $NPM_TOKEN\n",
            "RUN a $NPM_TOKEN\nFROM base\n",
            "RUN grep NPM_TOKEN .npmrc\nRUN a $NPM_TOKEN\n")) {
      String text = "FROM node:22 AS base\nARG NPM_TOKEN\n" + rest;
      assertThat(
              Linter.run(
                      SourceText.of(text), List.of(new SecretVariable()), RuleSettings.NONE, null)
                  .getFirst()
                  .hit()
                  .fix())
          .as(text)
          .isInstanceOf(dev.plinth.findings.Fix.Advice.class);
    }
  }
}
