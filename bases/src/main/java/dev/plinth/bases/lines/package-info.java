/** Which instruction of a Dockerfile made which layer of an image. */
@NullMarked
package dev.plinth.bases.lines;

import org.jspecify.annotations.NullMarked;
