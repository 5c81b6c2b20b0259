@NullMarked
package dev.plinth.inventory.os;

import org.jspecify.annotations.NullMarked;
