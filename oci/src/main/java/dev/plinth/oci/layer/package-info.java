@NullMarked
package dev.plinth.oci.layer;

import org.jspecify.annotations.NullMarked;
