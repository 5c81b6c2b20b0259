package dev.plinth.bases.debug;

import dev.plinth.bases.inspect.Identity;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.profile.ImageProfile;

/** Images to put beside others to debug them: those of the same C library. */
final class DebugImages {
  private DebugImages() {}

  /**
   * An image to put beside another.
   *
   * @param shell that it has
   * @param why a clause
   */
  record Tools(String image, String shell, String why) {}

  /**
   * One whose programs and libraries fit what is in the image, so that a debugger of the one
   * understands the other.
   */
  static Tools beside(ImageProfile profile, Distribution distribution, Identity identity) {
    if (identity.windows()) {
      String release = windows(identity.osVersion());
      return new Tools(
          "mcr.microsoft.com/windows/servercore:" + (release.isEmpty() ? "ltsc2022" : release),
          "powershell",
          release.isEmpty()
              ? "its own servicing version is not known: take the host's"
              : "the same servicing version, " + identity.osVersion());
    }
    String version = distribution.versionId();
    String release = majorMinor(version, 1);
    boolean musl = profile.linked("musl") && !profile.linked("glibc");
    String own =
        switch (distribution.id()) {
          case "debian" -> "debian:" + (release.isEmpty() ? "stable" : release) + "-slim";
          case "ubuntu" -> version.isEmpty() ? "" : "ubuntu:" + version;
          case "alpine" -> "alpine:" + (version.isEmpty() ? "edge" : majorMinor(version, 2));
          case "wolfi", "chainguard" -> "cgr.dev/chainguard/wolfi-base";
          case "fedora" -> release.isEmpty() ? "" : "fedora:" + release;
          case "rhel", "centos", "rocky", "almalinux", "ol" ->
              release.isEmpty() ? "" : "registry.access.redhat.com/ubi" + release + "/ubi";
          case "amzn" -> version.isEmpty() ? "" : "amazonlinux:" + version;
          default -> "";
        };
    boolean linked = !profile.libraries().isEmpty();
    if (!own.isEmpty() && linked && ShellWord.of(own).equals(own)) {
      String shell = musl || own.startsWith("cgr.dev/") ? "sh" : "bash";
      return new Tools(own, shell, "the same C library, " + library(profile));
    }
    if (musl) {
      return new Tools("alpine", "sh", "the same C library, " + library(profile));
    }
    if (linked) {
      return new Tools("debian:stable-slim", "bash", "the same C library, glibc");
    }
    return new Tools(
        "busybox:musl", "sh", "the image has no C library, so any will do; this one is small");
  }

  private static String library(ImageProfile profile) {
    ImageProfile.Library first = profile.libraries().getFirst();
    return (first.name() + " " + first.version()).strip();
  }

  /** By the build number: Microsoft's release information of Windows Server. */
  private static String windows(String version) {
    return switch (majorMinor(version, 3)) {
      case "10.0.14393" -> "ltsc2016";
      case "10.0.17763" -> "ltsc2019";
      case "10.0.20348" -> "ltsc2022";
      case "10.0.26100" -> "ltsc2025";
      default -> "";
    };
  }

  private static String majorMinor(String version, int parts) {
    int at = -1;
    for (int i = 0; i < parts; i++) {
      at = version.indexOf('.', at + 1);
      if (at < 0) {
        return version;
      }
    }
    return version.substring(0, at);
  }
}
