/**
 * Images in registries: the OCI distribution specification 1.1 and Docker's Registry HTTP API V2.
 *
 * <p>{@link dev.plinth.oci.registry.RegistryClient} finds the place that serves a reference
 * (mirrors first), {@link dev.plinth.oci.registry.Repository} talks to it: authorised, each
 * endpoint a class of its own that names in words what it does.
 */
@NullMarked
package dev.plinth.oci.registry;

import org.jspecify.annotations.NullMarked;
