package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Package;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Inventories to write. */
final class Samples {
  static final String DIGEST = "sha256:" + "ab".repeat(32);

  static final SbomSubject SUBJECT =
      new SbomSubject(
          "docker.io/library/app:1.0",
          Map.of("manifest", DIGEST, "config", "sha256:" + "cd".repeat(32)),
          "linux/amd64",
          "2024-05-01T12:00:00Z");

  static final Distribution DEBIAN =
      new Distribution("debian", "12", "bookworm", List.of(), "Debian GNU/Linux 12 (bookworm)");

  private Samples() {}

  static Package deb(String name, String version, String source, String sourceVersion) {
    return new Package(
        "deb",
        "",
        name,
        version,
        "amd64",
        source,
        sourceVersion,
        List.of("GPL-2+ or Artistic", "MIT"),
        Map.of("maintainer", "Somebody <s@example.org>", "status", "half-configured"),
        "pkg:deb/debian/"
            + name
            + "@"
            + version
            + "?arch=amd64&distro=debian-12&upstream="
            + source,
        List.of("var/lib/dpkg/status"),
        0,
        null);
  }

  /** Every field filled at least once, with text that is hard to carry. */
  static Inventory full() {
    List<Package> packages = new ArrayList<>();
    packages.add(deb("libc6", "2.36-9", "glibc", "2.36-8"));
    packages.add(deb("python3-foo", "1.2-1", "foo", "1.2-1"));
    packages.add(
        new Package(
            "golang",
            "github.com/BurntSushi",
            "toml",
            "v1.2.3+incompatible",
            "",
            "",
            "",
            List.of(),
            Map.of("go-version", "go1.22.1"),
            "pkg:golang/github.com/burntsushi/toml@v1.2.3%2Bincompatible",
            List.of("usr/bin/a", "usr/bin/b"),
            1,
            null));
    Package jar =
        new Package(
            "maven",
            "org.example",
            "lib",
            "1.0",
            "",
            "",
            "",
            List.of("Apache-2.0 OR (MIT AND BSD-3-Clause)"),
            Map.of(
                "sha1",
                "0123456789abcdef0123456789abcdef01234567",
                "inner-path",
                "a.jar!/ü\n\u0001"),
            "pkg:maven/org.example/lib@1.0",
            List.of("app/a.jar"),
            1,
            null);
    packages.add(jar);
    packages.add(
        new Package(
            "maven",
            "org.example",
            "lib",
            "1.0",
            "",
            "",
            "",
            List.of("MIT OR Apache-2.0", "Unknown, see file"),
            Map.of(),
            jar.purl(),
            List.of("app/b.jar"),
            1,
            null));
    packages.add(
        new Package(
            "npm",
            "@scope",
            "thing",
            "",
            "",
            "",
            "",
            List.of("ISC"),
            Map.of(),
            "pkg:npm/%40scope/thing",
            List.of("app/node_modules/@scope/thing/package.json"),
            -1,
            null));
    packages.add(
        new Package(
            "pypi",
            "",
            "Foo.Bar",
            "1.2",
            "",
            "",
            "",
            List.of(),
            Map.of(),
            "pkg:pypi/foo.bar@1.2",
            List.of("usr/lib/python3/dist-packages/foo-1.2.dist-info/METADATA"),
            0,
            packages.get(1).purl()));
    return new Inventory(
        DEBIAN,
        packages,
        List.of(
            new LayerSummary(DIGEST, "sha256:" + "11".repeat(32), "ADD rootfs / # \"x\"", 5, 10, 3),
            new LayerSummary("sha256:" + "22".repeat(32), "", "", -1, 20, 4)),
        List.of(
            new Inventory.Problem("etc/os-release", 0, "line 2 is no assignment of a variable"),
            new Inventory.Problem("", -1, "odd")));
  }

  static byte[] write(SbomFormat format, Inventory inventory, SbomSubject subject) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.write(inventory, subject, "0.1.0", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
