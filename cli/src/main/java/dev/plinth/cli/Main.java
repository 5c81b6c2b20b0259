package dev.plinth.cli;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs the verb that the arguments name. */
  public static void main(String[] args) {}
}
