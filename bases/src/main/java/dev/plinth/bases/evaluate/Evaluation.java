package dev.plinth.bases.evaluate;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.source.Image;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Candidates in order.
 *
 * @param today by which ages were counted
 * @param results best first; those without a total after those with one, unread ones last
 * @param order why they are in this order: two sentences
 */
public record Evaluation(
    LocalDate today, Weights weights, List<Result> results, List<String> order) {
  /** Keeps its own copies. */
  public Evaluation {
    results = List.copyOf(results);
    order = List.copyOf(order);
  }

  /** Of these, as they were asked for. */
  public static Evaluation of(LocalDate today, Weights weights, List<Result> results) {
    List<Result> ranked = new ArrayList<>(results);
    // Stable: those alike stay as they were asked for.
    ranked.sort((a, b) -> Ranking.compare(a, b, weights));
    return new Evaluation(today, weights, ranked, Ranking.sentences(ranked, weights));
  }

  /** Whether every candidate was read, and all of it. */
  public boolean whole() {
    for (Result each : results) {
      if (!each.read() || each.problems() > 0) {
        return false;
      }
    }
    return true;
  }

  /** Weighs one candidate. */
  public static Result weigh(String target, Candidate candidate, Weights weights) {
    List<Score> scores =
        List.of(
            ProvenanceCriterion.of(candidate),
            CadenceCriterion.of(candidate),
            ContentCriterion.of(candidate),
            LicencesCriterion.of(candidate),
            SupportCriterion.of(candidate));
    Image image = candidate.image();
    Object digest = image.manifestDigest() == null ? image.configDigest() : image.manifestDigest();
    return result(
        target,
        new Result.Identity(
            image.name(),
            image.form(),
            digest == null ? "" : digest.toString(),
            image.platform().os().isEmpty() ? "" : image.platform().toString(),
            image.platformNote(),
            image.config().created()),
        scores,
        candidate.inventory().problems().size(),
        weights);
  }

  static Result result(
      String target, Result.Identity identity, List<Score> scores, int problems, Weights weights) {
    long sum = Ranking.sum(scores, weights);
    int known = Ranking.known(scores, weights);
    boolean enough = known > 0 && known * 2 >= weights.all();
    return new Result(
        target,
        identity,
        scores,
        enough ? (int) ((sum * 2 + known) / (2L * known)) : -1,
        known * 100 / weights.all(),
        problems,
        "",
        "");
  }

  /** One that could not be read. */
  public static Result failed(String target, PlinthException failure) {
    return new Result(target, null, List.of(), -1, 0, 0, failure.because(), failure.next());
  }
}
