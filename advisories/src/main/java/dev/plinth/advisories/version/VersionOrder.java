package dev.plinth.advisories.version;

/** The order of versions in one ecosystem. Total: every two strings compare, junk included. */
public interface VersionOrder {
  /** The ecosystem's word for {@code plinth versions}: {@code deb}, {@code pypi}, … */
  String id();

  /** Negative, zero or positive, as {@link java.util.Comparator} has it. */
  int compare(String a, String b);
}
