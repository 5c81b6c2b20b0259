/**
 * What is known of images by their names alone: what they hold, how long they are looked after, and
 * what became of them. All of it stands in small tables among the resources, each with its source
 * and day in its first lines, read when it is first asked for.
 */
@NullMarked
package dev.plinth.bases.known;

import org.jspecify.annotations.NullMarked;
