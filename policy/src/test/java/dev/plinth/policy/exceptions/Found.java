package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.sbom.PackageUrl;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Findings to try rules on. */
public final class Found {
  public static final String OPENSSL =
      "pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=debian-12&upstream=openssl";

  private Found() {}

  /** In layer 2 of the image, high, without a fix. */
  public static Finding of(String id, String purl, String... aliases) {
    return of(id, purl, null, Severity.HIGH, "usr/lib/x/METADATA", "", aliases);
  }

  public static Finding fixed(String id, String purl, String... aliases) {
    return of(
        id, purl, new Fix.Upgrade("x", "9.9"), Severity.HIGH, "usr/lib/x/METADATA", "", aliases);
  }

  public static Finding of(
      String id,
      String purl,
      @Nullable Fix fix,
      Severity severity,
      String path,
      String status,
      String... aliases) {
    PackageUrl url = Objects.requireNonNull(PackageUrl.parse(purl));
    String name = url.type().equals("maven") ? url.namespace() + ":" + url.name() : url.name();
    return new Finding(
        id,
        Finding.Kind.VULNERABILITY,
        severity,
        "debian",
        "A title",
        new Subject(name, url.version(), purl, path),
        List.of(new Location.InImage(path, 1, "sha256:aa", "RUN x")),
        Finding.Owner.UNKNOWN,
        List.of(),
        fix,
        List.of(),
        new Vulnerability(
            List.of(aliases),
            -1,
            null,
            null,
            -1,
            aliases.length > 0 ? aliases[0] : id,
            "osv",
            status));
  }
}
