/**
 * What a Dockerfile means: its stages, the variables each instruction sees, the images it names.
 * Texts are one character per byte unless they say otherwise.
 */
@NullMarked
package dev.plinth.dockerfile.meaning;

import org.jspecify.annotations.NullMarked;
