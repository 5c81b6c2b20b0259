/** Rules about package managers. */
@NullMarked
package dev.plinth.checks.packages;

import org.jspecify.annotations.NullMarked;
