/** What is wrong with Dockerfiles, and what to write instead. */
@NullMarked
package dev.plinth.checks;

import org.jspecify.annotations.NullMarked;
