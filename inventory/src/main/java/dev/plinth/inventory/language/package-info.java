@NullMarked
package dev.plinth.inventory.language;

import org.jspecify.annotations.NullMarked;
