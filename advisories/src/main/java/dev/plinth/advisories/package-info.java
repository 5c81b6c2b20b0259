@NullMarked
package dev.plinth.advisories;

import org.jspecify.annotations.NullMarked;
