/**
 * The text of a Dockerfile and places in it.
 *
 * <p>Everything here counts in bytes of the file: texts are kept one character per byte (Latin-1),
 * so that no byte is lost, whatever the encoding, and an index is an offset. What people read is
 * decoded as UTF-8 at the last moment.
 */
@NullMarked
package dev.plinth.dockerfile;

import org.jspecify.annotations.NullMarked;
