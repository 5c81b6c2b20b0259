package dev.plinth.bases.tags;

/**
 * A newer tag.
 *
 * @param tag as it is published
 * @param level how far it is from the current one. It is {@link Level#SUITE}, and with that more
 *     than was allowed, where the distribution's release in the current tag is no longer published
 *     for newer versions: the reason says so
 * @param reason for people
 */
public record Choice(String tag, Level level, String reason) {}
