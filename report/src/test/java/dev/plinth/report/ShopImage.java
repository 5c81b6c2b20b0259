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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image with every kind of package and of finding: what {@link SampleReports} tell of. */
final class ShopImage {
  static final String FROM = "FROM debian:12-slim";
  private static final String APT =
      "RUN apt-get update && apt-get install -y --no-install-recommends openssl python3 nodejs"
          + " && rm -rf /var/lib/apt/lists/*";
  static final String COPY = "COPY target/shop.jar /app/shop.jar";

  static final Package LIBSSL = deb("libssl3", "openssl", "3.0.9-1", 0);
  private static final Package OPENSSL = deb("openssl", "openssl", "3.0.9-1", 1);
  static final Package ZLIB = deb("zlib1g", "zlib", "1:1.2.13.dfsg-1", 0);
  static final Package PERL = deb("perl-base", "perl", "5.36.0-7+deb12u1", 0);
  private static final Package HEADERS = deb("linux-libc-dev", "linux", "6.1.90-1", 1);
  private static final Package LOG4J =
      language(
          "maven",
          "org.apache.logging.log4j:log4j-core",
          "2.14.1",
          "app/shop.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
          2);
  private static final Package LODASH =
      language("npm", "lodash", "4.17.20", "app/node_modules/lodash/package.json", 2);
  private static final Package LODASH_AGAIN =
      language("npm", "lodash", "4.17.20", "app/admin/node_modules/lodash/package.json", 2);
  private static final Package WIDE =
      language("npm", "\u8868\u8a08\u7b97-\ud83d\ude00", "1.0.0", "app/\u8868/package.json", 2);

  private ShopImage() {}

  /** Of that layer, or of any other bytes. */
  static String digest(int layer) {
    return "sha256:" + Integer.toString(layer + 1).repeat(64);
  }

  private static Package deb(String name, String source, String version, int layer) {
    return new Package(
        "deb",
        "debian",
        name,
        version,
        "amd64",
        source,
        version,
        List.of(),
        Map.of(),
        "pkg:deb/debian/" + name + "@" + version + "?arch=amd64&distro=debian-12",
        List.of("var/lib/dpkg/status"),
        layer,
        null);
  }

  static Package language(String type, String name, String version, String path, int layer) {
    String purl = "pkg:" + type + "/" + name.replace(':', '/') + "@" + version;
    return new Package(
        type, "", name, version, "", "", "", List.of(), Map.of(), purl, List.of(path), layer, null);
  }

  static Inventory inventory() {
    return new Inventory(
        new Distribution("debian", "12", "bookworm", List.of(), "Debian GNU/Linux 12 (bookworm)"),
        List.of(HEADERS, LIBSSL, OPENSSL, PERL, ZLIB, LOG4J, LODASH, LODASH_AGAIN, WIDE),
        List.of(
            new Inventory.LayerSummary(digest(0), digest(3), FROM, 29_100_000, 74_800_000, 6_010),
            new Inventory.LayerSummary(digest(1), digest(4), APT, 41_000_000, 132_000_000, 4_200),
            new Inventory.LayerSummary(digest(2), digest(5), COPY, 18_400_000, 18_900_000, 812)),
        List.of(
            new Inventory.Problem(
                "app/legacy.war", 2, "the archive is cut off after 1,024 bytes of its directory")));
  }

