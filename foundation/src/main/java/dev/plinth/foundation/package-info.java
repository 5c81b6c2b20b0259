@NullMarked
package dev.plinth.foundation;

import org.jspecify.annotations.NullMarked;
