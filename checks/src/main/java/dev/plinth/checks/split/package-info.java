/**
 * Files of one stage divided in two: one that builds, and one that is shipped. Each language knows
 * when a file is plain enough for that, and what of the first stage the second one needs.
 */
@NullMarked
package dev.plinth.checks.split;

import org.jspecify.annotations.NullMarked;
