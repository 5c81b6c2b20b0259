/** Digests for the places that name images: what stands where, and {@code plinth.lock}. */
@NullMarked
package dev.plinth.bases.pin;

import org.jspecify.annotations.NullMarked;
