/** Rules on what RUN gives to the shell. */
@NullMarked
package dev.plinth.checks.shell;

import org.jspecify.annotations.NullMarked;
