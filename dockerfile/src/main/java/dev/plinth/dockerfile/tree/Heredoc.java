package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;

/**
 * A document within an instruction: POSIX 1003.1 §2.7.4, as the Dockerfile reference takes it.
 *
 * @param mark the word that announces it, such as {@code <<-"EOF"}
 * @param name the word that ends it, without quotes
 * @param expands false where a part of the name was quoted: then no variables are put in
 * @param chomps true for {@code <<-}: leading tabs of each line do not count
 * @param fileDescriptor the number before the mark, -1 where there is none
 * @param content the lines between, without the last one
 * @param end the line that ends it without its line end; empty and at the file's end where it is
 *     not ended
 */
public record Heredoc(
    Word mark,
    String name,
    boolean expands,
    boolean chomps,
    int fileDescriptor,
    Span content,
    Span end) {}
