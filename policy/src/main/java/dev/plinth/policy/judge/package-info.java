/** From findings to a verdict, by all that has a say in it. */
@NullMarked
package dev.plinth.policy.judge;

import org.jspecify.annotations.NullMarked;
