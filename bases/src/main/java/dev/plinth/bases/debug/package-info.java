/** How to get a shell in a container of an image, or beside it. */
@NullMarked
package dev.plinth.bases.debug;

import org.jspecify.annotations.NullMarked;
