package dev.plinth.cli;

import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.PlatformOrder;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What registries say of the images that Dockerfiles name by digest: manifest or index and one
 * configuration, and of a manifest what its tag stands for. Each image is asked for once in a run,
 * several at a time; a registry that cannot be reached is not asked again. Serves several threads.
 */
final class RegistryEvidence {
  private static final int AT_A_TIME = 8;

  /** More different images than this are named by no project; a hostile file might. */
  private static final int MOST_IMAGES = 500;

  private final RegistryClient client;
  private final Limits limits = Limits.defaults();
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Map<String, CompletableFuture<Answer>> answers = new HashMap<>();
  private final Map<String, PlinthException> unreachable = new ConcurrentHashMap<>();

  RegistryEvidence(RegistryClient client) {
    this.client = client;
  }

  /**
   * Of one name.
   *
   * @param image of the digest, null where the registry did not tell
   * @param tagged of the tag before it, null where that was not asked for or is not there
   * @param failure why the registry did not tell, empty where it did
   */
  private record Answer(
      ImageEvidence.@Nullable Image image, ImageEvidence.@Nullable Image tagged, String failure) {}

  /** Asks for all that the file names by digest, and waits for the answers. */
  ImageEvidence of(Build build) {
    Set<String> names = new LinkedHashSet<>();
    for (ImageUse use : build.images()) {
      String name = use.name();
      if (use.external() && name != null && name.indexOf('@') > 0) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      return ImageEvidence.NONE;
    }
    Map<String, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
    for (String name : names) {
      asked.put(name, answer(name));
    }
    Map<String, ImageEvidence.Image> known = new HashMap<>();
    List<String> failures = new ArrayList<>();
    asked.forEach((name, future) -> {
      Answer answer = future.join();
      if (answer.image != null) {
        known.put(name, answer.image);
      }
      if (answer.tagged != null) {
        known.put(name.substring(0, name.indexOf('@')), answer.tagged);
      }
      if (!answer.failure.isEmpty()) {
        failures.add(SafeText.of(name) + ": " + answer.failure);
      }
    });
    return new Known(known, failures);
  }

  private record Known(Map<String, ImageEvidence.Image> images, List<String> unchecked)
      implements ImageEvidence {
    @Override
    public ImageEvidence.@Nullable Image of(String name) {
      return images.get(name);
    }
  }

  private CompletableFuture<Answer> answer(String name) {
    synchronized (answers) {
      CompletableFuture<Answer> before = answers.get(name);
      if (before != null) {
        return before;
      }
      if (answers.size() >= MOST_IMAGES) {
        return CompletableFuture.completedFuture(
            new Answer(null, null, "more than " + MOST_IMAGES + " images are named by digest"));
      }
      CompletableFuture<Answer> future = new CompletableFuture<>();
      answers.put(name, future);
      Thread.ofVirtual()
          .name("registry-evidence")
          .start(() -> {
            turns.acquireUninterruptibly();
            try {
              future.complete(ask(name));
            } catch (RuntimeException | Error e) {
              future.completeExceptionally(new CompletionException(e));
            } finally {
              turns.release();
            }
          });
      return future;
    }
  }

  private Answer ask(String name) {
    String host = "";
    try {
      Reference reference = Reference.parse(name);
      host = reference.registryHost();
      PlinthException known = unreachable.get(host);
      if (known != null) {
        throw known;
      }
      return client.ask(reference, repository -> read(repository, reference));
    } catch (PlinthException e) {
      if (e.code().startsWith("PLINTH-HTTP-") && !host.isEmpty()) {
        unreachable.putIfAbsent(host, e);
      }
      return new Answer(null, null, e.because());
    }
  }

  private Answer read(Repository repository, Reference reference) {
    Digest digest = reference.digest();
    if (digest == null) {
      return new Answer(null, null, "it has no digest");
    }
    String name = reference.familiar();
    Document document = repository.manifest(digest).document(name, limits);
    ImageEvidence.Image image = image(repository, document, name, true);
    return new Answer(
        image,
        image.index() || reference.tag().isEmpty() ? null : tagged(repository, reference),
        "");
  }

  /** What the tag stands for; null where it is there no more. */
  private ImageEvidence.@Nullable Image tagged(Repository repository, Reference reference) {
    try {
      String name = reference.familiarName() + ":" + reference.tag();
      Document document = repository.manifest(reference.tag()).document(name, limits);
      return image(repository, document, name, false);
    } catch (PlinthException e) {
      if (e.code().equals("PLINTH-REGISTRY-ABSENT")) {
        return null;
      }
      throw e;
    }
  }

  /**
   * What a document says.
   *
   * @param whole true where the configuration is wanted as well
   */
  private ImageEvidence.Image image(
      Repository repository, Document document, String name, boolean whole) {
    Map<String, String> annotations = new HashMap<>();
    List<String> platforms = new ArrayList<>();
    Document one = document;
    boolean index = document instanceof ImageIndex;
    if (document instanceof ImageIndex all) {
      Descriptor chosen = null;
      PlatformOrder order = new PlatformOrder(Platform.host());
      for (Descriptor each : all.manifests()) {
        Platform platform = each.platform();
        if (platform == null || platform.os().isEmpty() || platform.os().equals("unknown")) {
          continue;
        }
        platforms.add(platform.normalized().toString());
        if (chosen == null || rank(order, each) < rank(order, chosen)) {
          chosen = each;
        }
      }
      if (whole && chosen != null) {
        one = repository.manifest(chosen.digest()).document(name, limits);
        annotations.putAll(chosen.annotations());
      }
      annotations.putAll(all.annotations());
    }
    ImageConfig config = ImageConfigReader.EMPTY;
    if (one instanceof Manifest manifest && manifest.artifactKind().isEmpty()) {
      annotations.putAll(manifest.annotations());
      if (whole) {
        byte[] bytes = repository.document(manifest.config(), "the configuration of " + name);
        config =
            ImageConfigReader.read(
                bytes, "the configuration of " + name, limits.documentBytes(), limits.layers());
        if (!index) {
          platforms.add(config.platform().normalized().toString());
        }
      }
    }
    return new ImageEvidence.Image(
        index, platforms, annotations, environment(config), config.labels(), history(config));
  }

  private static int rank(PlatformOrder order, Descriptor descriptor) {
    Platform platform = descriptor.platform();
    return platform == null ? PlatformOrder.NONE : order.rank(platform);
  }

  private static Map<String, String> environment(ImageConfig config) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : config.env()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return environment;
  }

  private static List<String> history(ImageConfig config) {
    List<String> steps = new ArrayList<>();
    for (HistoryEntry step : config.history()) {
      steps.add(step.createdBy());
    }
    return steps;
  }
}
