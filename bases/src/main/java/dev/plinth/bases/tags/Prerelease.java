package dev.plinth.bases.tags;

/**
 * What makes a version one before its release.
 *
 * @param word in lower case: {@code rc}, {@code beta}, {@code m}
 * @param numbers behind it, with dots; may be empty
 */
public record Prerelease(String word, TagPart numbers) {}
