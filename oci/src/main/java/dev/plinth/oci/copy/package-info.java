/** Images copied as they are stored, from where they are to where they shall be as well. */
@NullMarked
package dev.plinth.oci.copy;

import org.jspecify.annotations.NullMarked;
