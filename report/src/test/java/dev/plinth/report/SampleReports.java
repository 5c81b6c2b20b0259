package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Finding.Owner;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import dev.plinth.policy.Gate;
import dev.plinth.policy.UnreadableFindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports to write: one with every feature, and the small ones. */
final class SampleReports {
  private SampleReports() {}

  /** Every feature at once. */
  static ScanReport full() {
    Inventory inventory = ShopImage.inventory();
    List<Finding> findings = new ArrayList<>(ShopImage.findings());
    findings.addAll(UnreadableFindings.of(inventory));
    return new ScanReport(
        "0.1.0",
        new ScanReport.Subject(
            "oci-archive:build/shop.tar",
            "registry.example/shop/api:1.4",
            "oci-archive",
            "sha256:" + "3f1c0d9a".repeat(8),
            "sha256:" + "b7e2114c".repeat(8),
            "linux/amd64",
            "linux/arm64 was asked for, but the image has linux/amd64 only",
            "2026-07-14T09:30:00Z"),
        inventory,
        findings,
        ShopImage.setAside(),
        List.of(new ScanReport.Uncovered("Go", 12), new ScanReport.Uncovered("crates.io", 1)),
        List.of(
            new ScanReport.Source("osv", 41_203, "2026-08-01", "2026-08-02T06:00:00Z"),
            new ScanReport.Source("kev", 1_662, "2026-08-01", "2026-08-02T06:00:00Z"),
            new ScanReport.Source("epss", 287_411, "2026-08-01", "2026-08-02T06:00:00Z")),
        false,
        Gate.standard().judge(findings));
  }

  /** Everything that is known of base, baseline and exceptions besides, and a place in a file. */
  static ScanReport judged() {
    ScanReport full = full();
    List<Finding> findings = new ArrayList<>(full.findings());
    findings.add(ShopImage.locked());
    Set<String> known = new HashSet<>();
    for (Finding finding : findings) {
      if (!finding.id().equals("CVE-2021-44228") && !finding.id().equals("CVE-2020-8203")) {
        known.add(finding.fingerprint());
      }
    }
    List<ScanReport.SetAside> aside = new ArrayList<>(full.setAside());
    aside.add(
        new ScanReport.SetAside(
            new Vulnerable(ShopImage.PERL, "CVE-2023-31484", Severity.HIGH, "debian")
                .title("CPAN.pm does not verify TLS certificates")
                .by(ShopImage.FROM, Owner.BASE)
                .finding(),
            "exception",
            "CPAN is never run in this image",
            ".plinth.yaml:12",
            "platform@shop.example",
            "2026-12-31"));
    return new ScanReport(
        full.tool(),
        full.subject(),
        full.inventory(),
        findings,
        aside,
        full.uncovered(),
        full.sources(),
        false,
        new ScanReport.Base(
            "debian:12-slim",
            "sha256:" + "c0ffee00".repeat(8),
            1,
            "proof",
            "the lowest layer is the only one of debian:12-slim"),
        new ScanReport.Baseline("main.json", known, 2),
        List.of(
            new ScanReport.Notice(
                true,
                "exception-expiring",
                "the exception for CVE-2023-31484 ends on 2026-12-31",
                ".plinth.yaml:12"),
            new ScanReport.Notice(
                false, "exception-unused", "CVE-2019-1010022 matches nothing", ".trivyignore:3")),
        Gate.standard().judge(findings));
  }

  /** The same findings as of a source tree, asked for by that target. */
  static ScanReport source(String target) {
    ScanReport judged = judged();
    return new ScanReport(
        judged.tool(),
        new ScanReport.Subject(target, "", "src", "", "", "", "", ""),
        judged.inventory(),
        judged.findings(),
        judged.setAside(),
        judged.uncovered(),
        judged.sources(),
        judged.starterOnly(),
        judged.verdict());
  }

