/** Files of a folder by their names: Dockerfiles and others, without what git ignores. */
@NullMarked
package dev.plinth.dockerfile.files;

import org.jspecify.annotations.NullMarked;
