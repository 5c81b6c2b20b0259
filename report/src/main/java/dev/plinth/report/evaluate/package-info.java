/** Candidates for a base side by side, in every format. */
@NullMarked
package dev.plinth.report.evaluate;

import org.jspecify.annotations.NullMarked;
