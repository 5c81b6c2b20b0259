/** Rules about labels. */
@NullMarked
package dev.plinth.checks.label;

import org.jspecify.annotations.NullMarked;
