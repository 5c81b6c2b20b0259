/** Which images are approved, and the same for what enforces it at run time. */
@NullMarked
package dev.plinth.bases.approved;

import org.jspecify.annotations.NullMarked;
