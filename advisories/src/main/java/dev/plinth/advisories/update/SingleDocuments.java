package dev.plinth.advisories.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many small documents of a feed, some at a time. */
final class SingleDocuments {
  private static final int AT_ONCE = 6;

  private SingleDocuments() {}

  /**
   * Fetches them into the folder {@code changed} of the feed's cache.
   *
   * @param documents paths below the feed's address, with the name of the file for each
   * @return those that the server has
   */
  static List<Path> fetch(FeedAccess access, Map<String, String> documents, long limit)
      throws IOException {
    Files.createDirectories(access.folder().resolve("changed"));
    List<Path> files = new ArrayList<>();
    List<Future<Fetched>> all = new ArrayList<>();
    try (ExecutorService some =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory())) {
      try {
        documents.forEach((path, file) ->
            all.add(
                some.submit(() -> access.fetchAnew(access.below(path), "changed/" + file, limit))));
        for (Future<Fetched> each : all) {
          Path file = each.get().file();
          if (file != null) {
            files.add(file);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UpdateErrors.time("the feed " + access.feed().id());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IOException(e.getCause());
      } finally {
        some.shutdownNow();
      }
    }
    return files;
  }
}
