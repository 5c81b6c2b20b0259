package dev.plinth.advisories.store;

import java.util.Locale;

/**
 * The database behind an advisory, told from the prefix of its id: the word for a finding's
 * severity source.
 */
public final class AdvisoryDatabase {
  private AdvisoryDatabase() {}

  /** For example {@code ghsa}, {@code pysec}, {@code debian}; else the prefix in lower case. */
  public static String of(String id) {
    int dash = id.indexOf('-');
    String prefix = dash < 0 ? id : id.substring(0, dash);
    return switch (prefix) {
      case "DSA", "DLA", "DTSA", "DEBIAN" -> "debian";
      case "ELA" -> "freexian";
      case "USN", "LSN", "UBUNTU" -> "ubuntu";
      case "ALSA", "ALBA", "ALEA" -> "almalinux";
      case "RLSA", "RXSA" -> "rocky";
      case "RHSA", "RHBA", "RHEA" -> "redhat";
      case "BIT" -> "bitnami";
      case "CGA" -> "chainguard";
      case "MAL" -> "ossf";
      case "GO" -> "govulndb";
      case "CVE" -> "cve-record";
      default -> prefix.toLowerCase(Locale.ROOT);
    };
  }
}
