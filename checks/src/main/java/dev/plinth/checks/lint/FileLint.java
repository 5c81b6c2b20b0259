package dev.plinth.checks.lint;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.Today;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Lints files by settings, comments in them heeded. Serves several threads. */
public final class FileLint {
  private final LintSettings settings;
  private final List<Rule> rules;
  private final Function<DockerfileFacts, Collection<Linter.Hit>> more;
  private final Function<Build, ImageEvidence> evidence;
  private final Today today;

  /** By these settings. */
  public FileLint(LintSettings settings) {
    this(settings, _ -> List.of(), _ -> ImageEvidence.NONE, Today.EMBEDDED);
  }

  /**
   * By these settings.
   *
   * @param more what another linter reports of the same file
   * @param evidence what is known from elsewhere of the images that a file names
   * @param today by which day it is judged
   */
  public FileLint(
      LintSettings settings,
      Function<DockerfileFacts, Collection<Linter.Hit>> more,
      Function<Build, ImageEvidence> evidence,
      Today today) {
    this(settings, settings.wanted(), more, evidence, today);
  }

  private FileLint(
      LintSettings settings,
      List<Rule> rules,
      Function<DockerfileFacts, Collection<Linter.Hit>> more,
      Function<Build, ImageEvidence> evidence,
      Today today) {
    this.settings = settings;
    this.rules = rules;
    this.more = more;
    this.evidence = evidence;
    this.today = today;
  }

  /**
   * Lints a file.
   *
   * @param name as people gave it, with slashes
   * @param bytes of it
   * @param context of its build, null where none is known
   * @param here levels for its path
   */
  public LintedFile lint(
      String name, byte[] bytes, @Nullable ContextFiles context, Map<String, Choice> here) {
    return lint(new Input(name, SourceText.of(bytes), context, here));
  }

  /** Lints a file. */
  public LintedFile lint(Input input) {
    DockerfileFacts facts = facts(input);
    return result(input, facts, Linter.found(facts, rules));
  }

  /** The same with these rules alone, by their IDs, and without what others know. */
  public FileLint only(Set<String> ids) {
    List<Rule> some = new ArrayList<>();
    for (Rule rule : rules) {
      if (ids.contains(RuleNames.id(rule))) {
        some.add(rule);
      }
    }
    return new FileLint(settings, some, _ -> List.of(), _ -> ImageEvidence.NONE, today);
  }

  /**
   * A file to be linted.
   *
   * @param name as people gave it, with slashes
   * @param source its bytes
   * @param context of its build, null where none is known
   * @param here levels for its path
   */
  public record Input(
      String name, SourceText source, @Nullable ContextFiles context, Map<String, Choice> here) {
    /** The same file with another text. */
    public Input with(SourceText text) {
      return new Input(name, text, context, here);
    }

    /** The same file in another context. */
    public Input within(ContextFiles files) {
      return new Input(name, source, files, here);
    }
  }

  /**
   * What came of one of several files.
   *
   * @param file null where a rule failed
   * @param tree of its text; null where a rule failed
   * @param failure of the rule; null where none did
   */
  public record Outcome(
      @Nullable LintedFile file, @Nullable Dockerfile tree, @Nullable Throwable failure) {}

  /** As {@link #lint(Input)}, with the tree; what fails is thrown. */
  public Outcome outcome(Input input) {
    DockerfileFacts facts = facts(input);
    return new Outcome(result(input, facts, Linter.found(facts, rules)), facts.file(), null);
  }

  /**
   * Lints some files rule by rule, which takes a fraction of the time that they take one by one:
   * the code of all rules does not fit a processor's caches, that of one does. What fails on one
   * file costs the others nothing.
   */
  public List<Outcome> lint(List<Input> inputs) {
    Batch batch = new Batch(inputs.size());
    batch.each(i -> batch.facts[i] = facts(inputs.get(i)));
    for (Rule rule : rules) {
      batch.run(rule);
    }
    batch.each(i -> {
      batch.found.get(i).hits.sort(Linter.ORDER);
      batch.files[i] = result(inputs.get(i), batch.facts(i), batch.found.get(i));
    });
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      DockerfileFacts facts = batch.facts[i];
      outcomes.add(
          new Outcome(batch.files[i], facts == null ? null : facts.file(), batch.failures[i]));
    }
    return outcomes;
  }

  /** Files on their way through the rules. */
  private static final class Batch {
    private final @Nullable DockerfileFacts[] facts;
    private final List<Linter.Found> found = new ArrayList<>();
    private final @Nullable LintedFile[] files;
    private final @Nullable Throwable[] failures;

    Batch(int size) {
      this.facts = new DockerfileFacts[size];
      this.files = new LintedFile[size];
      this.failures = new Throwable[size];
      for (int i = 0; i < size; i++) {
        found.add(new Linter.Found());
      }
    }

    DockerfileFacts facts(int at) {
      return Objects.requireNonNull(facts[at]);
    }

    /** As {@link #each}, written out: millions of rules are run here. */
    void run(Rule rule) {
      for (int i = 0; i < facts.length; i++) {
        if (failures[i] == null) {
          try {
            found.get(i).run(facts(i), rule);
          } catch (RuntimeException | StackOverflowError e) {
            failures[i] = e;
          }
        }
      }
    }

    void each(IntConsumer step) {
      for (int i = 0; i < facts.length; i++) {
        if (failures[i] == null) {
          try {
            step.accept(i);
          } catch (RuntimeException | StackOverflowError e) {
            failures[i] = e;
          }
        }
      }
    }
  }

  private DockerfileFacts facts(Input input) {
    Build build = Build.of(DockerfileParser.parse(input.source()));
    return new DockerfileFacts(
        build, settings.arguments(), input.context(), evidence.apply(build), today);
  }

  private LintedFile result(Input input, DockerfileFacts facts, Linter.Found found) {
    List<Linter.Hit> hits = new ArrayList<>(found.hits);
    if (hits.addAll(Linter.unknown(more.apply(facts), hits))) {
      hits.sort(Linter.ORDER);
    }
    return new Results(settings, input.name(), facts.source(), facts)
        .of(hits, found, input.here(), incomplete(facts, found, input.here()));
  }

  /** Why not all of a file is in its result. */
  private List<String> incomplete(
      DockerfileFacts facts, Linter.Found found, Map<String, Choice> here) {
    List<String> reasons = new ArrayList<>();
    if (facts.shellLeftOut()) {
      reasons.add(
          "it gives more than "
              + (DockerfileFacts.MOST_SHELL >> 20)
              + " MiB to shells, and the instructions beyond were not looked into");
    }
    reasons.addAll(Results.more(settings, found, here));
    return reasons;
  }
}
