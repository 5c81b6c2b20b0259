package dev.plinth.dockerfile.calls;

import org.jspecify.annotations.Nullable;

/**
 * A variable of the environment that a call is given.
 *
 * @param name of it
 * @param value once quotes are gone; null where an expansion decides
 * @param from index in the call's text where it begins
 * @param to index behind it
 */
public record Setting(String name, @Nullable String value, int from, int to) {}
