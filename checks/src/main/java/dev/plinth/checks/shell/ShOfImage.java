package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.meaning.Stage;
import java.util.Locale;

/**
 * Which program {@code /bin/sh} is, as far as the base image's name tells: dash in Debian, Ubuntu
 * and the official images upon them, BusyBox's ash in Alpine, bash in what descends from Red Hat,
 * SUSE and Arch.
 */
enum ShOfImage {
  DASH,
  ASH,
  BASH,
  UNKNOWN;

  /** What reads this text, which is one for {@code sh}. */
  static ShOfImage of(DockerfileFacts facts, RunText run) {
    if (run.shell() != Shell.POSIX) {
      return BASH;
    }
    Stage root = facts.build().lineage(run.place().stage()).getLast();
    String name = root.base().name();
    return name == null ? UNKNOWN : named(name.toLowerCase(Locale.ROOT));
  }

  /** True for those that take {@code source} and {@code ==} as bash does. */
  boolean lenient() {
    return this == ASH || this == BASH;
  }

  private static ShOfImage named(String image) {
    int digest = image.indexOf('@');
    String name = digest < 0 ? image : image.substring(0, digest);
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.contains("alpine") || last.startsWith("busybox")) {
      return ASH;
    }
    int colon = last.indexOf(':');
    return switch (colon < 0 ? last : last.substring(0, colon)) {
      case "debian",
          "ubuntu",
          "buildpack-deps",
          "python",
          "node",
          "golang",
          "rust",
          "ruby",
          "php",
          "perl",
          "openjdk",
          "eclipse-temurin",
          "gcc",
          "maven",
          "gradle",
          "postgres",
          "nginx",
          "httpd",
          "redis",
          "erlang",
          "elixir",
          "haskell",
          "julia",
          "swift" ->
          DASH;
      case "fedora",
          "centos",
          "rockylinux",
          "almalinux",
          "amazonlinux",
          "oraclelinux",
          "archlinux",
          "leap",
          "tumbleweed",
          "ubi",
          "ubi-minimal",
          "ubi-init" ->
          BASH;
      default ->
          last.startsWith("ubi8") || last.startsWith("ubi9") || last.startsWith("ubi7")
              ? BASH
              : UNKNOWN;
    };
  }
}
