/** Who runs what is built. */
@NullMarked
package dev.plinth.checks.identity;

import org.jspecify.annotations.NullMarked;
