@NullMarked
package dev.plinth.oci.source;

import org.jspecify.annotations.NullMarked;
