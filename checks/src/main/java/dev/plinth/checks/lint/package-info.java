/** Runs the rules over a file. */
@NullMarked
package dev.plinth.checks.lint;

import org.jspecify.annotations.NullMarked;
