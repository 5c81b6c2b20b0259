/** What an installed ShellCheck says of RUN, placed in the Dockerfile. */
@NullMarked
package dev.plinth.checks.shellcheck;

import org.jspecify.annotations.NullMarked;
