package dev.plinth.checks.label;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRulesTest {
  private static final String OCI = "org.opencontainers.image.";

  @ParameterizedTest
  @ValueSource(strings = {"Name", "1a", "a..b", "a--b", "a.", "com.docker.x", "a%b", "-a"})
  void keysAgainstTheGuidelines(String key) {
    Checks.of(new LabelKey())
        .finds("FROM debian:12", "LABEL «" + key + "»=x b=c")
        .finds("FROM debian:12", "LABEL «\"" + key + "\"»=x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "com.example.a-b", "maintainer", "k8s.io/a", "io.k8s.x", "a_b"})
  void keysByTheGuidelines(String key) {
    Checks.of(new LabelKey()).passes("FROM debian:12", "LABEL " + key + "=x", "LABEL $A=x");
  }

  @Test
  void emptyOnes() {
    Checks.of(new LabelEmpty())
        .finds("FROM debian:12", "LABEL «" + OCI + "source=\"\"» a=\"\"")
        .passes("FROM debian:12", "ARG S", "LABEL " + OCI + "source=$S " + OCI + "url=$T");
  }

  @ParameterizedTest
  @CsvSource({
    "url, not-a-url",
    "source, git@github.com:a/b.git",
    "licenses, Apache 2",
    "licenses, MIT OR",
    "created, yesterday",
    "created, 2026-11-26",
    "revision, main",
    "version, 1.0",
    "base.digest, latest"
  })
  void valuesInAnotherForm(String name, String value) {
    Checks.of(new LabelFormat())
        .finds("FROM debian:12", "LABEL " + OCI + name + "=«\"" + value + "\"»");
  }

  @ParameterizedTest
  @CsvSource({
    "url, https://example.com/a?b=c",
    "source, git://example.com/a",
    "licenses, (MIT OR Apache-2.0) AND BSD-3-Clause",
    "licenses, GPL-2.0-only WITH Classpath-exception-2.0",
    "licenses, LicenseRef-acme",
    "created, 2026-11-26T08:30:00Z",
    "created, 2026-11-26T08:30:00.123+01:00",
    "revision, 9b18f3f",
    "version, 1.4.0-rc.1+build.5",
    "version, v1.4.0",
    "version, $VERSION",
    "title, Anything"
  })
  void valuesInTheirForm(String name, String value) {
    Checks.of(new LabelFormat())
        .passes("FROM debian:12", "ARG VERSION", "LABEL " + OCI + name + "=\"" + value + "\"");
  }

  @Test
  void formsBySettings() {
    Checks.of(new LabelFormat())
        .with("label-format", "labels", "contact=email", "home=url")
        .finds("FROM debian:12", "LABEL contact=«nobody» home=«here»")
        .passes("FROM debian:12", "LABEL contact=\"A <a@example.com>\" home=https://example.com");
  }

  @Test
  void requiredOnes() {
    Checks.of(new RequiredLabels())
        .with("required-labels", "labels", "a")
        .finds("FROM debian:12 AS b", "LABEL a=1", "FROM «debian:12»")
        .passes("FROM debian:12 AS b", "LABEL a=1", "FROM b")
        .passes("FROM debian:12", "LABEL a=$X");
  }

  @Test
  void superfluousOnes() {
    Checks.of(new SuperfluousLabel())
        .finds("FROM debian:12", "LABEL " + OCI + "title=a «b»=c")
        .with("superfluous-label", "labels", "b")
        .finds("FROM debian:12", "LABEL «" + OCI + "title»=a b=c");
  }

  @Test
  void labelSchema() {
    Checks.of(new DeprecatedLabel())
        .finds("FROM debian:12", "LABEL «org.label-schema.schema-version»=1.0")
        .mends(
            "FROM debian:12\nLABEL org.label-schema.vcs-ref=$R a=b\n",
            "FROM debian:12\nLABEL org.opencontainers.image.revision=$R a=b\n");
  }

  @Test
  void theBaseThatALabelNames() {
    String digest = "sha256:" + "0".repeat(63);
    Checks.of(new StaleBaseLabel())
        .finds("FROM debian:12@" + digest + "1", "LABEL " + OCI + "base.digest=«" + digest + "2»")
        .finds("FROM debian:12", "LABEL " + OCI + "base.name=«debian:11»")
        .finds(
            "FROM debian:12 AS a", "FROM a", "LABEL " + OCI + "base.name=«docker.io/b/debian:12»")
        .passes(
            "FROM debian:12@" + digest + "1",
            "LABEL " + OCI + "base.digest=" + digest + "1",
            "LABEL " + OCI + "base.name=docker.io/library/debian:12")
        .passes("FROM scratch", "LABEL " + OCI + "base.name=x")
        .passes("ARG B", "FROM $B", "LABEL " + OCI + "base.name=x")
        .passes("FROM debian:12", "LABEL " + OCI + "base.name=$B " + OCI + "base.digest=" + digest);
  }
}
