/** Who we are to registries: what Docker's and Podman's files and helpers know. */
@NullMarked
package dev.plinth.oci.credentials;

import org.jspecify.annotations.NullMarked;
