/** What an image is: told by the files that are visible in it, not by what it says of itself. */
@NullMarked
package dev.plinth.inventory.profile;

import org.jspecify.annotations.NullMarked;
