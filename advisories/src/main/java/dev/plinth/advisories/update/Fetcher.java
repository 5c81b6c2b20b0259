package dev.plinth.advisories.update;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.Validators;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents into files of the cache. One that breaks off is continued by {@code Range}
 * under {@code If-Range} (RFC 9110 sections 13.1.5 and 14), also by a later process: beside the
 * file stands what the server said of it. A file that is whole but was not taken into the store is
 * asked for under its own validators, and used where it still is the newest. Addresses of files are
 * read where they are.
 */
final class Fetcher {
  private static final int MOST_ATTEMPTS = 50;

  private final HttpClient client;
  private final Deadline deadline;

  Fetcher(HttpClient client, Deadline deadline) {
    this.client = client;
    this.deadline = deadline;
  }

  /**
   * @param uri {@code https}, {@code http} or {@code file}
   * @param what in words that follow "fetch"
   * @param known of what the store has already
   * @param file where to put it
   * @param limit bytes it may have
   * @param progress told how many more bytes came
   */
  Fetched fetch(
      URI uri, String what, Validators known, Path file, long limit, LongConsumer progress) {
    try {
      return "file".equalsIgnoreCase(uri.getScheme())
          ? local(uri, what, known, limit)
          : new Transfer(uri, what, known, new PartFile(file, uri), limit, progress).run();
    } catch (IOException e) {
      throw UpdateErrors.cache(file, e);
    }
  }

  private static Fetched local(URI uri, String what, Validators known, long limit)
      throws IOException {
    Path path;
    try {
      path = Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw UpdateErrors.address(what, uri.toString());
    }
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return new Fetched(null, true, new Staged.Source(uri.toString(), "", ""));
    }
    if (attributes.isRegularFile() && attributes.size() > limit) {
      throw UpdateErrors.tooLarge(what, limit);
    }
    String tag = attributes.size() + "-" + attributes.lastModifiedTime();
    Staged.Source source = new Staged.Source(uri.toString(), tag, "");
    return new Fetched(tag.equals(known.etag()) ? null : path, false, source);
  }

  private final class Transfer {
    private final URI uri;
    private final String what;
    private final Validators known;
    private final PartFile part;
    private final long limit;
    private final LongConsumer progress;

    Transfer(
        URI uri, String what, Validators known, PartFile part, long limit, LongConsumer progress) {
      this.uri = uri;
      this.what = what;
      this.known = known;
      this.part = part;
      this.limit = limit;
      this.progress = progress;
    }

    Fetched run() throws IOException {
      int failures = 0;
      for (int attempt = 1; ; attempt++) {
        deadline.check(what);
        long before = part.size();
        try {
          Fetched fetched = attempt(before);
          if (fetched != null) {
            return fetched;
          }
          failures++;
        } catch (DroppedException e) {
          // What must begin anew came no further, however much of it came.
          boolean further = part.size() > before && !part.strong().isEmpty();
          failures = further ? 1 : failures + 1;
          if (part.strong().isEmpty()) {
            part.drop();
          }
          if (failures >= client.options().patience().attempts() || attempt >= MOST_ATTEMPTS) {
            throw UpdateErrors.dropped(what, e);
          }
        }
        if (failures >= client.options().patience().attempts() || attempt >= MOST_ATTEMPTS) {
          throw UpdateErrors.dropped(what, new IOException("the server contradicts itself"));
        }
        pause();
      }
    }

    private void pause() {
      try {
        client.options().timing().sleep(client.options().patience().pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UpdateErrors.time(what);
      }
    }

    /** Null where it is to be tried anew from what is there. */
    private @Nullable Fetched attempt(long have) throws IOException {
      HttpRequest request = HttpRequest.get(uri, "fetch " + what);
      Validators condition = part.whole() ? part.validators() : known;
      if (!part.whole() && have > 0) {
        request = request.with("Range", "bytes=" + have + "-").with("If-Range", part.strong());
      } else {
        if (!condition.etag().isEmpty()) {
          request = request.with("If-None-Match", condition.etag());
        }
        if (!condition.lastModified().isEmpty()) {
          request = request.with("If-Modified-Since", condition.lastModified());
        }
      }
      try (HttpResponse response = client.send(request)) {
        Staged.Source source = source(response.validators());
        switch (response.status()) {
          case 304 -> {
            if (part.whole()) {
              return new Fetched(part.file(), false, source(part.validators()));
            }
            return new Fetched(null, false, source(known));
          }
          case 404, 410 -> {
            return new Fetched(null, true, source);
          }
          case 416 -> {
            part.drop();
            return null;
          }
          case 206 -> {
            if (have == 0 || !part.continuedBy(response.headers(), have)) {
              part.drop();
              return null;
            }
          }
          case 200 -> part.begin(response.validators(), response.length());
          default -> throw response.refusal();
        }
        if (part.total() > limit) {
          part.drop();
          throw UpdateErrors.tooLarge(what, limit);
        }
        copy(response.body());
        part.finish();
        return new Fetched(part.file(), false, source(part.validators()));
      }
    }

    private Staged.Source source(Validators validators) {
      return new Staged.Source(uri.toString(), validators.etag(), validators.lastModified());
    }

    private void copy(InputStream body) throws IOException {
      byte[] piece = new byte[64 << 10];
      long size = part.size();
      try (OutputStream out =
          Files.newOutputStream(
              part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          int read;
          try {
            read = body.read(piece, 0, piece.length);
          } catch (PlinthException e) {
            throw e;
          } catch (IOException e) {
            throw new DroppedException(e);
          }
          if (read < 0) {
            break;
          }
          out.write(piece, 0, read);
          size += read;
          progress.accept(read);
          if (size > limit || (part.total() >= 0 && size > part.total())) {
            part.drop();
            throw UpdateErrors.tooLarge(what, part.total() >= 0 ? part.total() : limit);
          }
          deadline.check(what);
        }
      }
      if (part.total() >= 0 && size < part.total()) {
        throw new DroppedException(
            new IOException("it ended after " + size + " of " + part.total() + " bytes"));
      }
    }
  }

  /** The connection failed, not the cache. */
  private static final class DroppedException extends IOException {
    private static final long serialVersionUID = 1;

    DroppedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
