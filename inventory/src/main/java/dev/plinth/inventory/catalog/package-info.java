@NullMarked
package dev.plinth.inventory.catalog;

import org.jspecify.annotations.NullMarked;
