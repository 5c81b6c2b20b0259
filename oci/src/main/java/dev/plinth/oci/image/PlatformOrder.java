package dev.plinth.oci.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Which platforms' images run on a wanted one, best first, as containerd orders them: {@code
 * arm/v7} runs {@code v6} and {@code v5} too, {@code arm64} runs 32-bit Arm, {@code amd64/v3} runs
 * {@code v2} and plain, and {@code 386}.
 */
public final class PlatformOrder {
  /** The rank of a platform that does not run there. */
  public static final int NONE = Integer.MAX_VALUE;

  private final String osVersion;
  private final List<Platform> order = new ArrayList<>();

  /** The order for one wanted platform. */
  public PlatformOrder(Platform wanted) {
    Platform first = wanted.normalized();
    osVersion = first.osVersion();
    order.add(first);
    switch (first.architecture()) {
      case "amd64" -> {
        lower(first, 1);
        order.add(new Platform(first.os(), "386", "", ""));
      }
      case "arm" -> lower(first, 5);
      case "arm64" -> {
        Platform arm =
            new Platform(first.os(), "arm", first.variant().isEmpty() ? "v8" : first.variant(), "");
        if (!first.variant().isEmpty()) {
          order.add(new Platform(first.os(), "arm64", "", ""));
        }
        order.add(arm);
        lower(arm, 5);
      }
      default -> {}
    }
  }

  private void lower(Platform from, int least) {
    String variant = from.variant();
    if (variant.length() == 2 && variant.charAt(0) == 'v') {
      for (int version = variant.charAt(1) - '0' - 1; version >= least; version--) {
        order.add(new Platform(from.os(), from.architecture(), "v" + version, "").normalized());
      }
    }
  }

  /** 0 for the wanted platform itself, more for lesser ones, {@link #NONE} for the others. */
  public int rank(Platform offered) {
    Platform platform = offered.normalized();
    for (int i = 0; i < order.size(); i++) {
      Platform runs = order.get(i);
      if (runs.os().equals(platform.os())
          && runs.architecture().equals(platform.architecture())
          && runs.variant().equals(platform.variant())
          && (osVersion.isEmpty() || platform.osVersion().startsWith(osVersion))) {
        return i;
      }
    }
    return NONE;
  }
}
