/** Images in a running Docker or Podman engine, reached through its socket. */
@NullMarked
package dev.plinth.oci.engine;

import org.jspecify.annotations.NullMarked;
