/** Changes of a file's text by stretches, and where the rest of it lies afterwards. */
@NullMarked
package dev.plinth.dockerfile.edit;

import org.jspecify.annotations.NullMarked;
