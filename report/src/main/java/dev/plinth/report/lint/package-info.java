/** Every output format of what was found in Dockerfiles. */
@NullMarked
package dev.plinth.report.lint;

import org.jspecify.annotations.NullMarked;
