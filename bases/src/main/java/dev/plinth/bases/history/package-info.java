/** Where in an image's history the base's build ends. */
@NullMarked
package dev.plinth.bases.history;

import org.jspecify.annotations.NullMarked;
