package dev.plinth.bases.remote;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.PlatformOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tag or a digest stands for in a registry.
 *
 * @param digest of the index, or of the manifest where there is none
 * @param index whether it is an index
 * @param members of the index that are images, or the manifest itself
 * @param since when the registry says that it has it; null where it does not say
 */
public record RemoteImage(
    Digest digest, boolean index, List<Member> members, @Nullable Instant since) {
  /** Keeps its own copy. */
  public RemoteImage {
    members = List.copyOf(members);
  }

  /** One platform's image. */
  public record Member(Platform platform, Digest digest) {}

  /** The platforms, each once, sorted. */
  public List<String> platforms() {
    List<String> platforms = new ArrayList<>();
    for (Member member : members) {
      String platform = member.platform().normalized().toString();
      if (!platforms.contains(platform)) {
        platforms.add(platform);
      }
    }
    platforms.sort(null);
    return platforms;
  }

  /**
   * The image that a platform runs; null where there is none. Others that a processor could run as
   * well, such as 32-bit ones, are none: nobody means them.
   */
  public @Nullable Member on(Platform platform) {
    Platform wanted = platform.normalized();
    PlatformOrder order = new PlatformOrder(wanted);
    Member best = null;
    int least = PlatformOrder.NONE;
    for (Member member : members) {
      boolean same = member.platform().normalized().architecture().equals(wanted.architecture());
      int rank = same ? order.rank(member.platform()) : PlatformOrder.NONE;
      if (rank != PlatformOrder.NONE && (best == null || rank < least)) {
        best = member;
        least = rank;
      }
    }
    return best;
  }

  /** The member with that digest; null where there is none. */
  public @Nullable Member member(Digest wanted) {
    for (Member member : members) {
      if (member.digest().equals(wanted)) {
        return member;
      }
    }
    return null;
  }

  /** True where another stands for the same images on all of these platforms. */
  public boolean same(RemoteImage other, List<Platform> platforms) {
    for (Platform platform : platforms) {
      Member mine = on(platform);
      Member its = other.on(platform);
      if (mine == null || its == null || !mine.digest().equals(its.digest())) {
        return false;
      }
    }
    return !platforms.isEmpty();
  }
}
