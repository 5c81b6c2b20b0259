package dev.plinth.bases.start;

import java.util.List;

/**
 * The files that a project starts with.
 *
 * @param language as people write it
 * @param found what its files said, a line each
 * @param notes what people have to know or do, a line each
 * @param dockerfile the Dockerfile's text
 * @param ignore the text of the {@code .dockerignore}
 * @param copied the paths that the Dockerfile copies from the project by name
 */
public record Start(
    String language,
    List<String> found,
    List<String> notes,
    String dockerfile,
    String ignore,
    List<String> copied) {}
