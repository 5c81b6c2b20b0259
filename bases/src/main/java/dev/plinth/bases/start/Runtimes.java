package dev.plinth.bases.start;

/** Images that built programs are shipped upon. */
public final class Runtimes {
  private Runtimes() {}

  /** For programs that need no C library: certificates, time zones, and a user who is not root. */
  public static String forStaticPrograms() {
    return "gcr.io/distroless/static-debian" + Toolchain.debian() + ":nonroot";
  }
}
