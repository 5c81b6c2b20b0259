package dev.plinth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Many questions that wait for a network, put at the same time. */
final class Together {
  private Together() {}

  /** The answers, in the order of the questions; a failure of one is thrown. */
  static <A, B> List<List<B>> map(List<List<A>> questions, Function<A, B> ask) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<CompletableFuture<B>>> open = new ArrayList<>();
      for (List<A> some : questions) {
        List<CompletableFuture<B>> each = new ArrayList<>();
        for (A question : some) {
          each.add(CompletableFuture.supplyAsync(() -> ask.apply(question), threads));
        }
        open.add(each);
      }
      List<List<B>> answers = new ArrayList<>();
      for (List<CompletableFuture<B>> each : open) {
        answers.add(each.stream().map(CompletableFuture::join).toList());
      }
      return answers;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
