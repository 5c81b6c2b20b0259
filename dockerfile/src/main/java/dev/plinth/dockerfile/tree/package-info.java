/**
 * What a Dockerfile says, every part with its place in the file. Texts are one character per byte
 * unless they say otherwise: see {@link dev.plinth.dockerfile.SourceText}.
 */
@NullMarked
package dev.plinth.dockerfile.tree;

import org.jspecify.annotations.NullMarked;
