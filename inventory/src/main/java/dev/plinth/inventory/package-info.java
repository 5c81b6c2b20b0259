@NullMarked
package dev.plinth.inventory;

import org.jspecify.annotations.NullMarked;
