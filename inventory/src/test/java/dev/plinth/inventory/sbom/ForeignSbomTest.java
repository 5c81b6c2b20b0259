package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents in the manner of other tools, cut down to what matters. */
class ForeignSbomTest {
  private static Sbom read(String text) {
    return SbomReader.read("foreign.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Package one(Sbom sbom, String name) {
    return sbom.inventory().packages().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsSyftsCycloneDx() {
    Sbom sbom =
        read(
            """
            {"components": [
               {"type": "library", "publisher": "GNU Libc Maintainers <g@lists.debian.org>",
                "name": "libc6", "version": "2.36-9+deb12u14",
                "licenses": [{"license": {"id": "LGPL-2.1-only"}}, {"license": {"name": "odd"}}],
                "purl": "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=debian-12&upstream=glibc",
                "properties": [{"name": "syft:location:0:path", "value": "/var/lib/dpkg/status"},
                               {"name": "syft:location:1:path", "value": "/usr/share/doc/x"},
                               {"name": "syft:cpe23", "value": "cpe:2.3:a:b"}]},
               {"type": "library", "name": "bash", "version": "5.2.15-2+b8",
                "purl": "pkg:deb/debian/bash@5.2.15-2%2Bb8?arch=amd64&distro=debian-12&upstream=bash%405.2.15-2"},
               {"type": "library", "name": "zlib", "version": "1.3-r0",
                "components": [{"type": "library", "name": "inner", "purl": "pkg:npm/%40s/inner@1"}],
                "purl": "pkg:golang/github.com/x/y@v1.0.0",
                "properties": [{"name": "syft:metadata:mainModule", "value": "github.com/x/y"}]},
               {"type": "library", "name": "nothing", "version": "1"},
               {"type": "file", "name": "/usr/bin/x"},
               {"type": "operating-system", "name": "debian", "version": "12",
                "description": "Debian GNU/Linux 12 (bookworm)",
                "properties": [{"name": "syft:distro:id", "value": "debian"},
                               {"name": "syft:distro:versionCodename", "value": "bookworm"}]}],
             "metadata": {"timestamp": "2026-01-01T00:00:00Z",
               "component": {"type": "container", "name": "app:1", "version": "sha256:ab"}},
             "bomFormat": "CycloneDX", "specVersion": "1.7"}
            """);
    assertThat(sbom.format()).isEqualTo("CycloneDX 1.7");
    assertThat(sbom.subject())
        .isEqualTo(
            new SbomSubject("app:1", Map.of("manifest", "sha256:ab"), "", "2026-01-01T00:00:00Z"));
    assertThat(sbom.inventory().distribution()).isEqualTo(Samples.DEBIAN);
    assertThat(one(sbom, "libc6"))
        .isEqualTo(
            new Package(
                "deb",
                "",
                "libc6",
                "2.36-9+deb12u14",
                "amd64",
                "glibc",
                "2.36-9+deb12u14",
                List.of("LGPL-2.1-only", "odd"),
                Map.of("maintainer", "GNU Libc Maintainers <g@lists.debian.org>"),
                "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=debian-12&upstream=glibc",
                List.of("var/lib/dpkg/status", "usr/share/doc/x"),
                -1,
                null));
    assertThat(one(sbom, "bash").sourceVersion()).isEqualTo("5.2.15-2");
    assertThat(one(sbom, "y").namespace()).isEqualTo("github.com/x");
    assertThat(one(sbom, "y").details()).containsEntry("main-module", "true");
    assertThat(one(sbom, "inner").namespace()).isEqualTo("@s");
    assertThat(sbom.inventory().packages()).hasSize(4);
    assertThat(sbom.inventory().problems())
        .containsExactly(
            new Inventory.Problem(
                "",
                -1,
                "1 packages of the SBOM have no valid package URL (the first is named nothing), so"
                    + " that nothing can be said about them"));
  }

  @Test
  void readsTrivysCycloneDx() {
    Sbom sbom =
        read(
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [{"id": ["x", {}]}],
             "components": [
               {"type": "operating-system", "name": "redhat", "version": "9.3"},
               {"type": "application", "name": "Node.js"},
               {"type": "library", "name": "gpg-pubkey", "purl": "pkg:rpm/redhat/gpg-pubkey@1"},
               {"type": "library", "supplier": {"name": "Red Hat, Inc."}, "name": "libdelta",
                "version": "1:9-1.el9", "hashes": [{"alg": "MD5", "content": "00"}],
                "purl": "pkg:rpm/redhat/libdelta@9-1.el9?arch=noarch&distro=redhat-9.3&epoch=1",
                "properties": [{"name": "aquasecurity:trivy:SrcEpoch", "value": "1"},
                               {"name": "aquasecurity:trivy:SrcName", "value": "delta"},
                               {"name": "aquasecurity:trivy:SrcRelease", "value": "1.el9"},
                               {"name": "aquasecurity:trivy:SrcVersion", "value": "9"},
                               {"name": "aquasecurity:trivy:Modularitylabel", "value": "m:1:2:3"}]},
               {"type": "library", "group": "org.example", "name": "lib", "version": "1.0",
                "hashes": [{"alg": "SHA-1", "content": "0123456789ABCDEF0123456789abcdef01234567"}],
                "purl": "pkg:maven/org.example/lib@1.0",
                "properties": [{"name": "aquasecurity:trivy:FilePath", "value": "app/lib.jar"}]}]}
            """);
    assertThat(sbom.inventory().distribution())
        .isEqualTo(new Distribution("rhel", "9.3", "", List.of(), "rhel 9.3"));
    assertThat(sbom.inventory().packages())
        .containsExactly(
            new Package(
                "maven",
                "org.example",
                "lib",
                "1.0",
                "",
                "",
                "",
                List.of(),
                Map.of("sha1", "0123456789abcdef0123456789abcdef01234567"),
                "pkg:maven/org.example/lib@1.0",
                List.of("app/lib.jar"),
                -1,
                null),
            new Package(
                "rpm",
                "",
                "libdelta",
                "1:9-1.el9",
                "noarch",
                "delta",
                "9-1.el9",
                List.of(),
                Map.of("vendor", "Red Hat, Inc.", "modularity-label", "m:1:2:3"),
                "pkg:rpm/redhat/libdelta@9-1.el9?arch=noarch&distro=redhat-9.3&epoch=1",
                List.of(),
                -1,
                null));
    assertThat(sbom.inventory().problems()).isEmpty();
  }

  @Test
  void readsSyftsSpdx() {
    Sbom sbom =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "app",
             "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: syft"]},
             "relationships": [
               {"spdxElementId": "SPDXRef-a", "relatedSpdxElement": "SPDXRef-b",
                "relationshipType": "OTHER",
                "comment": "ownership-by-file-overlap: indicates that the parent package claims"}],
             "packages": [
               {"name": "py3-foo", "SPDXID": "SPDXRef-a", "versionInfo": "1.2-r0",
                "sourceInfo": "acquired package info from APK DB: /lib/apk/db/installed",
                "licenseDeclared": "LicenseRef-odd", "supplier": "Person: A B (a@example.org)",
                "externalRefs": [
                 {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "c"},
                 {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                  "referenceLocator": "pkg:apk/alpine/py3-foo@1.2-r0?arch=x86_64&distro=alpine-3.20.3"}]},
               {"name": "foo", "SPDXID": "SPDXRef-b", "versionInfo": "1.2",
                "licenseDeclared": "NOASSERTION",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:pypi/foo@1.2"}]},
               {"name": "root", "SPDXID": "SPDXRef-root", "primaryPackagePurpose": "CONTAINER"}],
             "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-odd", "name": "Odd licence"}]}
            """);
    assertThat(sbom.format()).isEqualTo("SPDX 2.3");
    assertThat(sbom.inventory().distribution())
        .isEqualTo(new Distribution("alpine", "3.20", "", List.of(), "alpine 3.20"));
    assertThat(one(sbom, "py3-foo"))
        .isEqualTo(
            new Package(
                "apk",
                "",
                "py3-foo",
                "1.2-r0",
                "x86_64",
                "py3-foo",
                "1.2-r0",
                List.of("Odd licence"),
                Map.of("maintainer", "A B (a@example.org)"),
                "pkg:apk/alpine/py3-foo@1.2-r0?arch=x86_64&distro=alpine-3.20.3",
                List.of("lib/apk/db/installed"),
                -1,
                null));
    assertThat(one(sbom, "foo").ownedBy()).isEqualTo(one(sbom, "py3-foo").purl());
    assertThat(one(sbom, "foo").licenses()).isEmpty();
    assertThat(sbom.inventory().problems()).isEmpty();
  }

  @Test
  void readsTrivysSpdx() {
    Sbom sbom =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "name": "app", "packages": [
               {"name": "debian", "SPDXID": "SPDXRef-os", "versionInfo": "12.11",
                "primaryPackagePurpose": "OPERATING-SYSTEM"},
               {"name": "libc6", "SPDXID": "SPDXRef-a", "versionInfo": "2.36-9",
                "sourceInfo": "built package from: glibc 2.36-8", "licenseDeclared": "GPL-2.0-only",
                "annotations": [{"comment": "PkgID: libc6@2.36-9"}, {"comment": "plinth: junk"}],
                "externalRefs": [{"referenceType": "purl",
                  "referenceLocator": "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.11"}]}]}
            """);
    assertThat(sbom.inventory().distribution().versionId()).isEqualTo("12");
    assertThat(one(sbom, "libc6").sourceName()).isEqualTo("glibc");
    assertThat(one(sbom, "libc6").sourceVersion()).isEqualTo("2.36-8");
    assertThat(one(sbom, "libc6").licenses()).containsExactly("GPL-2.0-only");
  }

  @Test
  void findsTheDistributionInPackageUrls() {
    record Case(String purl, String id, String version, String codename) {}
    for (Case c :
        List.of(
            new Case("pkg:deb/ubuntu/a@1?distro=ubuntu-22.04", "ubuntu", "22.04", ""),
            new Case("pkg:deb/debian/a@1?distro=bookworm", "debian", "", "bookworm"),
            new Case("pkg:deb/debian/a@1", "debian", "", ""),
            new Case("pkg:apk/alpine/a@1?distro=3.20.3", "alpine", "3.20", ""),
            new Case("pkg:apk/alpine/a@1?distro=alpine-edge", "alpine", "edge", ""),
            new Case("pkg:apk/alpine/a@1?distro=3.21.0_alpha20240807", "alpine", "edge", ""),
            new Case("pkg:apk/wolfi/a@1?distro=wolfi-20230201", "wolfi", "", ""),
            new Case("pkg:rpm/redhat/a@1?distro=redhat-9.3", "rhel", "9.3", ""),
            new Case("pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.5", "opensuse-leap", "15.5", ""),
            new Case("pkg:rpm/alma/a@1?distro=alma-9.3", "almalinux", "9.3", ""),
            new Case("pkg:rpm/a@1", "", "", ""))) {
      assertThat(DistributionNames.of(PackageUrl.parse(c.purl)))
          .as(c.purl)
          .extracting(Distribution::id, Distribution::versionId, Distribution::codename)
          .containsExactly(c.id, c.version, c.codename);
    }
  }
}
