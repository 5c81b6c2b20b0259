@NullMarked
package dev.plinth.advisories.store;

import org.jspecify.annotations.NullMarked;
