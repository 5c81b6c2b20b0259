package dev.plinth.bases.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static Result result(String name, Weights weights, int... points) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      scores.add(new Score(Criterion.values()[i], points[i], List.of()));
    }
    Result.Identity identity = new Result.Identity(name, "", "", "", "", "");
    return Evaluation.result(name, identity, scores, 0, weights);
  }

  private static Evaluation of(Result... results) {
    return Evaluation.of(Candidates.TODAY, Weights.EQUAL, List.of(results));
  }

  private static List<String> names(Evaluation evaluation) {
    return evaluation.results().stream().map(Result::target).toList();
  }

  @Test
  void totalsAreOverWhatIsKnownAndNeedHalfOfIt() {
    assertThat(result("a", Weights.EQUAL, 50, 60, 70, 80, 90).total()).isEqualTo(70);
    Result some = result("b", Weights.EQUAL, 50, -1, 70, -1, 90);
    assertThat(some.total()).isEqualTo(70);
    assertThat(some.known()).isEqualTo(60);
    Result little = result("c", Weights.EQUAL, 100, -1, 100, -1, -1);
    assertThat(little.hasTotal()).isFalse();
    assertThat(names(of(little, some))).containsExactly("b", "c");
  }

  @Test
  void theOrderIsExplainedByWhatDecidedIt() {
    Evaluation two =
        of(
            result("b", Weights.EQUAL, 50, 60, 80, 50, 50),
            result("a", Weights.EQUAL, 90, 60, 50, 50, 50));
    assertThat(names(two)).containsExactly("a", "b");
    assertThat(two.order())
        .containsExactly(
            "a comes first with 60 of 100, before b with 58, and provenance decided it (90"
                + " against 50).",
            "b is ahead in content (80 against 50), which does not outweigh that.");
  }

  @Test
  void anUnknownThatWouldTurnTheOrderIsNamed() {
    Evaluation two =
        of(
            result("a", Weights.EQUAL, 70, 60, 60, -1, 60),
            result("b", Weights.EQUAL, 60, 60, 60, 60, 60));
    assertThat(names(two)).containsExactly("a", "b");
    assertThat(two.order().getLast())
        .isEqualTo("It would come after b if licences, not known of it, turned out badly.");
  }

  @Test
  void equalOnesStandAsTheyWereAskedFor() {
    Evaluation two =
        of(
            result("z", Weights.EQUAL, 60, 60, 60, 60, 60),
            result("a", Weights.EQUAL, 60, 60, 60, 60, 60));
    assertThat(names(two)).containsExactly("z", "a");
    assertThat(two.order().getFirst()).contains("come out alike");
    assertThat(two.order()).hasSize(2);
  }

  @Test
  void weightsAreChecked() {
    assertThat(Weights.EQUAL.with("provenance=3,licenses=0"))
        .satisfies(weights -> {
          assertThat(weights.of(Criterion.PROVENANCE)).isEqualTo(3);
          assertThat(weights.of(Criterion.LICENCES)).isZero();
          assertThat(weights.of(Criterion.SUPPORT)).isEqualTo(1);
        });
    for (String wrong :
        List.of(
            "",
            "x=1",
            "provenance",
            "provenance=",
            "provenance=101",
            "provenance=-1",
            "provenance=0,cadence=0,content=0,licences=0,support=0",
            "provenance=1,")) {
      assertThat(Weights.EQUAL.with(wrong)).as(wrong).isNull();
    }
    Weights heavy = Weights.EQUAL.with("content=100");
    assertThat(heavy).isNotNull();
    assertThat(result("a", heavy, 0, 0, 100, 0, 0).total()).isEqualTo(96);
  }
}
