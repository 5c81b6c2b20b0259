/** The images that were seen, to be found again beneath others. */
@NullMarked
package dev.plinth.bases.index;

import org.jspecify.annotations.NullMarked;
