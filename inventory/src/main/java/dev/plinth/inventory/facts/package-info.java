@NullMarked
package dev.plinth.inventory.facts;

import org.jspecify.annotations.NullMarked;
