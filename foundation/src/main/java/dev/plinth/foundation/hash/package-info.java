/** Hashing of much data. */
@NullMarked
package dev.plinth.foundation.hash;

import org.jspecify.annotations.NullMarked;
