package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What makes a job of GitLab run: {@code rules}, or {@code only} (GitLab's "CI/CD YAML syntax
 * reference"). Conditions are known by what they are usually written as; any other may let every
 * push pass.
 */
final class GitlabTriggers {
  /** The tag of what stands elsewhere. */
  static final String REFERENCE = "!reference";

  private GitlabTriggers() {}

  /**
   * Of a job.
   *
   * @param rules of it; null where it has none
   * @param only of it; null where it has none
   * @param all what makes the whole pipeline run
   * @param references what stands where a {@code !reference} points at; null for what is not known
   */
  static Set<Trigger> of(
      @Nullable Node rules,
      @Nullable Node only,
      Set<Trigger> all,
      Function<Sequence, @Nullable Node> references) {
    Set<Trigger> own = EnumSet.noneOf(Trigger.class);
    if (rules instanceof Sequence sequence) {
      rules(sequence, own, references);
    } else if (only != null) {
      only(only, own);
    } else {
      own.add(Trigger.PUSH);
    }
    if (own.remove(Trigger.PUSH)) {
      own.addAll(all);
    }
    return own;
  }

  private static void rules(
      Sequence all, Set<Trigger> to, Function<Sequence, @Nullable Node> references) {
    // Few lines can repeat a list billions of times; once is enough.
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Sequence> open = new ArrayDeque<>(List.of(all));
    while (!open.isEmpty()) {
      Sequence rules = open.pop();
      if (!seen.add(rules)) {
        continue;
      }
      if (rules.tag.equals(REFERENCE)) {
        if (references.apply(rules) instanceof Sequence meant) {
          open.push(meant);
        } else {
          to.add(Trigger.PUSH);
        }
        continue;
      }
      for (Node each : rules.items) {
        if (each instanceof Sequence nested) {
          open.push(nested);
        } else if (each instanceof Mapping rule && !rule.text("when").equals("never")) {
          if (rule.get("if") == null) {
            to.add(rule.text("when").equals("manual") ? Trigger.OTHER : Trigger.PUSH);
          } else {
            condition(rule.text("if"), to);
          }
        }
      }
    }
  }

  private static void condition(String condition, Set<Trigger> to) {
    String text = condition.replace(" ", "").replace("'", "\"").replace("{", "").replace("}", "");
    if (text.indexOf('(') >= 0) {
      clause(text, to);
      return;
    }
    int from = 0;
    for (int bar = text.indexOf("||"); bar >= 0; bar = text.indexOf("||", from)) {
      clause(text.substring(from, bar), to);
      from = bar + 2;
    }
    clause(text.substring(from), to);
  }

  private static void clause(String text, Set<Trigger> to) {
    boolean known = false;
    if (text.contains("==\"merge_request_event\"")
        || (text.contains("$CI_MERGE_REQUEST_") && !text.contains("==null"))) {
      to.add(Trigger.PULL_REQUEST);
      known = true;
    }
    if (text.contains("$CI_PIPELINE_SOURCE==\"schedule\"")) {
      to.add(Trigger.SCHEDULE);
      known = true;
    }
    for (String source : List.of("web", "api", "trigger", "pipeline", "parent_pipeline")) {
      if (text.contains("$CI_PIPELINE_SOURCE==\"" + source + "\"")) {
        to.add(Trigger.OTHER);
        known = true;
      }
    }
    if (known && text.indexOf("||") < 0) {
      // The branch beside it is where that happens, not a push to it.
      return;
    }
    if (text.contains("$CI_COMMIT_TAG") && !text.contains("$CI_COMMIT_TAG==null")) {
      to.add(Trigger.RELEASE);
      known = true;
    }
    if (text.contains("$CI_COMMIT_BRANCH==$CI_DEFAULT_BRANCH")
        || text.contains("$CI_COMMIT_REF_NAME==$CI_DEFAULT_BRANCH")
        || named(text, "$CI_COMMIT_BRANCH==\"")
        || named(text, "$CI_COMMIT_REF_NAME==\"")) {
      to.add(Trigger.MAIN);
      known = true;
    }
    if (!known) {
      to.add(Trigger.PUSH);
    }
  }

  private static boolean named(String text, String before) {
    int at = text.indexOf(before);
    int from = at + before.length();
    int close = at < 0 ? -1 : text.indexOf('"', from);
    return close > from && GithubTriggers.named(text.substring(from, close));
  }

  private static void only(Node only, Set<Trigger> to) {
    Node refs = only instanceof Mapping mapping ? mapping.get("refs") : only;
    if (refs instanceof Scalar one) {
      ref(one.text(), to);
    } else if (refs instanceof Sequence some) {
      for (Node each : some.items) {
        if (each instanceof Scalar ref) {
          ref(ref.text(), to);
        }
      }
    } else {
      to.add(Trigger.PUSH);
    }
  }

  private static void ref(String ref, Set<Trigger> to) {
    switch (ref) {
      case "merge_requests", "external_pull_requests" -> to.add(Trigger.PULL_REQUEST);
      case "branches", "pushes" -> to.add(Trigger.PUSH);
      case "tags" -> to.add(Trigger.RELEASE);
      case "schedules" -> to.add(Trigger.SCHEDULE);
      case "api", "web", "triggers", "pipelines", "chat", "external" -> to.add(Trigger.OTHER);
      default ->
          to.add(!ref.startsWith("/") && GithubTriggers.named(ref) ? Trigger.MAIN : Trigger.PUSH);
    }
  }
}
