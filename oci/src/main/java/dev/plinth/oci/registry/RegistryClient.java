package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds repositories: at their mirrors first, then at the place their names say. */
public final class RegistryClient {
  private final RegistryOptions options;
  private final Limits limits;
  private final Map<String, RegistryHost> hosts = new HashMap<>();

  public RegistryClient(RegistryOptions options, Limits limits) {
    this.options = options;
    this.limits = limits;
  }

  /** The repository itself, mirrors passed over: where images are pushed to. */
  public Repository itself(Reference reference) {
    return at(reference, options.mirrors().locations(reference).getLast());
  }

  /**
   * What the first place that serves the repository gives; when all fail, the failure of the place
   * itself.
   */
  public <T> T ask(Reference reference, Function<Repository, T> question) {
    List<RegistryConfiguration.Location> locations = options.mirrors().locations(reference);
    PlinthException mirrors = null;
    for (RegistryConfiguration.Location location : locations.subList(0, locations.size() - 1)) {
      try {
        return question.apply(at(reference, location));
      } catch (PlinthException e) {
        mirrors = e;
      }
    }
    try {
      return question.apply(at(reference, locations.getLast()));
    } catch (PlinthException e) {
      throw mirrors == null ? e : withMirror(e, mirrors);
    }
  }

  private static PlinthException withMirror(PlinthException failure, PlinthException mirror) {
    failure.addSuppressed(mirror);
    return new PlinthException(
        failure.code(),
        failure.tried(),
        failure.because() + " (the mirrors failed before: " + mirror.because() + ")",
        failure.next(),
        failure);
  }

  private Repository at(Reference reference, RegistryConfiguration.Location location) {
    RegistryHost host = host(location.host(), location.insecure());
    // Elsewhere we are who we are there: the image's name gives nobody its credentials.
    boolean own =
        location.host().equals(reference.registryHost())
            && location.path().equals(reference.path());
    Reference owner =
        own ? reference : new Reference(location.host(), location.path(), reference.tag(), null);
    return new Repository(
        reference,
        location.path(),
        host,
        own ? options.credentials() : options.credentials().forMirrors(),
        owner,
        limits);
  }

  private synchronized RegistryHost host(String host, boolean insecure) {
    @Nullable RegistryHost known = hosts.get(host);
    if (known == null) {
      known = new RegistryHost(options, host, insecure);
      hosts.put(host, known);
    }
    return known;
  }
}
