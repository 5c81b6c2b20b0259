package dev.plinth.findings;

import org.jspecify.annotations.Nullable;

/**
 * What a finding is about.
 *
 * @param name the package's or file's name as people say it
 * @param version its version, empty where it has none
 * @param purl the package URL (package-url specification), null for what is no package
 * @param path the file that proves it inside the image, null when there is none
 */
public record Subject(String name, String version, @Nullable String purl, @Nullable String path) {}
