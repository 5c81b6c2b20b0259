/** Source trees: the packages that lock files and manifests name. */
@NullMarked
package dev.plinth.inventory.source;

import org.jspecify.annotations.NullMarked;
