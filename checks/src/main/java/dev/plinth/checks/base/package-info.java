/** What images a file builds upon, and what does not fit them. */
@NullMarked
package dev.plinth.checks.base;

import org.jspecify.annotations.NullMarked;
