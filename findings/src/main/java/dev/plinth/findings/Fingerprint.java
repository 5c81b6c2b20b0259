package dev.plinth.findings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for a finding that stays the same while the problem does: SHA-256 over kind, id, package
 * (its URL without version and qualifiers, else its name) and path, each followed by a line feed.
 * Versions, layers, digests, owners and severities are left out, since a rebuild changes them while
 * the finding stays the same; so the package's version becomes {@code *} in the names of its files
 * too, as in {@code requests-*.dist-info}.
 */
final class Fingerprint {
  /** Looked up once for each thread: the look-up costs more than a digest. */
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(Fingerprint::sha256);

  private Fingerprint() {}

  /** Under this name, which is the finding's own or an alias. */
  static String of(Finding finding, String id) {
    Subject subject = finding.subject();
    String purl = subject.purl();
    String path = subject.path();
    String text =
        finding.kind().word()
            + '\n'
            + id
            + '\n'
            + (purl == null ? subject.name() : withoutVersion(purl))
            + '\n'
            + (path == null ? "" : unversioned(path, subject.version()))
            + '\n';
    byte[] digest = SHA256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The path with {@code *} for the version where it stands by itself, after a separator. */
  private static String unversioned(String path, String version) {
    if (version.isEmpty()) {
      return path;
    }
    StringBuilder out = null;
    int from = 0;
    for (int at = path.indexOf(version); at >= 0; at = path.indexOf(version, at + 1)) {
      int end = at + version.length();
      if (at >= from && at > 0 && "-_@/".indexOf(path.charAt(at - 1)) >= 0 && ends(path, end)) {
        out = out == null ? new StringBuilder(path.length()) : out;
        out.append(path, from, at).append('*');
        from = end;
      }
    }
    return out == null ? path : out.append(path, from, path.length()).toString();
  }

  /** Whether no longer version goes on there: {@code 1.2} does not end before {@code .3}. */
  private static boolean ends(String path, int end) {
    if (end == path.length()) {
      return true;
    }
    char next = path.charAt(end);
    if (next == '.') {
      return end + 1 == path.length() || !Character.isDigit(path.charAt(end + 1));
    }
    return next == '-' || next == '_' || next == '/' || next == '@';
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
