/**
 * The shell language of RUN: POSIX.1-2024 XCU 2, and what bash adds, every part with its place.
 *
 * <p>Places are indices into the {@link dev.plinth.dockerfile.LogicalText} that was read, which
 * knows their bytes in the file; texts are one character per byte.
 */
@NullMarked
package dev.plinth.dockerfile.shell;

import org.jspecify.annotations.NullMarked;
