/** Rules about what RUN does, package managers apart. */
@NullMarked
package dev.plinth.checks.run;

import org.jspecify.annotations.NullMarked;
