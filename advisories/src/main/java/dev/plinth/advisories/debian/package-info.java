/**
 * What a Debian archive says by itself: from the indexes of a suite and of its security suite to
 * the changelogs of the packages that are newer there, and from those to advisories. Needs nothing
 * but a mirror.
 */
@NullMarked
package dev.plinth.advisories.debian;

import org.jspecify.annotations.NullMarked;
