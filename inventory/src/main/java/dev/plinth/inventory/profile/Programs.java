package dev.plinth.inventory.profile;

import dev.plinth.inventory.profile.ImageProfile.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells programs by their names and the folders they lie in. */
final class Programs {
  /** The ends of the names of cross compilers' folders and prefixes: {@code x86_64-linux-gnu-}. */
  private static final String[] TRIPLES = {
    "-linux-gnu-", "-linux-gnueabihf-", "-linux-musl-", "-alpine-linux-musl-", "-redhat-linux-"
  };

  private Programs() {}

  /**
   * A program.
   *
   * @param name without what only tells a version or a target
   */
  record Known(Kind kind, String name) {}

  /** What lies at that path; null where it is nothing of interest. */
  static @Nullable Known at(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    if (name.endsWith(".exe")) {
      return windows(name.toLowerCase(Locale.ROOT));
    }
    if (name.equals("systemd")) {
      return path.endsWith("lib/systemd/systemd") ? new Known(Kind.INIT, name) : null;
    }
    if (path.equals("init")) {
      return new Known(Kind.INIT, "/init");
    }
    if (!inProgramsFolder(path, slash)) {
      // The two that images copy to the root, and to nowhere else of meaning.
      return slash < 0 && (name.startsWith("tini") || name.equals("dumb-init"))
          ? new Known(Kind.INIT, name.startsWith("tini") ? "tini" : name)
          : null;
    }
    Kind kind = kind(name);
    if (kind != null) {
      return new Known(kind, name);
    }
    String plain = plain(name);
    kind = plain.equals(name) ? null : kind(plain);
    return kind == Kind.COMPILER || kind == Kind.INTERPRETER || kind == Kind.BUILD_TOOL
        ? new Known(kind, plain)
        : null;
  }

  /** {@code bin}, {@code sbin} and distroless's {@code busybox}, wherever they lie. */
  private static boolean inProgramsFolder(String path, int slash) {
    if (slash < 3) {
      return false;
    }
    boolean bin =
        path.startsWith("bin", slash - 3)
            && (slash == 3
                || path.charAt(slash - 4) == '/'
                || (path.charAt(slash - 4) == 's'
                    && (slash == 4 || path.charAt(slash - 5) == '/')));
    return bin || (slash == 7 && path.startsWith("busybox"));
  }

  private static @Nullable Known windows(String name) {
    return switch (name) {
      case "cmd.exe", "powershell.exe", "pwsh.exe" -> new Known(Kind.SHELL, name);
      default -> null;
    };
  }

  /**
   * Of {@code x86_64-linux-gnu-gcc-12} it is {@code gcc}, of {@code python3.12} {@code python3}.
   */
  private static String plain(String name) {
    String rest = name;
    for (String triple : TRIPLES) {
      int at = rest.indexOf(triple);
      if (at > 0) {
        rest = rest.substring(at + triple.length());
        break;
      }
    }
    int end = rest.length();
    while (end > 0 && (digit(rest.charAt(end - 1)) || rest.charAt(end - 1) == '.')) {
      end--;
    }
    if (end > 1 && end < rest.length() && rest.charAt(end - 1) == '-') {
      return rest.substring(0, end - 1);
    }
    if (rest.startsWith("python3.")) {
      return end == "python".length() ? "python3" : rest;
    }
    return end > 0 && end < rest.length() ? rest.substring(0, end) : rest;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static @Nullable Kind kind(String name) {
    return switch (name) {
      case "sh",
          "bash",
          "dash",
          "ash",
          "zsh",
          "ksh",
          "mksh",
          "fish",
          "csh",
          "tcsh",
          "pwsh",
          "nu",
          "toysh",
          "oksh",
          "yash" ->
          Kind.SHELL;
      case "apt-get",
          "apt",
          "dpkg",
          "apk",
          "dnf",
          "dnf5",
          "microdnf",
          "yum",
          "rpm",
          "zypper",
          "tdnf",
          "pacman",
          "opkg",
          "nix-env",
          "emerge",
          "xbps-install",
          "swupd" ->
          Kind.PACKAGE_MANAGER;
      case "pip",
          "pip3",
          "uv",
          "poetry",
          "conda",
          "mamba",
          "npm",
          "yarn",
          "pnpm",
          "gem",
          "bundle",
          "composer" ->
          Kind.LANGUAGE_PACKAGE_MANAGER;
      case "tini",
          "tini-static",
          "docker-init",
          "dumb-init",
          "s6-svscan",
          "catatonit",
          "runit",
          "runsvdir",
          "supervisord",
          "openrc-init",
          "openrc",
          "pid1",
          "my_init" ->
          Kind.INIT;
      case "python",
          "python2",
          "python3",
          "node",
          "nodejs",
          "perl",
          "ruby",
          "php",
          "java",
          "dotnet",
          "lua",
          "Rscript",
          "deno",
          "bun",
          "guile",
          "erl",
          "elixir",
          "julia",
          "tclsh" ->
          Kind.INTERPRETER;
      case "gcc",
          "g++",
          "clang",
          "clang++",
          "tcc",
          "go",
          "rustc",
          "javac",
          "ghc",
          "gfortran",
          "swiftc",
          "zig",
          "nim",
          "ocamlopt",
          "dmd",
          "fpc",
          "tsc" ->
          Kind.COMPILER;
      case "make",
          "gmake",
          "cmake",
          "ninja",
          "meson",
          "autoconf",
          "automake",
          "ld",
          "as",
          "mvn",
          "gradle",
          "cargo",
          "pkg-config",
          "bazel",
          "msbuild" ->
          Kind.BUILD_TOOL;
      case "busybox",
          "toybox",
          "tar",
          "curl",
          "wget",
          "nc",
          "socat",
          "ps",
          "top",
          "ss",
          "netstat",
          "ip",
          "strace",
          "ltrace",
          "gdb",
          "lsof",
          "tcpdump",
          "dig",
          "nslookup",
          "ping",
          "vi",
          "vim",
          "nano",
          "less",
          "jq",
          "openssl",
          "ssh",
          "sshd",
          "su",
          "sudo",
          "git",
          "env",
          "ls",
          "cat",
          "jcmd",
          "jstack",
          "rsync" ->
          Kind.TOOL;
      default -> null;
    };
  }
}
