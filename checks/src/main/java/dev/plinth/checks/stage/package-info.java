/** Rules about stages and what they take from each other. */
@NullMarked
package dev.plinth.checks.stage;

import org.jspecify.annotations.NullMarked;
