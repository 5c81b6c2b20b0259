/** What is missing when the image runs. */
@NullMarked
package dev.plinth.checks.runtime;

import org.jspecify.annotations.NullMarked;
