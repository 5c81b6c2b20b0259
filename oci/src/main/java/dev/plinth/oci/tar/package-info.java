@NullMarked
package dev.plinth.oci.tar;

import org.jspecify.annotations.NullMarked;
