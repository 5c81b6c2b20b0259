package dev.plinth.inventory.source;

import java.util.List;

/** Where a package of JavaScript's comes from, by its address. */
final class NpmOrigins {
  private static final List<String> LOCAL =
      List.of("file:", "link:", "portal:", "workspace:", "root:");

  private NpmOrigins() {}

  /** True for a folder or an archive beside the project. */
  static boolean local(String address) {
    for (String start : LOCAL) {
      if (address.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code git}, {@code file}, or {@code url} for an address that is no registry's as far as can be
   * told; empty for a registry's or for none. The address itself is not kept: it may hold
   * credentials.
   */
  static String of(String address) {
    if (local(address)) {
      return "file";
    }
    if (address.startsWith("git")
        || address.contains(".git#")
        || address.startsWith("ssh:")
        || address.startsWith("https://codeload.github.com/")) {
      return "git";
    }
    boolean web = address.startsWith("https:") || address.startsWith("http:");
    return web && !address.contains("/-/") ? "url" : "";
  }
}
