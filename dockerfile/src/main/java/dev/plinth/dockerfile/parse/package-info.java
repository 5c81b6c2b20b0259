/** Reads Dockerfiles as BuildKit does, and keeps every byte. */
@NullMarked
package dev.plinth.dockerfile.parse;

import org.jspecify.annotations.NullMarked;
