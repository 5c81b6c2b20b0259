package dev.plinth.oci.image;

import dev.plinth.foundation.SafeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image, normalised as Docker does (the grammar and rules of the {@code
 * distribution/reference} library):
 *
 * <pre>
 * reference        = name [ ":" tag ] [ "@" digest ]
 * name             = [ domain "/" ] component *( "/" component )     path of at most 255 characters
 * domain           = ( label *( "." label ) | "[" hex-and-colons "]" ) [ ":" digits ]
 * label            = letter-or-digit [ *( letter | digit | "-" ) letter-or-digit ]
 * component        = 1*( a-z | 0-9 ) *( separator 1*( a-z | 0-9 ) )
 * separator        = "." | "_" | "__" | 1*"-"
 * tag              = ( letter | digit | "_" ) *127( letter | digit | "_" | "." | "-" )
 * digest           = algorithm ":" hexadecimal
 * </pre>
 *
 * <p>What stands before the first slash is a domain when it is {@code localhost}, has a dot, a
 * colon or an upper-case letter; otherwise the domain is {@code docker.io}, and there a path of one
 * component lies below {@code library/}. A name of 64 hexadecimal digits alone is refused: it would
 * be an image's identifier.
 *
 * @param domain such as {@code docker.io} or {@code localhost:5000}. Empty in the one odd case that
 *     Docker allows as well: a first part with a dot that is no domain but could be a path ({@code
 *     a_b.c/d})
 * @param path of the repository, such as {@code library/debian}
 * @param tag as written, empty where none
 * @param digest as written, null where none
 */
public record Reference(String domain, String path, String tag, @Nullable Digest digest) {
  private static final String HUB = "docker.io";
  private static final String OFFICIAL = "library/";
  private static final int LONGEST_PATH = 255;
  private static final int LONGEST_TAG = 128;

