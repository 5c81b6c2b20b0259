/** What differs between two images, and what brought each difference about. */
@NullMarked
package dev.plinth.bases.difference;

import org.jspecify.annotations.NullMarked;
