package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import dev.plinth.http.Timing;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends to a repository: OCI distribution-spec § Pushing. Blobs are sent in one piece, their size
 * being known; an upload that fails in passing is begun anew, three times in all. Safe for several
 * threads.
 */
public final class RepositoryPush {
  private static final int ATTEMPTS = 3;
  private static final long LONGEST_PAUSE = 60;

  private final Repository repository;

  public RepositoryPush(Repository repository) {
    this.repository = repository;
  }

  /** A blob's content, which may be opened several times. */
  @FunctionalInterface
  public interface Content {
    /** From its start. */
    InputStream open() throws IOException;
  }

  /** What came of bringing a blob there. */
  public enum Outcome {
    /** It was sent. */
    SENT,
    /** It was there. */
    THERE,
    /** The registry took it over from another repository. */
    MOUNTED
  }

  /**
   * Brings a blob there, unless it is there already.
   *
   * @param from another repository that has it, in the same registry: then it need not be sent; any
   *     other is of no use and no harm
   * @throws PlinthException when the registry refuses
   * @throws IOException when the content cannot be read
   */
  public Outcome blob(Descriptor descriptor, Content content, Optional<Repository> from)
      throws IOException {
    if (repository.call(new BlobCheckEndpoint(descriptor), Repository.Access.PUSH)) {
      return Outcome.THERE;
    }
    Optional<URI> location = Optional.empty();
    if (from.isPresent() && repository.isBeside(from.get())) {
      Mounted mounted = mount(descriptor, from.get());
      if (mounted.done) {
        return Outcome.MOUNTED;
      }
      location = mounted.location;
    }
    for (int attempt = 1; ; attempt++) {
      URI place =
          location.isPresent()
              ? location.get()
              : repository
                  .call(new UploadStartEndpoint(descriptor, ""), Repository.Access.PUSH)
                  .orElseThrow();
      location = Optional.empty();
      if (send(descriptor, content, place, attempt)) {
        return Outcome.SENT;
      }
    }
  }

  /** Whether it was, else where to send it to, where the registry began an upload instead. */
  private record Mounted(boolean done, Optional<URI> location) {}

  private Mounted mount(Descriptor descriptor, Repository from) {
    UploadStartEndpoint endpoint = new UploadStartEndpoint(descriptor, from.path());
    HttpResponse response;
    try {
      response = repository.sendMounting(endpoint.request(repository.address()), from);
    } catch (PlinthException e) {
      return new Mounted(false, Optional.empty()); // not ours to read there: it is sent instead
    }
    if (!endpoint.understands(response.status())) {
      response.close();
      return new Mounted(false, Optional.empty());
    }
    Optional<URI> location = endpoint.answer(repository.address(), response);
    return new Mounted(location.isEmpty(), location);
  }

  /** True when it is there now; false when it is to be begun anew. */
  private boolean send(Descriptor descriptor, Content content, URI place, int attempt)
      throws IOException {
    Body body = new Body(descriptor.size(), content);
    UploadEndpoint endpoint = new UploadEndpoint(descriptor, place, body);
    HttpResponse response;
    try {
      response = repository.send(endpoint.request(repository.address()), Repository.Access.PUSH);
    } catch (PlinthException e) {
      body.check();
      if (attempt >= ATTEMPTS || !e.code().startsWith("PLINTH-HTTP-") || isLasting(e.code())) {
        throw e;
      }
      pause(attempt);
      return false;
    }
    if (endpoint.understands(response.status())) {
      return endpoint.answer(repository.address(), response);
    }
    long asked = response.headers().number("Retry-After");
    if (attempt >= ATTEMPTS || !isPassing(response.status()) || asked > LONGEST_PAUSE) {
      throw repository.refusal(response);
    }
    response.close();
    pause(Math.max(asked, attempt));
    return false;
  }

  /** An upload may be forgotten (404) or out of step (416) after a failure before. */
  private static boolean isPassing(int status) {
    return status == 404
        || status == 408
        || status == 416
        || status == 429
        || status == 499
        || (status >= 500 && status != 501 && status != 505);
  }

  private static boolean isLasting(String code) {
    return switch (code) {
      case "PLINTH-HTTP-DROPPED", "PLINTH-HTTP-TIMEOUT", "PLINTH-HTTP-CONNECT" -> false;
      default -> true;
    };
  }

  private void pause(long seconds) {
    Timing timing = repository.timing();
    try {
      timing.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a registry", e);
    }
  }

  /**
   * Brings a manifest or index there; what it names must be there before.
   *
   * @param which a tag or a digest
   */
  public Digest manifest(String which, String mediaType, byte[] bytes) {
    return repository.call(
        new ManifestPushEndpoint(which, mediaType, bytes), Repository.Access.PUSH);
  }

  /** The content on its way, and why it could not be read, where it could not. */
  private static final class Body implements RequestBody {
    private final long length;
    private final Content content;
    private volatile Optional<Exception> failure = Optional.empty();

    Body(long length, Content content) {
      this.length = length;
      this.content = content;
    }

    /** A failure of reading is no failure of the registry. */
    void check() throws IOException {
      if (failure.isEmpty()) {
        return;
      }
      switch (failure.get()) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Exception e -> throw new IllegalStateException(e);
      }
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public boolean repeatable() {
      return false;
    }

    @Override
    public InputStream open() throws IOException {
      try {
        InputStream in = content.open();
        return new InputStream() {
          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            try {
              int read = in.read(into, from, count);
              if (read < 0) {
                throw new IOException("it is shorter than it should be");
              }
              return read;
            } catch (IOException | RuntimeException e) {
              failure = Optional.of(e);
              throw e instanceof IOException io ? io : new IOException(e);
            }
          }

          @Override
          public void close() throws IOException {
            in.close();
          }
        };
      } catch (IOException | RuntimeException e) {
        failure = Optional.of(e);
        throw e instanceof IOException io ? io : new IOException(e);
      }
    }
  }
}