  /** A report of so many findings, each of a package of its own. */
  static ScanReport large(int count) {
    List<Finding> findings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Package each =
          ShopImage.language("npm", "package-" + i, "1.0." + i, "app/" + i + "/package.json", 2);
      findings.add(
          new Vulnerable(each, "CVE-2026-" + (10_000 + i), Severity.CRITICAL, "ghsa")
              .title("Something of some length that is wrong with this package")
              .fixedIn("2.0.0")
              .by(ShopImage.COPY, Owner.OURS)
              .see("https://nvd.nist.gov/vuln/detail/CVE-2026-" + (10_000 + i))
              .finding());
    }
    ScanReport clean = clean();
    return new ScanReport(
        clean.tool(),
        clean.subject(),
        clean.inventory(),
        findings,
        List.of(),
        List.of(),
        clean.sources(),
        false,
        Gate.standard().judge(findings));
  }

  /** All of them. */
  static List<ScanReport> all() {
    return List.of(full(), judged(), source("src:web"), clean(), starter(), empty(), hostile());
  }

  /** Nothing wrong, all advisories at hand. */
  static ScanReport clean() {
    return small(List.of(ShopImage.LIBSSL, ShopImage.ZLIB), List.of(), false);
  }

  /** Nothing wrong, on that base. */
  static ScanReport standingOn(ScanReport.Base base) {
    ScanReport clean = clean();
    return new ScanReport(
        clean.tool(),
        clean.subject(),
        clean.inventory(),
        clean.findings(),
        clean.setAside(),
        clean.uncovered(),
        clean.sources(),
        clean.starterOnly(),
        base,
        clean.baseline(),
        clean.notices(),
        clean.verdict());
  }

  /** Nothing wrong as far as the starter set knows. */
  static ScanReport starter() {
    return small(List.of(ShopImage.LIBSSL, ShopImage.ZLIB), List.of(), true);
  }

  /** A folder without any package. */
  static ScanReport empty() {
    return new ScanReport(
        "0.1.0",
        new ScanReport.Subject("dir:rootfs", "", "dir", "", "", "", "", ""),
        new Inventory(Distribution.UNKNOWN, List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Gate.standard().judge(List.of()));
  }

  /** Everything that an image says is meant to harm the reader's terminal. */
  static ScanReport hostile() {
    return hostile("a\u001b[2J\u202eb\nPASS\u0007\u009b31m\udc80\ud800" + "x".repeat(300));
  }

  /** The same with another text. */
  static ScanReport hostile(String evil) {
    Package bad = ShopImage.language("npm", evil, evil, evil, 0);
    Finding finding =
        new Finding(
            evil,
            Finding.Kind.VULNERABILITY,
            Severity.HIGH,
            evil,
            evil,
            new Subject(evil, evil, bad.purl(), evil),
            List.of(
                new Location.InImage(evil, 0, evil, evil),
                new Location.InFile(evil, 1, 1, 1, 2, 0, 1)),
            Owner.BASE,
            List.of(evil),
            new Fix.Upgrade(evil, evil),
            List.of(evil),
            new dev.plinth.findings.Vulnerability(
                List.of(evil), 7.5, evil, null, 0.5, evil, evil, evil));
    return new ScanReport(
        "0.1.0",
        new ScanReport.Subject(evil, evil, evil, evil, evil, evil, evil, evil),
        new Inventory(
            new Distribution(evil, evil, evil, List.of(evil), evil),
            List.of(bad),
            List.of(new Inventory.LayerSummary(evil, evil, evil, 1, 2, 3)),
            List.of(new Inventory.Problem(evil, 0, evil))),
        List.of(finding),
        List.of(new ScanReport.SetAside(finding, evil, evil, evil, evil, evil)),
        List.of(new ScanReport.Uncovered(evil, 1)),
        List.of(new ScanReport.Source(evil, 1, evil, evil)),
        true,
        new ScanReport.Base(evil, evil, 1, evil, evil),
        new ScanReport.Baseline(evil, Set.of(), 0),
        List.of(new ScanReport.Notice(true, evil, evil, evil)),
        Gate.standard().judge(List.of(finding)));
  }

  private static ScanReport small(
      List<Package> packages, List<ScanReport.Uncovered> uncovered, boolean starterOnly) {
    return new ScanReport(
        "0.1.0",
        new ScanReport.Subject(
            "docker-archive:web.tar",
            "web:latest",
            "docker-archive",
            "",
            "sha256:" + "b7e2114c".repeat(8),
            "linux/amd64",
            "",
            ""),
        new Inventory(
            new Distribution("debian", "12", "bookworm", List.of(), "Debian GNU/Linux 12"),
            packages,
            List.of(
                new Inventory.LayerSummary(
                    ShopImage.digest(0), "", ShopImage.FROM, -1, 74_800_000, 3_000)),
            List.of()),
        List.of(),
        List.of(),
        uncovered,
        starterOnly
            ? List.of(new ScanReport.Source("starter", 63, "2026-08-01", ""))
            : List.of(new ScanReport.Source("osv", 41_203, "2026-08-01", "")),
        starterOnly,
        Gate.standard().judge(List.of()));
  }
}
