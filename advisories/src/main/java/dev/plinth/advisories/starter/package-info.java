/** The advisories that Plinth carries with it, so that a first run offline finds the worst. */
@NullMarked
package dev.plinth.advisories.starter;

import org.jspecify.annotations.NullMarked;
