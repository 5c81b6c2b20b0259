/** Rules about single instructions and how they go together. */
@NullMarked
package dev.plinth.checks.instruction;

import org.jspecify.annotations.NullMarked;
