package dev.plinth.checks.ci;

import dev.plinth.dockerfile.Span;

/**
 * An image that a pipeline runs.
 *
 * @param file that names it
 * @param span where
 * @param name as written
 */
public record RunImage(CiFile file, Span span, String name) {}
