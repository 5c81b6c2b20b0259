/** Rules about the build context: what is sent, what is copied, and in which order. */
@NullMarked
package dev.plinth.checks.context;

import org.jspecify.annotations.NullMarked;
