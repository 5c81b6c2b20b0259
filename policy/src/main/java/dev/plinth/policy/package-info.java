@NullMarked
package dev.plinth.policy;

import org.jspecify.annotations.NullMarked;
