package dev.plinth.bases.approved;

import dev.plinth.bases.known.Glob;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of what is approved.
 *
 * <pre>
 * pattern    = registry [ "/" path ] [ ":" tag ] [ "@" digest ]
 * </pre>
 *
 * Registry and path are a whole registry, a namespace with all below it, or a repository with what
 * lies below it: {@code quay.io/team} approves {@code quay.io/team} and {@code quay.io/team/app},
 * and not {@code quay.io/teams}. A name without a registry is Docker Hub's. In a tag, a star stands
 * for any run of characters; nowhere else is one. A pattern without a tag approves every tag and
 * digest, one with a tag those references that carry such a tag.
 *
 * @param pattern as it is written
 * @param name registry and path, normalised
 * @param tag pattern of the tag; empty for any
 * @param digest empty for any
 * @param until the last day; null for good
 */
public record Approval(
    String pattern,
    String name,
    String tag,
    String digest,
    String reason,
    String owner,
    @Nullable LocalDate until) {

  /**
   * Of a pattern.
   *
   * @throws IllegalArgumentException saying why it is none
   */
  public static Approval of(
      String pattern, String reason, String owner, @Nullable LocalDate until) {
    String rest = pattern;
    String digest = "";
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Digest.parse(rest.substring(at + 1)).toString();
      rest = rest.substring(0, at);
    }
    String tag = "";
    int colon = rest.lastIndexOf(':');
    boolean port =
        colon > 0
            && rest.indexOf('/') < 0
            && host(rest.substring(0, colon))
            && port(rest.substring(colon + 1));
    if (colon > rest.lastIndexOf('/') && !port) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!tag.matches("[A-Za-z0-9_.*-]{1,128}")) {
        throw new IllegalArgumentException("its tag is none");
      }
    }
    return new Approval(pattern, name(rest), tag, digest, reason, owner, until);
  }

  private static boolean host(String text) {
    return text.equals("localhost") || text.indexOf('.') >= 0;
  }

  private static boolean port(String text) {
    return text.matches("[0-9]{1,5}");
  }

  private static String name(String text) {
    String bare = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
    if (bare.indexOf('*') >= 0) {
      throw new IllegalArgumentException("a star stands in tags alone");
    }
    int slash = bare.indexOf('/');
    String first = slash < 0 ? bare : bare.substring(0, slash);
    boolean registry =
        first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    if (!bare.matches("[a-z0-9]([a-z0-9._:-]*[a-z0-9])?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*")) {
      throw new IllegalArgumentException("it is no registry and no repository");
    }
    if (registry) {
      String domain = first.equals("index.docker.io") ? "docker.io" : first;
      return slash < 0 ? domain : domain + bare.substring(slash);
    }
    return slash < 0 ? "docker.io/library/" + bare : "docker.io/" + bare;
  }

  /** True where it is for all of a registry. */
  public boolean wholeRegistry() {
    return name.indexOf('/') < 0;
  }

  /** Whether it approves a reference, its day apart. */
  public boolean covers(Reference reference) {
    String repository = reference.name();
    boolean below = repository.equals(name) || repository.startsWith(name + "/");
    Digest own = reference.digest();
    boolean tagged = tag.isEmpty() || Glob.matches(tag, reference.withDefaultTag().tag());
    boolean exact = digest.isEmpty() || (own != null && own.toString().equals(digest));
    return below && tagged && exact;
  }

  /** Whether it still holds on that day. */
  public boolean holds(LocalDate day) {
    return until == null || !day.isAfter(until);
  }
}
