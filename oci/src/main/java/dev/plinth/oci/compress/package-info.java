@NullMarked
package dev.plinth.oci.compress;

import org.jspecify.annotations.NullMarked;
