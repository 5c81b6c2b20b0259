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
  /** Looked up once: the look-up costs more than a digest. */
  private static final MessageDigest SHA256 = sha256();

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
    byte[] digest;
    synchronized (SHA256) {
      digest = SHA256.digest(text.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
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
