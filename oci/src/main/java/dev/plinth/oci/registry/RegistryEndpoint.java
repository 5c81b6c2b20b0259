package dev.plinth.oci.registry;

import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;

/**
 * One thing that a registry does for us.
 *
 * @param <T> what comes of it
 */
interface RegistryEndpoint<T> {
  /** What is sent; its action says in words what it does. */
  HttpRequest request(RepositoryAddress address);

  /** True for the statuses that {@link #answer} understands; others are refusals. */
  default boolean understands(int status) {
    return status == 200;
  }

  /** What the answer says. */
  T answer(RepositoryAddress address, HttpResponse response);
}
