@NullMarked
package dev.plinth.oci;

import org.jspecify.annotations.NullMarked;
