package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;

/**
 * A comment line.
 *
 * @param span from its number sign to its line's end, which is not part of it
 * @param text what follows the number sign, trimmed
 * @param within true where it stands between an instruction's lines
 */
public record Comment(Span span, String text, boolean within) {}
