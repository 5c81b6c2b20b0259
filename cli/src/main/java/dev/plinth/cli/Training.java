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
  private static final String ADVISORY =
      """
      {"schema_version": "1.7.0", "id": "PLINTH-TRAINING-1", "modified": "2024-01-01T00:00:00Z",
       "aliases": ["CVE-2021-44228"], "summary": "A record to train with",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
       "affected": [
         {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.15.0"}]}]},
         {"package": {"ecosystem": "Debian:12", "name": "openssl"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}]}]}
      """;

  private Training() {}

  /** Runs the verbs with a scratch folder, given as the only argument. */
  public static void main(String[] args) throws IOException {
    Path scratch = Path.of(args[0]);
    Map<String, String> environment =
        Map.of(
            "HOME", scratch.toString(),
            "XDG_CACHE_HOME", scratch.resolve("cache").toString(),
            "XDG_DATA_HOME", scratch.resolve("data").toString());
    Path advisory = Files.writeString(scratch.resolve("advisory.json"), ADVISORY);
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
            new String[] {"db", "import", advisory.toString()},
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
