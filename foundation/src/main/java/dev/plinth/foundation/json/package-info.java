@NullMarked
package dev.plinth.foundation.json;

import org.jspecify.annotations.NullMarked;
