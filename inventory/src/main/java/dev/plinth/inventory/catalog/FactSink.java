package dev.plinth.inventory.catalog;

/** Takes what one file says. */
public interface FactSink {
  /** One more fact of this file. */
  void add(Fact fact);

  /**
   * This file could not be understood, or not wholly.
   *
   * @param problem what is wrong, a sentence without a final stop
   */
  void problem(String problem);
}