  /**
   * The reference in this text, normalised; a tag is not added where there is none, and tag and
   * digest are both kept.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static Reference parse(String text) {
    if (text.isEmpty()) {
      throw ImageErrors.reference(text, "it is empty");
    }
    if (isIdentifier(text)) {
      throw ImageErrors.reference(
          text, "64 hexadecimal digits are an image's identifier, not a name");
    }
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    String domain = HUB;
    String rest = text;
    if (first.equals("index.docker.io")) {
      rest = text.substring(slash + 1);
    } else if (slash >= 0 && isDomainLike(first)) {
      domain = first;
      rest = text.substring(slash + 1);
    }
    if (domain.equals(HUB) && rest.indexOf('/') < 0) {
      rest = OFFICIAL + rest;
    }
    return parse(text, domain, rest);
  }

  private static boolean isDomainLike(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || !first.toLowerCase(Locale.ROOT).equals(first);
  }

  private static Reference parse(String text, String domain, String rest) {
    String remaining = rest;
    Digest digest = null;
    int at = remaining.indexOf('@');
    if (at >= 0) {
      digest = digest(text, remaining.substring(at + 1));
      remaining = remaining.substring(0, at);
    }
    String tag = "";
    int colon = remaining.indexOf(':');
    if (colon >= 0) {
      tag = remaining.substring(colon + 1);
      remaining = remaining.substring(0, colon);
      if (!isTag(tag)) {
        throw ImageErrors.reference(
            text,
            "'"
                + SafeText.of(shortened(tag))
                + "' is no tag: 1 to 128 letters, digits, '_', '.', '-', the first no '.' or '-'");
      }
    }
    if (!remaining.toLowerCase(Locale.ROOT).equals(remaining)) {
      throw ImageErrors.reference(text, "a repository's name must be in lower case");
    }
    boolean sound = isDomain(domain);
    String path = sound ? remaining : domain + "/" + remaining;
    if (!isPath(path)) {
      throw ImageErrors.reference(
          text,
          isPath(remaining)
              ? "'" + SafeText.of(shortened(domain)) + "' is no registry's address"
              : "a repository's name has only a-z, 0-9 and single '.', '_', '__', '-' between"
                  + " them, in parts divided by '/'");
    }
    if (path.length() > LONGEST_PATH) {
      throw ImageErrors.reference(
          text, "the repository's name is longer than " + LONGEST_PATH + " characters");
    }
    return new Reference(sound ? domain : "", path, tag, digest);
  }

  private static Digest digest(String text, String digest) {
    try {
      return Digest.parse(digest);
    } catch (IllegalArgumentException e) {
      throw ImageErrors.reference(
          text, "what follows '@' is no digest: " + SafeText.of(shortened("" + e.getMessage())));
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** True for 64 hexadecimal digits: an image's identifier, and no name. */
  public static boolean isIdentifier(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTag(String tag) {
    if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (!isAlphanumeric(c) && c != '_' && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDomain(String domain) {
    int end = domain.length();
    int bracket = domain.startsWith("[") ? domain.indexOf(']') : -1;
    int colon = domain.indexOf(':', Math.max(bracket, 0));
    if (colon >= 0) {
      if (colon + 1 == end) {
        return false;
      }
      for (int i = colon + 1; i < end; i++) {
        if (domain.charAt(i) < '0' || domain.charAt(i) > '9') {
          return false;
        }
      }
      end = colon;
    }
    if (domain.startsWith("[")) {
      if (bracket < 2 || bracket + 1 != end) {
        return false;
      }
      for (int i = 1; i < bracket; i++) {
        if (domain.charAt(i) != ':' && Character.digit(domain.charAt(i), 16) < 0) {
          return false;
        }
      }
      return isAscii(domain);
    }
    char before = '.';
    for (int i = 0; i < end; i++) {
      char c = domain.charAt(i);
      boolean dot = c == '.';
      if (dot ? !isAlphanumeric(before) : c == '-' ? before == '.' : !isAlphanumeric(c)) {
        return false;
      }
      before = c;
    }
    return isAlphanumeric(before);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPath(String path) {
    int i = 0;
    int length = path.length();
    while (true) {
      int start = i;
      while (i < length && isLowerAlphanumeric(path.charAt(i))) {
        i++;
      }
      if (i == start) {
        return false;
      }
      if (i == length) {
        return true;
      }
      char c = path.charAt(i++);
      if (c == '_' && i < length && path.charAt(i) == '_') {
        i++;
      } else if (c == '-') {
        while (i < length && path.charAt(i) == '-') {
          i++;
        }
      } else if (c != '.' && c != '_' && c != '/') {
        return false;
      }
    }
  }

  private static boolean isAlphanumeric(char c) {
    return isLowerAlphanumeric(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLowerAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** Domain and path: {@code docker.io/library/debian}. */
  public String name() {
    return domain.isEmpty() ? path : domain + "/" + path;
  }

  /** The name as people write it: without {@code docker.io/} and {@code library/}. */
  public String familiarName() {
    if (!domain.equals(HUB)) {
      return name();
    }
    return path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0
        ? path.substring(OFFICIAL.length())
        : path;
  }

  /** The whole reference as people write it: {@code debian:12}. */
  public String familiar() {
    return familiarName() + suffix();
  }

  /** With the tag {@code latest} where there is neither tag nor digest. */
  public Reference withDefaultTag() {
    return tag.isEmpty() && digest == null ? new Reference(domain, path, "latest", null) : this;
  }

  /** As engines pull it: the digest alone where there are both, {@code latest} where neither. */
  public Reference pulled() {
    return digest == null ? withDefaultTag() : new Reference(domain, path, "", digest);
  }

  /**
   * The host that serves the domain: {@code docker.io} is served by {@code registry-1.docker.io}.
   */
  public String registryHost() {
    return domain.equals(HUB) ? "registry-1.docker.io" : domain;
  }

  /** Under which key Docker's configuration keeps the domain's credentials. */
  public String credentialsKey() {
    return domain.equals(HUB) ? "https://index.docker.io/v1/" : domain;
  }

  private String suffix() {
    return (tag.isEmpty() ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }

  /** The whole reference: {@code docker.io/library/debian:12}. */
  @Override
  public String toString() {
    return name() + suffix();
  }
}
