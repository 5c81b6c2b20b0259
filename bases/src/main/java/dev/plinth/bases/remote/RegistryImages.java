package dev.plinth.bases.remote;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.registry.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries, each question once however often it is put, and of a host that cannot be reached
 * no more. Serves several threads; so many questions are open at a time.
 */
public final class RegistryImages implements RemoteImages {
  private static final int AT_A_TIME = 8;

  private final RegistryClient client;
  private final Limits limits = Limits.defaults();
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<String, PlinthException> unreachable = new ConcurrentHashMap<>();

  /** With that client. */
  public RegistryImages(RegistryClient client) {
    this.client = client;
  }

  private record Answer(@Nullable RemoteImage image, List<String> tags) {}

  @Override
  public @Nullable RemoteImage tag(Reference repository, String tag) {
    String key = name(repository) + ":" + tag;
    return once(key, repository, () -> new Answer(ask(repository, tag, null), List.of())).image();
  }

  @Override
  public @Nullable RemoteImage digest(Reference repository, Digest digest) {
    String key = name(repository) + "@" + digest;
    return once(key, repository, () -> new Answer(ask(repository, "", digest), List.of())).image();
  }

  @Override
  public List<String> tags(Reference repository) {
    String key = name(repository) + " tags";
    Supplier<Answer> question =
        () -> new Answer(null, client.ask(bare(repository), Repository::tags));
    return once(key, repository, question).tags();
  }

  private static String name(Reference repository) {
    return repository.domain() + "/" + repository.path();
  }

  private static Reference bare(Reference repository) {
    return new Reference(repository.domain(), repository.path(), "", null);
  }

  private Answer once(String key, Reference repository, Supplier<Answer> question) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> before = answers.putIfAbsent(key, mine);
    if (before == null) {
      ask(mine, repository, question);
    }
    try {
      return (before == null ? mine : before).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PlinthException known) {
        throw known;
      }
      throw e;
    }
  }

  private void ask(
      CompletableFuture<Answer> future, Reference repository, Supplier<Answer> question) {
    String host = repository.registryHost();
    turns.acquireUninterruptibly();
    try {
      PlinthException known = unreachable.get(host);
      if (known != null) {
        throw known;
      }
      future.complete(question.get());
    } catch (PlinthException e) {
      if (e.code().startsWith("PLINTH-HTTP-")) {
        unreachable.putIfAbsent(host, e);
      }
      future.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(e);
      throw e;
    } finally {
      turns.release();
    }
  }

  private @Nullable RemoteImage ask(Reference repository, String tag, @Nullable Digest digest) {
    try {
      return client.ask(
          new Reference(repository.domain(), repository.path(), tag, digest), this::read);
    } catch (PlinthException e) {
      if (e.code().equals("PLINTH-REGISTRY-ABSENT")) {
        return null;
      }
      throw e;
    }
  }

  private RemoteImage read(Repository repository) {
    StoredManifest stored = repository.manifest();
    String name = repository.reference().familiar();
    Document document = stored.document(name, limits);
    List<RemoteImage.Member> members = new ArrayList<>();
    if (document instanceof ImageIndex index) {
      for (Descriptor each : index.manifests()) {
        Platform platform = each.platform();
        boolean image =
            platform != null
                && !platform.os().isEmpty()
                && !platform.os().equals("unknown")
                && each.annotation("vnd.docker.reference.type").isEmpty();
        if (image && platform != null) {
          members.add(new RemoteImage.Member(platform, each.digest()));
        }
      }
      return new RemoteImage(stored.digest(), true, members, stored.modified());
    }
    if (document instanceof Manifest manifest && manifest.artifactKind().isEmpty()) {
      String config = "the configuration of " + name;
      byte[] bytes = repository.document(manifest.config(), config);
      Platform platform =
          ImageConfigReader.read(bytes, config, limits.documentBytes(), limits.layers()).platform();
      members.add(new RemoteImage.Member(platform, stored.digest()));
    }
    return new RemoteImage(stored.digest(), false, members, stored.modified());
  }
}
