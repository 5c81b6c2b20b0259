package dev.plinth.findings;

/** What removes a finding. */
public sealed interface Fix {
  /**
   * A version to move to.
   *
   * @param packageName the package to upgrade, by the name its package manager knows
   * @param version the first version without the problem
   */
  record Upgrade(String packageName, String version) implements Fix {}

  /** Advice in words. */
  record Advice(String text) implements Fix {}
}
