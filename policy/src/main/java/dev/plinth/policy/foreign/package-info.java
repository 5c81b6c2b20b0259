/** Other scanners' ignore files, honoured where they can be exactly. */
@NullMarked
package dev.plinth.policy.foreign;

import org.jspecify.annotations.NullMarked;
