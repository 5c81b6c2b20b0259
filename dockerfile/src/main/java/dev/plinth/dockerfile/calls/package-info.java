/**
 * The programs that an instruction runs, and what it asks of package managers: read from the
 * shell's tree, with wrappers such as {@code sudo} and {@code sh -c} looked through.
 */
@NullMarked
package dev.plinth.dockerfile.calls;

import org.jspecify.annotations.NullMarked;
