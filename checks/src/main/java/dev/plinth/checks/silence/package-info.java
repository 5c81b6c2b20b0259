/**
 * Comments by which a Dockerfile's or a pipeline's author sets findings aside, ours and other
 * tools'.
 */
@NullMarked
package dev.plinth.checks.silence;

import org.jspecify.annotations.NullMarked;
