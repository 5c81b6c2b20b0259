@NullMarked
package dev.plinth.inventory.sbom;

import org.jspecify.annotations.NullMarked;
