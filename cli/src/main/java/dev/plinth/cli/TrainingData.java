package dev.plinth.cli;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What {@link Training} reads: an image and advisories, made up. */
final class TrainingData {
  /** How many advisories are matched: enough for the profiles to tell what is hot. */
  private static final int ADVISORIES = 400;

  private static final String STATUS =
      """
      Package: linux-libc-dev
      Status: install ok installed
      Architecture: amd64
      Source: linux
      Version: 6.1.1-1
      Maintainer: Debian Kernel Team <debian-kernel@lists.debian.org>
      Description: header files, of which findings are set aside

      """;

  private TrainingData() {}

  /**
   * An image with layers large enough for hashing, inflating and reading to overlap, and a package
   * of which findings are set aside.
   */
  static void large(Path folder) {
    Instant date = Instant.EPOCH;
    byte[] noise = new byte[4 << 20];
    new SplittableRandom(1).nextBytes(noise);
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}, 0, noise, 0, 8);
    try (LayoutWriter writer = LayoutWriter.to(folder, date)) {
      List<WrittenLayer> layers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String name = "usr/bin/program" + i;
        layers.add(
            writer.layer(
                Compression.GZIP,
                "COPY " + name + " /usr/bin/ # buildkit",
                tar -> {
                  tar.directory("usr", 0755, 0);
                  tar.directory("usr/bin", 0755, 0);
                  tar.file(name, 0755, 0, noise);
                  tar.directory("etc", 0755, 0);
                  tar.file("etc/os-release", 0644, 0, bytes("ID=debian\nVERSION_ID=\"12\"\n"));
                  tar.file("etc/passwd", 0644, 0, bytes("app:x:1000:1000::/app:/bin/sh\n"));
                  tar.directory("var/lib/dpkg", 0755, 0);
                  tar.file("var/lib/dpkg/status", 0644, 0, bytes(STATUS));
                }));
      }
      ImageConfig config =
          new ImageConfig(
              new Platform("linux", "amd64", "", ""),
              "",
              "",
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              "",
              Map.of("org.opencontainers.image.base.name", "docker.io/library/debian:12"),
              "",
              List.of(),
              List.of());
      writer.tag("large", writer.image(config, layers, Map.of()));
      writer.finish();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * OSV records about the demo's packages, some with several ranges and names, and scored by each
   * version of CVSS.
   */
  static Path advisories(Path folder) throws IOException {
    Files.createDirectories(folder);
    String[] packages = {
      "openssl", "glibc", "perl", "curl", "git", "tiff", "krb5", "nss", "systemd", "linux"
    };
    for (int i = 0; i < ADVISORIES; i++) {
      String record =
          """
          {"schema_version": "1.7.0", "id": "TRAINING-%d", "modified": "2024-01-01T00:00:00Z",
           "published": "2024-01-01T00:00:00Z",
           "aliases": [%s"GHSA-xxxx-xxxx-%04d"], "summary": "A record to train with",
           "details": "Prose.", "references": [{"type": "WEB", "url": "https://example.org/%d"}],
           "severity": [%s],
           "affected": [
             {"package": {"ecosystem": "Debian:12", "name": "%s"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%d:9-%d"}]}]},
             {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.15.%d"}]}]},
             {"package": {"ecosystem": "npm", "name": "lodash"},
              "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "4.%d.0"}]}]},
             {"package": {"ecosystem": "PyPI", "name": "aiohttp"}, "versions": ["3.8.1", "3.9.0", "3.9.1"],
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.9.%d"}]}]}]}
          """
              .formatted(
                  i, cves(i), i, i, severity(i), packages[i % packages.length], i % 5, i, i, i, i);
      Files.writeString(folder.resolve("TRAINING-" + i + ".json"), record);
    }
    return folder;
  }

  private static String cves(int i) {
    return switch (i % 20) {
      case 0 -> "";
      case 1 -> "\"CVE-2023-%d\", \"CVE-2022-%d\", ".formatted(10_000 + i, 10_000 + i);
      default -> "\"CVE-2023-%d\", ".formatted(10_000 + i);
    };
  }

  private static String severity(int i) {
    String score = "{\"type\": \"CVSS_V%d\", \"score\": \"%s\"}";
    return switch (i % 8) {
      case 0 ->
          score.formatted(4, "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N/E:P");
      case 1 -> score.formatted(2, "AV:N/AC:L/Au:N/C:P/I:N/A:N");
      case 2 -> "";
      default -> score.formatted(3, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N");
    };
  }

  /** What is known of vulnerabilities beside advisories. */
  static Path beside(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder epss = new StringBuilder("#model_version:v2025.03.14,score_date:2026-01-01\n");
    epss.append("cve,epss,percentile\n");
    StringBuilder scores = new StringBuilder();
    for (int i = 0; i < ADVISORIES; i += 3) {
      String cve = "CVE-2023-" + (10_000 + i);
      epss.append(cve).append(",0.01,0.5\n");
      scores.append(cve).append("\tCVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\n");
    }
    Files.writeString(folder.resolve("epss.csv"), epss);
    Files.writeString(folder.resolve("scores.tsv"), scores);
    Files.writeString(
        folder.resolve("kev.json"),
        """
        {"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2026.01.01",
         "dateReleased": "2026-01-01T00:00:00.0000Z", "count": 1,
         "vulnerabilities": [{"cveID": "CVE-2023-10006", "vendorProject": "a", "product": "b",
           "vulnerabilityName": "c", "dateAdded": "2024-01-01", "shortDescription": "d",
           "requiredAction": "e", "dueDate": "2024-02-01", "knownRansomwareCampaignUse": "Known"}]}
        """);
    return folder;
  }
}
