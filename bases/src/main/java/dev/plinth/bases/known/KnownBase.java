package dev.plinth.bases.known;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an image holds, told by its name.
 *
 * @param name it was told by
 * @param distribution as endoflife.date names it, {@code none} for images without one; empty where
 *     it is not known
 * @param release of the distribution; empty where the tag does not say
 * @param libc the C library: {@code musl}, {@code none} or that of GNU; empty where it is not known
 * @param shell whether {@code /bin/sh} is there; null where it is not known
 * @param managers package managers by their commands; null where they are not known
 * @param certificates whether root certificates are there; null where it is not known
 * @param zones whether time zones are there; null where it is not known
 * @param passwd whether {@code /etc/passwd} is there; null where it is not known
 * @param user that the image runs as; empty where it is not known
 * @param users further users that it has made, by name
 * @param kind what it is for
 */
public record KnownBase(
    ImageName name,
    String distribution,
    String release,
    String libc,
    @Nullable Boolean shell,
    @Nullable Set<String> managers,
    @Nullable Boolean certificates,
    @Nullable Boolean zones,
    @Nullable Boolean passwd,
    String user,
    List<String> users,
    Kind kind) {

  /** What images are for. */
  public enum Kind {
    /** A distribution alone. */
    DISTRIBUTION,
    /** What programs of a language need to run. */
    RUNTIME,
    /** The same, with compilers and headers. */
    RUNTIME_WITH_COMPILERS,
    /** What programs are built with. */
    TOOLCHAIN,
    /** A finished program. */
    APPLICATION,
    /** Not known. */
    UNKNOWN
  }

  /** The same by another name. */
  public KnownBase as(ImageName other) {
    return new KnownBase(
        other,
        distribution,
        release,
        libc,
        shell,
        managers,
        certificates,
        zones,
        passwd,
        user,
        users,
        kind);
  }

  /** True where it runs as root for sure. */
  public boolean root() {
    return user.equals("root") || user.equals("0");
  }

  /** True where it runs as somebody else for sure. */
  public boolean nonRoot() {
    return !user.isEmpty() && !root();
  }

  /** True where there is no shell for sure. */
  public boolean shellLess() {
    return Boolean.FALSE.equals(shell);
  }

  /** True for Alpine and its like. */
  public boolean musl() {
    return libc.equals("musl");
  }
}
