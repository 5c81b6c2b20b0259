package dev.plinth.bases.known;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A family of images that many build upon: what those of one maker and one making have in common.
 *
 * @param id such as {@code python-slim}
 * @param image its name, with parts in braces for releases: {@code python:{v}-slim-{debian}}
 * @param shown for people
 * @param distribution as endoflife.date names it; {@code none} without one, empty where not known
 * @param libc the C library: {@code musl}, {@code none} or that of GNU; empty where not known
 * @param shell {@code bash}, {@code ash}, {@code sh}, {@code cmd}, {@code powershell} or {@code
 *     none}
 * @param managers package managers by their commands; null where they are not known
 * @param certificates whether root certificates are there; null where it is not known
 * @param zones whether time zones are there; null where it is not known
 * @param standsOn the family that it is made from; empty where there is none
 * @param account the image's own account to run as, without root's rights, as {@code name:number}
 *     or {@code name}; empty where there is none
 * @param variants families of the same maker for the same purpose
 * @param debug the image with a shell beside it, with parts in braces; {@code self} where a shell
 *     is in it, empty where there is none
 * @param platforms such as {@code arm64}, {@code arm/v7}, {@code windows/amd64}; {@code all} for
 *     any
 * @param size how large it is
 * @param rebuilt when it is built anew, a clause
 * @param fips validated cryptography: {@code yes}, {@code paid} with a subscription, {@code no}
 * @param sources who says so: keys of {@link Families#source}, the maker's first
 * @param month when it was looked at, {@code YYYY-MM}
 */
public record Family(
    String id,
    String image,
    String shown,
    String distribution,
    String libc,
    String shell,
    @Nullable Set<String> managers,
    @Nullable Boolean certificates,
    @Nullable Boolean zones,
    String standsOn,
    String account,
    List<String> variants,
    String debug,
    List<String> platforms,
    Size size,
    String rebuilt,
    String fips,
    List<String> sources,
    String month) {

  /** Sizes as they are fetched, compressed, for amd64. */
  public enum Size {
    /** Nothing. */
    EMPTY("nothing"),
    /** At most 10 MB. */
    TINY("under 10 MB"),
    /** At most 60 MB. */
    SMALL("10-60 MB"),
    /** At most 150 MB. */
    MEDIUM("60-150 MB"),
    /** At most 350 MB. */
    LARGE("150-350 MB"),
    /** More. */
    HUGE("over 350 MB");

    private final String shown;

    Size(String shown) {
      this.shown = shown;
    }

    /** For people. */
    public String shown() {
      return shown;
    }
  }

  /** True where there is a shell. */
  public boolean hasShell() {
    return !shell.equals("none");
  }

  /** True where there is a package manager for sure. */
  public boolean hasManager() {
    return managers != null && !managers.isEmpty();
  }

  /** True for images of Windows. */
  public boolean windows() {
    return distribution.equals("windows");
  }

  /** The number of the image's own account; empty where it has none, or no number. */
  public String accountNumber() {
    int colon = account.indexOf(':');
    return colon < 0 ? "" : account.substring(colon + 1);
  }

  /** True where it is built for that platform, such as {@code arm64} or {@code windows/amd64}. */
  public boolean builtFor(String platform) {
    return platforms.contains(platform)
        || (platforms.getFirst().equals("all") && !platform.startsWith("windows/"));
  }
}
