/** The folder that a build sends: {@code .dockerignore}, what it leaves, secrets among it. */
@NullMarked
package dev.plinth.dockerfile.context;

import org.jspecify.annotations.NullMarked;
