/** What an image stands on, and whose each finding is. */
@NullMarked
package dev.plinth.bases;

import org.jspecify.annotations.NullMarked;
