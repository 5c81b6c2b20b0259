package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code on} says (GitHub's documentation, "Events that trigger workflows"). */
final class GithubTriggers {
  private final Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
  private final List<String> after = new ArrayList<>();
  private boolean called;
  private boolean otherwise;

  private GithubTriggers() {}

  static GithubTriggers of(Mapping workflow) {
    GithubTriggers found = new GithubTriggers();
    Node on = workflow.get("on");
    if (on instanceof Scalar event) {
      found.event(event.text(), null);
    } else if (on instanceof Sequence events) {
      for (Node event : events.items) {
        if (event instanceof Scalar name) {
          found.event(name.text(), null);
        }
      }
    } else if (on instanceof Mapping events) {
      for (int i = 0; i < events.keys.size(); i++) {
        found.event(events.keys.get(i).text(), events.values.get(i));
      }
    }
    return found;
  }

  /** What makes it run, without what others bring. */
  Set<Trigger> triggers() {
    return triggers;
  }

  /** True where a proposed change may bring another event than {@code pull_request}. */
  boolean mixed() {
    return otherwise;
  }

  private static boolean closed(@Nullable Node settings) {
    if (!(settings instanceof Mapping mapping)) {
      return false;
    }
    List<Node> types = mapping.items("types");
    Scalar one = mapping.scalar("types");
    return one != null
        ? one.text().equals("closed")
        : types.size() == 1
            && types.getFirst() instanceof Scalar type
            && type.text().equals("closed");
  }

  /** True where other workflows may call it. */
  boolean called() {
    return called;
  }

  /** The names of workflows after which it runs. */
  List<String> after() {
    return after;
  }

  private void event(String name, @Nullable Node settings) {
    switch (name) {
      case "pull_request", "pull_request_target" -> {
        // What is closed was merged, or never will be.
        triggers.add(closed(settings) ? Trigger.MAIN : Trigger.PULL_REQUEST);
        otherwise |= !name.equals("pull_request");
      }
      case "merge_group" -> {
        triggers.add(Trigger.PULL_REQUEST);
        otherwise = true;
      }
      case "push" -> push(settings);
      case "release", "create", "registry_package" -> triggers.add(Trigger.RELEASE);
      case "schedule" -> triggers.add(Trigger.SCHEDULE);
      case "workflow_call" -> called = true;
      case "workflow_run" -> {
        if (settings instanceof Mapping run) {
          for (Node each : run.items("workflows")) {
            if (each instanceof Scalar text) {
              after.add(text.text());
            }
          }
        }
      }
      default -> triggers.add(Trigger.OTHER);
    }
  }

  private void push(@Nullable Node settings) {
    Mapping push = settings instanceof Mapping mapping ? mapping : new Mapping(false);
    boolean tags = push.get("tags") != null || push.get("tags-ignore") != null;
    List<Node> branches = push.items("branches");
    if (push.get("branches") instanceof Scalar one) {
      branches = List.of(one);
    }
    if (tags) {
      triggers.add(Trigger.RELEASE);
    }
    if (branches.isEmpty()) {
      if (!tags || push.get("branches-ignore") != null) {
        triggers.add(Trigger.PUSH);
      }
      return;
    }
    boolean named = true;
    for (Node branch : branches) {
      named &= branch instanceof Scalar text && named(text.text());
    }
    triggers.add(named ? Trigger.MAIN : Trigger.PUSH);
  }

  /** True for a branch that is there to stay, so that changes get there once they are merged. */
  static boolean named(String branch) {
    String lower = branch.toLowerCase(Locale.ROOT);
    return (branch.indexOf('*') < 0 && branch.indexOf('$') < 0)
        || lower.startsWith("!")
        || lower.startsWith("release")
        || lower.startsWith("main")
        || lower.startsWith("master")
        || lower.startsWith("stable")
        || lower.startsWith("v");
  }
}
