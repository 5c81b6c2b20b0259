package dev.plinth.report.evaluate;

import dev.plinth.bases.evaluate.Criterion;
import dev.plinth.bases.evaluate.Evaluation;
import dev.plinth.bases.evaluate.Evidence;
import dev.plinth.bases.evaluate.Result;
import dev.plinth.bases.evaluate.Score;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/** An evaluation for programs: docs/evaluate-json.md. */
public final class EvaluationJson {
  private static final String SCHEMA = "plinth.evaluate/1";

  private EvaluationJson() {}

  /** Writes it. */
  public static void write(EvaluationReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> write(report, new JsonMembers(json)));
  }

  private static void write(EvaluationReport report, JsonMembers json) throws IOException {
    Evaluation evaluation = report.evaluation();
    json.open();
    json.text("schema", SCHEMA);
    json.open("tool");
    json.text("name", "plinth");
    json.text("version", report.tool());
    json.close();
    json.text("today", evaluation.today().toString());
    json.bool("whole", evaluation.whole());
    json.open("weights");
    json.text("profile", evaluation.weights().profile());
    for (Criterion each : Criterion.values()) {
      json.number(each.word(), evaluation.weights().of(each));
    }
    json.close();
    json.texts("advisories", report.advisories());
    json.openList("candidates");
    int rank = 0;
    for (Result each : evaluation.results()) {
      candidate(++rank, each, json);
    }
    json.closeList();
    json.texts("order", evaluation.order());
    json.close();
  }

  private static void candidate(int rank, Result result, JsonMembers json) throws IOException {
    json.open();
    json.number("rank", rank);
    json.text("target", result.target());
    Result.Identity identity = result.identity();
    if (!result.read() || identity == null) {
      json.open("failure");
      json.text("because", result.failure());
      json.text("next", result.next());
      json.close();
      json.close();
      return;
    }
    json.known("name", identity.name());
    json.text("form", identity.form());
    json.known("digest", identity.digest());
    json.known("platform", identity.platform());
    json.known("platformNote", identity.platformNote());
    json.known("created", identity.created());
    json.known("total", result.total());
    json.number("known", result.known());
    if (result.problems() > 0) {
      json.number("unreadable", result.problems());
    }
    json.open("scores");
    for (Score score : result.scores()) {
      json.open(score.criterion().word());
      json.known("points", score.points());
      json.openList("evidence");
      for (Evidence each : score.evidence()) {
        json.open();
        json.text("standing", each.standing().word());
        json.text("text", each.text());
        json.known("earned", each.earned());
        if (each.of() > 0) {
          json.number("of", each.of());
        }
        json.close();
      }
      json.closeList();
      json.close();
    }
    json.close();
    json.close();
  }
}
