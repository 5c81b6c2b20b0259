/**
 * Candidates for a base weighed by five criteria, from evidence; docs/evaluate.md has the formula.
 */
@NullMarked
package dev.plinth.bases.evaluate;

import org.jspecify.annotations.NullMarked;
