@NullMarked
package dev.plinth.oci.write;

import org.jspecify.annotations.NullMarked;
