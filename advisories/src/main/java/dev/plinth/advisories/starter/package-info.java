@NullMarked
package dev.plinth.advisories.starter;

import org.jspecify.annotations.NullMarked;
