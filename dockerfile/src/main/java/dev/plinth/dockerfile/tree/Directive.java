package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;

/**
 * A parser directive: {@code # name=value} before anything else.
 *
 * @param name in lower case: {@code syntax}, {@code escape} or {@code check}
 * @param value as it stands, trimmed
 * @param span from its number sign to its line's end
 * @param valueSpan where the value stands
 */
public record Directive(String name, String value, Span span, Span valueSpan) {}
