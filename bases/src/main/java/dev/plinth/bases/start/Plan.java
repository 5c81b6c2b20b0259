package dev.plinth.bases.start;

import java.util.List;

/**
 * How a project becomes an image.
 *
 * @param found what its files said, a line each, for people
 * @param notes what people have to know or do, a line each
 * @param recipe the Dockerfile
 * @param ignore patterns of the ignore file beyond those of every project
 */
record Plan(List<String> found, List<String> notes, Recipe recipe, List<String> ignore) {}
