/**
 * Every place of a project's files that names an image: found, read and changed without loss. One
 * reader for each kind of file; a change is proved by reading the file again.
 */
@NullMarked
package dev.plinth.bases.places;

import org.jspecify.annotations.NullMarked;
