/** Rules about the images that a Dockerfile names. */
@NullMarked
package dev.plinth.checks.image;

import org.jspecify.annotations.NullMarked;
