package dev.plinth.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the AOT cache is trained with at build time: every verb once, images cold and warm. Not a
 * verb, since nobody but the build has a use for it.
 */
public final class Training {
  /** How many advisories are matched: enough for the profiles to tell what is hot. */
  private static final int ADVISORIES = 400;

  private Training() {}

  /** Runs the verbs with a scratch folder, given as the only argument. */
  public static void main(String[] args) throws IOException {
    Path scratch = Path.of(args[0]);
    Map<String, String> environment =
        Map.of(
            "HOME", scratch.toString(),
            "XDG_CACHE_HOME", scratch.resolve("cache").toString(),
            "XDG_DATA_HOME", scratch.resolve("data").toString());
    Path advisories = advisories(scratch.resolve("advisories"));
    String image = "oci-dir:" + scratch.resolve("image");
    List<String[]> runs =
        List.of(
            words("--help"),
            words("--version"),
            words("scan --help"),
            words("versions deb 1.0~rc1 1.0"),
            new String[] {"demo", scratch.resolve("image").toString()},
            words("scan --no-cache " + image),
            words("scan --details " + image),
            words("scan " + image + " -o json"),
            words("scan " + image + " --fail-on critical -s high,critical"),
            words("sbom " + image),
            words("sbom " + image + " -o spdx"),
            words("sbom " + image + " -o purls"),
            words("db status"),
            new String[] {"db", "import", advisories.toString()},
            words("db status"),
            words("db search CVE-2021-44228"),
            words("scan " + image),
            words("scan " + image));
    for (String[] run : runs) {
      int code = Main.run(run, console(environment));
      if (code != Main.PASSED && code != Main.BLOCKED) {
        throw new IllegalStateException(String.join(" ", run) + " ended with " + code);
      }
    }
  }

  /** OSV records about the demo's packages, some of them with several ranges and names. */
  private static Path advisories(Path folder) throws IOException {
    Files.createDirectories(folder);
    String[] packages = {
      "openssl", "glibc", "perl", "curl", "git", "tiff", "krb5", "nss", "systemd"
    };
    for (int i = 0; i < ADVISORIES; i++) {
      String record =
          """
          {"schema_version": "1.7.0", "id": "TRAINING-%d", "modified": "2024-01-01T00:00:00Z",
           "aliases": ["CVE-2023-%d", "GHSA-xxxx-xxxx-%04d"], "summary": "A record to train with",
           "details": "Prose.", "references": [{"type": "WEB", "url": "https://example.org/%d"}],
           "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"}],
           "affected": [
             {"package": {"ecosystem": "Debian:12", "name": "%s"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%d:9-%d"}]}]},
             {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.15.%d"}]}]},
             {"package": {"ecosystem": "npm", "name": "lodash"},
              "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "4.%d.0"}]}]},
             {"package": {"ecosystem": "PyPI", "name": "aiohttp"}, "versions": ["3.9.1"],
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.9.%d"}]}]}]}
          """
              .formatted(i, 10_000 + i, i, i, packages[i % packages.length], i % 5, i, i, i, i);
      Files.writeString(folder.resolve("TRAINING-" + i + ".json"), record);
    }
    return folder;
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  private static Console console(Map<String, String> environment) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(
        new ByteArrayInputStream(new byte[0]), nowhere, System.err, true, false, 80, environment);
  }
}
