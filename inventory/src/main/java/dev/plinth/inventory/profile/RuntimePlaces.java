package dev.plinth.inventory.profile;

/**
 * Where languages are installed without the distribution's packages, by the official images and the
 * vendors' own ways; and where package managers keep their books.
 */
final class RuntimePlaces {
  private static final String[] RUNTIMES = {
    "usr/local/go/",
    "usr/local/cargo/",
    "usr/local/rustup/",
    "usr/local/lib/ruby/",
    "usr/local/lib/php/",
    "usr/local/etc/php/",
    "usr/local/include/",
    "usr/local/lib/node_modules/npm/",
    "usr/local/lib/node_modules/corepack/",
    "usr/local/lib/libpython",
    "usr/local/lib/libruby",
    "usr/local/lib/libphp",
    "usr/local/lib/pkgconfig/",
    "usr/local/julia/",
    "usr/local/lib/erlang/",
    "usr/local/lib/elixir/",
    "usr/lib/jvm/",
    "usr/java/",
    "usr/share/dotnet/",
    "usr/lib/dotnet/",
    "usr/lib64/dotnet/",
    "opt/java/",
    "opt/jdk",
    "opt/yarn-",
    "opt/conda/",
    "nodejs/"
  };

  private static final String[] BOOKS = {
    "var/lib/dpkg/",
    "var/lib/apt/",
    "var/cache/apt/",
    "var/cache/debconf/",
    "var/lib/rpm/",
    "usr/lib/sysimage/rpm/",
    "usr/lib/sysimage/libdnf5/",
    "var/lib/dnf/",
    "var/cache/dnf/",
    "var/cache/yum/",
    "var/lib/yum/",
    "lib/apk/",
    "usr/lib/apk/",
    "var/cache/apk/",
    "etc/apk/",
    "var/log/dpkg.log",
    "var/log/apt/"
  };

  private RuntimePlaces() {}

  static boolean book(String path) {
    return startsWith(path, BOOKS);
  }

  static boolean runtime(String path) {
    if (path.startsWith("usr/local/lib/python3.")) {
      int packages = path.indexOf("/site-packages/");
      return packages < 0 || standard(path, packages + "/site-packages/".length());
    }
    if (path.startsWith("usr/local/bin/")) {
      return launcher(path, "usr/local/bin/".length());
    }
    return startsWith(path, RUNTIMES);
  }

  /** What comes with Python itself. */
  private static boolean standard(String path, int at) {
    return path.startsWith("pip", at)
        || path.startsWith("setuptools", at)
        || path.startsWith("wheel", at)
        || path.startsWith("_distutils_hack", at)
        || path.startsWith("pkg_resources", at);
  }

  private static boolean launcher(String path, int at) {
    for (String name :
        new String[] {
          "python",
          "pip",
          "pydoc",
          "idle",
          "2to3",
          "node",
          "npm",
          "npx",
          "corepack",
          "yarn",
          "ruby",
          "gem",
          "bundle",
          "irb",
          "erb",
          "rake",
          "php",
          "pecl",
          "pear",
          "phar",
          "docker-php"
        }) {
      if (path.startsWith(name, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(String path, String[] prefixes) {
    for (String prefix : prefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
