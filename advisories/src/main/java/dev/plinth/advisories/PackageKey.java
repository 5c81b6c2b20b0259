package dev.plinth.advisories;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name under which advisories about a package are looked up.
 *
 * @param ecosystem OSV's, with its release where it has one: {@code Debian:12}, {@code PyPI}
 * @param name normalised as {@link #of} does
 */
public record PackageKey(String ecosystem, String name) {
  /**
   * With the name normalised for its ecosystem: PyPI by PEP 503 (lower case, runs of {@code -_.} as
   * one {@code -}); NuGet and Packagist in lower case; others as they are.
   */
  public static PackageKey of(String ecosystem, String name) {
    if (!ecosystem.startsWith("P") && !ecosystem.startsWith("N")) {
      return new PackageKey(ecosystem, name);
    }
    int colon = ecosystem.indexOf(':');
    String family = colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    return new PackageKey(
        ecosystem,
        switch (family) {
          case "PyPI" -> pep503(name);
          case "NuGet", "Packagist" -> name.toLowerCase(Locale.ROOT);
          default -> name;
        });
  }

  // Written out, since the methods that records get by default spin classes at their first use,
  // which a cold scan's thousands of look-ups would wait for.
  @Override
  public int hashCode() {
    return 31 * ecosystem.hashCode() + name.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageKey key
        && name.equals(key.name)
        && ecosystem.equals(key.ecosystem);
  }

  private static String pep503(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean dash = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_' || c == '.') {
        dash = true;
      } else {
        if (dash) {
          out.append('-');
          dash = false;
        }
        out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    return dash ? out.append('-').toString() : out.toString();
  }
}
