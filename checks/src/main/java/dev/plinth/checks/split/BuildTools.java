package dev.plinth.checks.split;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packages of distributions that are for building, and what programs built with them load. */
public final class BuildTools {
  /** Debian's headers, and the packages of the libraries themselves; none where the base has it. */
  private static final Map<String, String> DEBIAN =
      Map.ofEntries(
          Map.entry("libpq-dev", "libpq5"),
          Map.entry("postgresql-server-dev-all", "libpq5"),
          Map.entry("default-libmysqlclient-dev", "libmariadb3"),
          Map.entry("libmariadb-dev", "libmariadb3"),
          Map.entry("libmariadb-dev-compat", "libmariadb3"),
          Map.entry("libxml2-dev", "libxml2"),
          Map.entry("libxslt1-dev", "libxslt1.1"),
          Map.entry("libxslt-dev", "libxslt1.1"),
          Map.entry("libjpeg62-turbo-dev", "libjpeg62-turbo"),
          Map.entry("libjpeg-dev", "libjpeg62-turbo"),
          Map.entry("libyaml-dev", "libyaml-0-2"),
          Map.entry("libsasl2-dev", "libsasl2-2"),
          Map.entry("unixodbc-dev", "unixodbc"),
          Map.entry("libffi-dev", ""),
          Map.entry("libssl-dev", ""),
          Map.entry("zlib1g-dev", ""),
          Map.entry("libbz2-dev", ""),
          Map.entry("liblzma-dev", ""),
          Map.entry("libsqlite3-dev", ""),
          Map.entry("libreadline-dev", ""),
          Map.entry("libc6-dev", ""),
          Map.entry("linux-libc-dev", ""),
          Map.entry("python3-dev", ""),
          Map.entry("python-dev", ""));

  /** The same of Alpine. */
  private static final Map<String, String> ALPINE =
      Map.ofEntries(
          Map.entry("postgresql-dev", "libpq"),
          Map.entry("libpq-dev", "libpq"),
          Map.entry("mariadb-dev", "mariadb-connector-c"),
          Map.entry("mariadb-connector-c-dev", "mariadb-connector-c"),
          Map.entry("libxml2-dev", "libxml2"),
          Map.entry("libxslt-dev", "libxslt"),
          Map.entry("jpeg-dev", "libjpeg-turbo"),
          Map.entry("libjpeg-turbo-dev", "libjpeg-turbo"),
          Map.entry("yaml-dev", "yaml"),
          Map.entry("libffi-dev", ""),
          Map.entry("openssl-dev", ""),
          Map.entry("zlib-dev", ""),
          Map.entry("musl-dev", ""),
          Map.entry("libc-dev", ""),
          Map.entry("python3-dev", ""),
          Map.entry("g++", "libstdc++"),
          Map.entry("build-base", "libstdc++"));

  private BuildTools() {}

  /** True for compilers, build programs and headers, by a package's name. */
  public static boolean tool(String name) {
    return switch (name) {
      case "build-essential",
          "build-base",
          "base-devel",
          "gcc",
          "g++",
          "gcc-c++",
          "make",
          "cmake",
          "clang",
          "musl-dev",
          "autoconf",
          "automake",
          "libtool",
          "gfortran",
          "gcc-gfortran",
          "cargo",
          "rust",
          "rustc",
          "go",
          "golang",
          "golang-go",
          "maven",
          "gradle",
          "pkg-config",
          "pkgconf",
          "pkgconfig",
          "ninja-build",
          "meson",
          "bison",
          "nasm",
          "yasm",
          "binutils",
          "linux-headers",
          "kernel-headers",
          "python3-devel",
          "default-jdk",
          "default-jdk-headless" ->
          true;
      default ->
          name.endsWith("-dev")
              || name.endsWith("-devel")
              || numbered(name, "gcc-")
              || numbered(name, "g++-")
              || numbered(name, "clang-")
              || numbered(name, "golang-")
              || (name.startsWith("openjdk")
                  && (name.endsWith("-jdk") || name.endsWith("-jdk-headless")));
    };
  }

  /**
   * What a program needs to run that was built with such a package.
   *
   * @param alpine true for the packages of Alpine, else Debian's
   * @return a package's name, empty for none; null where it is not known
   */
  static @Nullable String library(String name, boolean alpine) {
    String known = (alpine ? ALPINE : DEBIAN).get(name);
    if (known != null) {
      return known;
    }
    return switch (name) {
      case "build-essential", "gcc", "g++", "make", "cmake", "autoconf", "automake", "libtool" ->
          "";
      case "pkg-config", "pkgconf", "pkgconfig", "ninja-build", "bison", "binutils", "cargo" -> "";
      case "rust", "rustc", "linux-headers" -> "";
      default -> null;
    };
  }

  private static boolean numbered(String name, String start) {
    if (!name.startsWith(start) || name.length() == start.length()) {
      return false;
    }
    for (int i = start.length(); i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }
}