  static List<Finding> findings() {
    String jndi = "JNDI lookups in log messages let an attacker run code of their choosing";
    return List.of(
        new Vulnerable(LOG4J, "CVE-2021-44228", Severity.CRITICAL, "ghsa")
            .title(jndi)
            .fixedIn("2.15.0")
            .by(COPY, Owner.OURS)
            .cvss(10.0, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")
            .exploited("2021-12-10", true)
            .epss(0.94358)
            .record("GHSA-jfh8-c2jp-5v3q", "GHSA-jfh8-c2jp-5v3q")
            .because("2.14.1 lies in [2.13.0, 2.15.0) of GHSA-jfh8-c2jp-5v3q")
            .because("the version is that of pom.properties in the jar")
            .see("https://nvd.nist.gov/vuln/detail/CVE-2021-44228")
            .see("https://logging.apache.org/log4j/2.x/security.html")
            .finding(),
        new Vulnerable(LOG4J, "CVE-2021-45105", Severity.MEDIUM, "ghsa")
            .title("Uncontrolled recursion in self-referential lookups ends in a crash")
            .fixedIn("2.17.0")
            .by(COPY, Owner.OURS)
            .cvss(5.9, "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H")
            .epss(0.7264)
            .record("GHSA-p6xc-xr62-6r2g", "GHSA-p6xc-xr62-6r2g")
            .because("2.14.1 lies in [2.13.0, 2.17.0) of GHSA-p6xc-xr62-6r2g")
            .finding(),
        openssl(LIBSSL, FROM, Owner.BASE),
        openssl(OPENSSL, APT, Owner.OURS),
        new Vulnerable(OPENSSL, "CVE-2024-2511", Severity.LOW, "debian")
            .title("Unbounded memory growth with session handling in TLS 1.3")
            .by(APT, Owner.OURS)
            .cvss(3.7, null)
            .epss(0.0004)
            .status("no-dsa")
            .because("Debian lists openssl of bookworm as vulnerable")
            .finding(),
        new Vulnerable(PERL, "CVE-2011-4116", Severity.NEGLIGIBLE, "debian")
            .title("File::Temp follows symbolic links")
            .by(FROM, Owner.BASE)
            .because("Debian lists perl of bookworm as vulnerable")
            .finding(),
        new Vulnerable(ZLIB, "CVE-2023-45853", Severity.HIGH, "cve-record")
            .title("Integer overflow in MiniZip's zipOpenNewFileInZip4_64")
            .by(FROM, Owner.BASE)
            .cvss(7.8, "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H")
            .epss(0.011)
            .status("wont-fix")
            .because("Debian lists zlib of bookworm as vulnerable")
            .see("https://security-tracker.debian.org/tracker/CVE-2023-45853")
            .finding(),
        lodash(LODASH),
        lodash(LODASH_AGAIN),
        new Vulnerable(WIDE, "MAL-2025-1187", Severity.UNKNOWN, "")
            .title("\u60aa\u610f\u306e\u3042\u308b\u30b3\u30fc\u30c9\u3092\u542b\u3080")
            .by(COPY, Owner.OURS)
            .advice("remove the package")
            .because("every version is named by MAL-2025-1187")
            .finding(),
        new Finding(
            "end-of-life-distribution",
            Finding.Kind.END_OF_LIFE,
            Severity.MEDIUM,
            "plinth",
            "Its vendor's security support ends on 2026-06-10",
            new Subject("Debian GNU/Linux", "12", null, "etc/os-release"),
            List.of(new Location.InImage("etc/os-release", 0, digest(0), FROM)),
            Owner.BASE,
            List.of("os-release says debian 12"),
            new Fix.Advice("move to a base on Debian 13"),
            List.of("https://www.debian.org/releases/"),
            null));
  }

  /** A finding whose place is a line of a lock file. */
  static Finding locked() {
    return new Finding(
        "CVE-2020-8203",
        Finding.Kind.VULNERABILITY,
        Severity.HIGH,
        "ghsa",
        "Prototype pollution by zipObjectDeep [see](https://evil.example) @everyone #1",
        new Subject("lodash", "4.17.15", "pkg:npm/lodash@4.17.15", "web/package-lock.json"),
        List.of(
            new Location.InImage("app/web/package-lock.json", 2, digest(2), COPY),
            new Location.InFile("web/package-lock.json", 41, 5, 47, 6, 1_200, 1_399)),
        Owner.OURS,
        List.of("4.17.15 lies in [3.7.0, 4.17.19) of GHSA-p6mc-m468-83gw"),
        new Fix.Upgrade("lodash", "4.17.19"),
        List.of("https://github.com/advisories/GHSA-p6mc-m468-83gw"),
        new dev.plinth.findings.Vulnerability(
            List.of("GHSA-p6mc-m468-83gw"),
            7.4,
            null,
            null,
            0.02,
            "GHSA-p6mc-m468-83gw",
            "osv",
            ""));
  }

  static List<ScanReport.SetAside> setAside() {
    List<ScanReport.SetAside> aside = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      aside.add(
          new ScanReport.SetAside(
              new Vulnerable(HEADERS, "CVE-2024-3700" + number, Severity.HIGH, "debian")
                  .title("A flaw in the kernel")
                  .finding(),
              "kernel-headers",
              "linux-libc-dev has headers only; the running kernel is the host's"));
    }
    aside.add(
        new ScanReport.SetAside(
            new Vulnerable(ZLIB, "CVE-2018-25032", Severity.HIGH, "debian")
                .title("Memory corruption when deflating")
                .finding(),
            "not-affected",
            "Debian fixed it in 1:1.2.11.dfsg-4, before bookworm"));
    return aside;
  }

  private static Finding openssl(Package installed, String command, Owner owner) {
    return new Vulnerable(installed, "CVE-2023-5363", Severity.HIGH, "debian")
        .title("Incorrect cipher key and IV length processing")
        .fixedIn("3.0.11-1~deb12u2")
        .by(command, owner)
        .cvss(7.5, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N")
        .epss(0.0312)
        .record("DSA-5532-1", "DSA-5532-1")
        .because("source openssl 3.0.9-1 is older than 3.0.11-1~deb12u2 of DSA-5532-1")
        .see("https://security-tracker.debian.org/tracker/CVE-2023-5363")
        .finding();
  }

  private static Finding lodash(Package installed) {
    return new Vulnerable(installed, "CVE-2021-23337", Severity.HIGH, "ghsa")
        .title("Command injection by the template function")
        .fixedIn("4.17.21")
        .by(COPY, Owner.OURS)
        .cvss(7.2, null)
        .epss(0.0078)
        .record("GHSA-35jh-r3h4-6jhm", "GHSA-35jh-r3h4-6jhm")
        .because("4.17.20 lies in [0, 4.17.21) of GHSA-35jh-r3h4-6jhm")
        .finding();
  }
}
