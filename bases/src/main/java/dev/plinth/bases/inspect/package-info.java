/** What an image is, in the answers that people ask for: who looks after it, who it runs as. */
@NullMarked
package dev.plinth.bases.inspect;

import org.jspecify.annotations.NullMarked;
