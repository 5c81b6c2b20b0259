package dev.plinth.bases.evaluate;

import java.util.ArrayList;
import java.util.List;

/** The order of candidates, and what decided it. */
final class Ranking {
  private Ranking() {}

  /** Points times weight, over the criteria that are known. */
  static long sum(List<Score> scores, Weights weights) {
    long sum = 0;
    for (Score each : scores) {
      sum += each.known() ? (long) each.points() * weights.of(each.criterion()) : 0;
    }
    return sum;
  }

  /** The weight of the criteria that are known. */
  static int known(List<Score> scores, Weights weights) {
    int known = 0;
    for (Score each : scores) {
      known += each.known() ? weights.of(each.criterion()) : 0;
    }
    return known;
  }

  /** Best first: by the exact total, then by how much is known. */
  static int compare(Result a, Result b, Weights weights) {
    int order = Integer.compare(group(a), group(b));
    if (order != 0 || !a.hasTotal()) {
      return order != 0 ? order : Integer.compare(b.known(), a.known());
    }
    long left = sum(a.scores(), weights) * known(b.scores(), weights);
    long right = sum(b.scores(), weights) * known(a.scores(), weights);
    order = Long.compare(right, left);
    return order != 0 ? order : Integer.compare(b.known(), a.known());
  }

  private static int group(Result result) {
    return !result.read() ? 2 : result.hasTotal() ? 0 : 1;
  }

  /** Two sentences, without markup. */
  static List<String> sentences(List<Result> ranked, Weights weights) {
    List<Result> total = new ArrayList<>();
    List<Result> without = new ArrayList<>();
    List<Result> unread = new ArrayList<>();
    for (Result each : ranked) {
      (group(each) == 0 ? total : group(each) == 1 ? without : unread).add(each);
    }
    String first;
    if (total.isEmpty()) {
      first = "No candidate has a total: of none is half of the weight known.";
    } else if (total.size() == 1) {
      first = alone(total.getFirst(), ranked.size(), weights);
    } else {
      first = ahead(total.get(0), total.get(1), weights);
    }
    return List.of(first, second(total, without, unread, weights));
  }

  private static String alone(Result only, int candidates, Weights weights) {
    Score best = null;
    Score worst = null;
    for (Score each : only.scores()) {
      if (each.known() && weights.of(each.criterion()) > 0) {
        best = best == null || each.points() > best.points() ? each : best;
        worst = worst == null || each.points() < worst.points() ? each : worst;
      }
    }
    String where = candidates == 1 ? " has " : " is the only one with a total, ";
    return only.target()
        + where
        + only.total()
        + " of 100"
        + (best == null || worst == null || best.criterion() == worst.criterion()
            ? "."
            : ", strongest in " + told(best) + " and weakest in " + told(worst) + ".");
  }

  private static String told(Score score) {
    return score.criterion().word() + " (" + score.points() + ")";
  }

  private static String ahead(Result one, Result two, Weights weights) {
    int order = compare(one, two, weights);
    if (order == 0) {
      return one.target()
          + " and "
          + two.target()
          + " come out alike, with "
          + one.total()
          + " of 100, and stand as they were asked for.";
    }
    return one.target()
        + " comes first with "
        + one.total()
        + " of 100, before "
        + two.target()
        + " with "
        + two.total()
        + decided(one, two, weights);
  }

  /** The criterion in which the first is most ahead, by weight. */
  private static String decided(Result one, Result two, Weights weights) {
    Criterion most = null;
    long lead = 0;
    for (Criterion each : Criterion.values()) {
      long by = lead(one, two, each, weights);
      if (by > lead) {
        lead = by;
        most = each;
      }
    }
    return most == null
        ? unequal(one, two)
        : ", and " + most.word() + " decided it (" + compared(one, two, most) + ").";
  }

  private static String unequal(Result one, Result two) {
    for (Criterion each : Criterion.values()) {
      if (!known(one, each) && known(two, each)) {
        return ", only since " + each.word() + " is not known of it.";
      }
    }
    return ".";
  }

  private static boolean known(Result result, Criterion criterion) {
    Score score = result.score(criterion);
    return score != null && score.known();
  }

  private static long lead(Result one, Result two, Criterion criterion, Weights weights) {
    Score a = one.score(criterion);
    Score b = two.score(criterion);
    return a == null || b == null || !a.known() || !b.known()
        ? 0
        : (long) (a.points() - b.points()) * weights.of(criterion);
  }

  private static String compared(Result one, Result two, Criterion criterion) {
    Score a = one.score(criterion);
    Score b = two.score(criterion);
    return (a == null ? -1 : a.points()) + " against " + (b == null ? -1 : b.points());
  }

  private static String second(
      List<Result> total, List<Result> without, List<Result> unread, Weights weights) {
    if (!unread.isEmpty()) {
      return names(unread) + " could not be read, so the comparison is partial.";
    }
    if (!without.isEmpty()) {
      return names(without)
          + (without.size() == 1 ? " has" : " have")
          + " no total and "
          + (without.size() == 1 ? "comes" : "come")
          + " after the others, since less than half of the weight is known ("
          + without.getFirst().known()
          + " %).";
    }
    Result first = total.getFirst();
    if (total.size() == 1) {
      return first.known() == 100
          ? "Every criterion is known."
          : "The total is over "
              + first.known()
              + " % of the weight: "
              + missing(first, weights)
              + (several(first, weights) ? " are" : " is")
              + " not known.";
    }
    Result next = total.get(1);
    if (overtaken(first, next, weights)) {
      return "It would come after "
          + next.target()
          + " if "
          + missing(first, weights)
          + ", not known of it, turned out badly.";
    }
    Criterion against = null;
    long behind = 0;
    for (Criterion each : Criterion.values()) {
      long by = lead(next, first, each, weights);
      if (by > behind) {
        behind = by;
        against = each;
      }
    }
    return against == null
        ? next.target() + " is ahead in no criterion that is known of both."
        : next.target()
            + " is ahead in "
            + against.word()
            + " ("
            + compared(next, first, against)
            + "), which does not outweigh that.";
  }

  /** Whether the second would be first if what is not known of the first were nothing. */
  private static boolean overtaken(Result first, Result next, Weights weights) {
    long all = weights.all();
    long least = sum(first.scores(), weights) * known(next.scores(), weights);
    return known(first.scores(), weights) < all && least < sum(next.scores(), weights) * all;
  }

  private static boolean several(Result result, Weights weights) {
    return missing(result, weights).indexOf(' ') > 0;
  }

  private static String missing(Result result, Weights weights) {
    List<String> words = new ArrayList<>();
    for (Score each : result.scores()) {
      if (!each.known() && weights.of(each.criterion()) > 0) {
        words.add(each.criterion().word());
      }
    }
    return joined(words);
  }

  private static String names(List<Result> results) {
    List<String> names = new ArrayList<>();
    for (Result each : results) {
      names.add(each.target());
    }
    return joined(names);
  }

  private static String joined(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
