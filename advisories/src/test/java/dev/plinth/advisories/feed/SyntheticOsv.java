package dev.plinth.advisories.feed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes bulk archives as OSV publishes them, of any size, from a seed: half distribution records
 * about a few releases, half language records; each with prose of some hundred words' letters,
 * references, a vector. The same seed makes the same bytes.
 */
public final class SyntheticOsv {
  private static final String[] WORDS = {
    "a",
    "the",
    "of",
    "and",
    "in",
    "attacker",
    "remote",
    "crafted",
    "overflow",
    "memory",
    "request",
    "parser",
    "allows",
    "before",
    "versions",
    "when",
    "buffer",
    "header",
    "input",
    "validation",
    "denial",
    "service",
    "execution",
    "arbitrary",
    "code",
    "through",
    "missing",
    "check",
    "session"
  };
  private static final String[] ECOSYSTEMS = {"PyPI", "npm", "Maven", "Go", "crates.io"};

  private SyntheticOsv() {}

  /**
   * Arguments: the archive, how many records, the seed; then, for an increment, how many of them to
   * write, with a later date.
   */
  public static void main(String[] arguments) throws IOException {
    int records = Integer.parseInt(arguments[1]);
    boolean increment = arguments.length > 3;
    write(
        Path.of(arguments[0]),
        records,
        Long.parseLong(arguments[2]),
        increment ? Integer.parseInt(arguments[3]) : records,
        increment ? "2026-02-03T04:05:06Z" : "2026-01-02T03:04:05Z");
  }

  static void write(Path file, int records, long seed, int first, String modified)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(1);
      for (int i = 0; i < first; i++) {
        zip.putNextEntry(new ZipEntry(id(i) + ".json"));
        zip.write(
            json(i, records, modified, new Random(seed * 1_000_003 + i))
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  static String id(int number) {
    return number % 2 == 0
        ? "DEBIAN-CVE-2024-" + (10_000 + number)
        : "GHSA-" + Integer.toString(1_000_000 + number, 36) + "-xxxx-yyyy";
  }

  static String json(int number, int records, String modified, Random random) {
    String cve = "CVE-2024-" + (10_000 + number);
    String name = "package-" + random.nextInt(Math.max(1, records / 6));
    StringBuilder out = new StringBuilder(2048);
    out.append("{\"schema_version\":\"1.7.0\",\"id\":\"").append(id(number));
    out.append("\",\"modified\":\"").append(modified);
    out.append("\",\"published\":\"2024-01-02T03:04:05Z\",\"");
    out.append(number % 2 == 0 ? "upstream" : "aliases").append("\":[\"").append(cve);
    out.append("\"],\"summary\":\"").append(prose(8, random)).append("\",\"details\":\"");
    out.append(prose(40 + random.nextInt(120), random)).append("\",\"affected\":[");
    int releases = number % 2 == 0 ? 3 : 1;
    for (int i = 0; i < releases; i++) {
      String ecosystem =
          number % 2 == 0 ? "Debian:" + (11 + i) : ECOSYSTEMS[random.nextInt(ECOSYSTEMS.length)];
      String version = random.nextInt(30) + "." + random.nextInt(20) + "." + random.nextInt(9);
      out.append(i == 0 ? "" : ",").append("{\"package\":{\"ecosystem\":\"").append(ecosystem);
      out.append("\",\"name\":\"").append(name).append(ecosystem.equals("Maven") ? ":core" : "");
      out.append("\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"},");
      out.append("{\"fixed\":\"").append(version).append(number % 2 == 0 ? "-1+deb1u1" : "");
      out.append("\"}]}]}");
    }
    out.append("],\"references\":[{\"type\":\"ADVISORY\",\"url\":\"");
    out.append("https://nvd.nist.gov/vuln/detail/").append(cve);
    out.append("\"},{\"type\":\"WEB\",\"url\":\"https://example.org/").append(name).append('/');
    out.append(Long.toString(random.nextLong(), 36)).append("\"}],\"severity\":[{\"type\":");
    out.append("\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H\"}]}");
    return out.toString();
  }

  private static String prose(int words, Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words; i++) {
      out.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return out.toString();
  }
}
