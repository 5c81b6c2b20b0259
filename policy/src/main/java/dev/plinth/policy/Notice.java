package dev.plinth.policy;

/**
 * What else to know of a verdict.
 *
 * @param warning true where somebody should act
 * @param id a stable word, such as {@code exception-unused}
 * @param text a sentence without a final stop
 * @param place the file it speaks of, with its line; empty where there is none
 */
public record Notice(boolean warning, String id, String text, String place) {}
