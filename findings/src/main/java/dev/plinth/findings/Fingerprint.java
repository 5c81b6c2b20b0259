package dev.plinth.findings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for a finding that stays the same while the problem does: SHA-256 over kind, id, package
 * (its URL without version and qualifiers, else its name) and path, each followed by a line feed.
 * Versions, layers, digests and severities are left out, since a rebuild changes them while the
 * finding stays the same.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Finding finding) {
    Subject subject = finding.subject();
    String purl = subject.purl();
    String path = subject.path();
    String text =
        finding.kind().word()
            + '\n'
            + finding.id()
            + '\n'
            + (purl == null ? subject.name() : withoutVersion(purl))
            + '\n'
            + (path == null ? "" : path)
            + '\n';
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutVersion(String purl) {
    int end = purl.length();
    for (char stop : new char[] {'#', '?'}) {
      int at = purl.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    int version = purl.lastIndexOf('@', end - 1);
    return purl.substring(0, version > purl.lastIndexOf('/', end - 1) ? version : end);
  }
}
