/** What was known before. */
@NullMarked
package dev.plinth.policy.baseline;

import org.jspecify.annotations.NullMarked;
