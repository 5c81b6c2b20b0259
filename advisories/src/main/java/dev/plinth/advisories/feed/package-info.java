@NullMarked
package dev.plinth.advisories.feed;

import org.jspecify.annotations.NullMarked;
