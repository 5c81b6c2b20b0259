package dev.plinth.inventory.source;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A package as a lock file names it.
 *
 * @param type of the purl
 * @param namespace of the purl, unencoded
 * @param line where it stands, 1-based; 0 when not known
 * @param development true when it serves only to build or test
 */
record LockedPackage(
    String type,
    String namespace,
    String name,
    String version,
    int line,
    boolean development,
    List<String> licenses,
    Map<String, String> details) {
  private static final int MAX_LICENSE = 200;
  private static final int MAX_LICENSES = 20;

  LockedPackage {
    licenses = List.copyOf(licenses);
    details = Map.copyOf(details);
  }

  /** With the name as it is. */
  static LockedPackage of(String type, String name, String version, int line) {
    return new LockedPackage(type, "", name, version, line, false, List.of(), Map.of());
  }

  /** With the part of the name before its last slash as the namespace: npm, Go, Composer. */
  static LockedPackage slashed(String type, String name, String version, int line) {
    int slash = name.lastIndexOf('/');
    return new LockedPackage(
        type,
        slash < 0 ? "" : name.substring(0, slash),
        name.substring(slash + 1),
        version,
        line,
        false,
        List.of(),
        Map.of());
  }

  static LockedPackage maven(String group, String artifact, String version, int line) {
    return new LockedPackage("maven", group, artifact, version, line, false, List.of(), Map.of());
  }

  /** For development only, or not. */
  LockedPackage development(boolean only) {
    return new LockedPackage(type, namespace, name, version, line, only, licenses, details);
  }

  /** One more detail, unless it is empty. */
  LockedPackage detail(String key, String value) {
    if (value.isEmpty()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(key, value);
    return new LockedPackage(type, namespace, name, version, line, development, licenses, more);
  }

  /** Its licences as declared; absurd ones are left out. */
  LockedPackage licensed(List<String> declared) {
    List<String> kept = new ArrayList<>();
    for (String license : declared) {
      String text = license.strip();
      if (!text.isEmpty() && text.length() <= MAX_LICENSE && kept.size() < MAX_LICENSES) {
        kept.add(text);
      }
    }
    return new LockedPackage(type, namespace, name, version, line, development, kept, details);
  }

  /**
   * The hash of its archive, as Subresource Integrity writes it: {@code sha512-base64}, several
   * with blanks between them.
   */
  LockedPackage integrity(String text) {
    LockedPackage with = this;
    for (String each : text.split("\\s+", 8)) {
      int dash = each.indexOf('-');
      if (dash > 0) {
        int options = each.indexOf('?', dash);
        String base64 = each.substring(dash + 1, options < 0 ? each.length() : options);
        try {
          with =
              with.hash(
                  each.substring(0, dash),
                  HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
          // No hash of any form we know: nothing is claimed.
        }
      }
    }
    return with;
  }

  /** The hash of its archive in hexadecimal, if it is one. */
  LockedPackage hash(String algorithm, String hex) {
    String name = algorithm.toLowerCase(Locale.ROOT);
    int length =
        switch (name) {
          case "sha1" -> 40;
          case "sha256" -> 64;
          case "sha384" -> 96;
          case "sha512" -> 128;
          default -> -1;
        };
    return hex.length() == length ? detail(name, hex.toLowerCase(Locale.ROOT)) : this;
  }

  /** Of two mentions of the same package in one file. */
  static LockedPackage both(LockedPackage first, LockedPackage second) {
    Map<String, String> details = new LinkedHashMap<>(second.details);
    details.putAll(first.details);
    return new LockedPackage(
        first.type,
        first.namespace,
        first.name,
        first.version,
        first.line,
        first.development && second.development,
        first.licenses,
        details);
  }
}
