@NullMarked
package dev.plinth.advisories.version;

import org.jspecify.annotations.NullMarked;
