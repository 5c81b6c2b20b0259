package dev.plinth.checks.lint;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.Pipelines;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lints the files of a repository's pipelines by settings, comments in them heeded: one is judged
 * with the others known. Serves several threads.
 */
public final class PipelineLint {
  private final LintSettings settings;
  private final List<CiRule> rules;

  /** By these settings. */
  public PipelineLint(LintSettings settings) {
    this.settings = settings;
    this.rules = settings.wantedOfPipelines();
  }

  /**
   * A file to be linted.
   *
   * @param file itself
   * @param here levels for its path
   */
  public record Input(Pipelines.Input file, Map<String, Choice> here) {
    /** Keeps its own copy. */
    public Input {
      here = Map.copyOf(here);
    }
  }

  /**
   * Lints files of one repository.
   *
   * @param others files of it that are known and not linted
   * @param whole false where there may be more
   */
  public List<LintedFile> lint(List<Input> inputs, List<Pipelines.Input> others, boolean whole) {
    List<Pipelines.Input> all = new ArrayList<>();
    inputs.forEach(each -> all.add(each.file));
    all.addAll(others);
    Pipelines pipelines = Pipelines.of(all, whole);
    List<LintedFile> linted = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      linted.add(lint(pipelines, pipelines.facts(i), inputs.get(i).here));
    }
    return linted;
  }

  private LintedFile lint(Pipelines pipelines, CiFacts facts, Map<String, Choice> here) {
    Linter.Found found = new Linter.Found();
    for (CiRule rule : rules) {
      Reporter reporter = new Reporter();
      rule.check(facts, reporter);
      found.take(rule, reporter);
    }
    found.hits.sort(Linter.ORDER);
    List<String> incomplete = new ArrayList<>();
    String unread = pipelines.unread(facts.file());
    if (unread != null) {
      incomplete.add(unread);
    }
    incomplete.addAll(Results.more(settings, found, here));
    return new Results(settings, facts.file().name(), facts.source(), null)
        .of(found.hits, found, here, incomplete);
  }
}
