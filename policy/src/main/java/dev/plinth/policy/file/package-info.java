/** The project's and the organisation's policy files. */
@NullMarked
package dev.plinth.policy.file;

import org.jspecify.annotations.NullMarked;
