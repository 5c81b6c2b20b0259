@NullMarked
package dev.plinth.advisories.match;

import org.jspecify.annotations.NullMarked;
