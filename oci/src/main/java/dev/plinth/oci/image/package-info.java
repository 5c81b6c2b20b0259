@NullMarked
package dev.plinth.oci.image;

import org.jspecify.annotations.NullMarked;
