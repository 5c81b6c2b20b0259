/** Rules about the text itself: what the builder refuses to read. */
@NullMarked
package dev.plinth.checks.syntax;

import org.jspecify.annotations.NullMarked;
