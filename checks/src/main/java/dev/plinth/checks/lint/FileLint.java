package dev.plinth.checks.lint;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.Today;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.checks.silence.Silencing;
import dev.plinth.checks.silence.SilencingReader;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Finding.Owner;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Lints files by settings, comments in them heeded. Serves several threads. */
public final class FileLint {
  /** Rules that a reason names. */
  private static final int MOST_NAMED = 3;

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
      batch.each(i -> batch.found.get(i).run(batch.facts(i), rule));
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
    return new Results(input.name(), facts)
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
    List<String> rules = new ArrayList<>();
    found.more.forEach((rule, count) -> {
      if (settings.level(rule, null, here) != null) {
        rules.add(count + " of " + RuleNames.id(rule));
      }
    });
    if (!rules.isEmpty()) {
      reasons.add(
          "of a rule only the first 1,000 findings are reported, and not "
              + String.join(", ", rules.subList(0, Math.min(rules.size(), MOST_NAMED)))
              + (rules.size() > MOST_NAMED
                  ? " and some of " + (rules.size() - MOST_NAMED) + " other rules"
                  : ""));
    }
    return reasons;
  }

  /** The result for one file being put together. */
  private final class Results {
    private final String name;
    private final DockerfileFacts facts;
    private final List<Finding> findings = new ArrayList<>();
    private final List<LintedFile.Silenced> silenced = new ArrayList<>();
    private final List<Span> masks = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private List<Silencing> silencings = List.of();
    private boolean[] used = new boolean[0];

    Results(String name, DockerfileFacts facts) {
      this.name = name;
      this.facts = facts;
    }

    LintedFile of(
        List<Linter.Hit> hits,
        Linter.Found found,
        Map<String, Choice> here,
        List<String> incomplete) {
      masks.addAll(found.masks);
      boolean heeded = !Boolean.FALSE.equals(settings.silencing());
      if (heeded && !(facts.file().comments().isEmpty() && facts.file().directives().isEmpty())) {
        silencings = SilencingReader.read(facts.build());
        used = new boolean[silencings.size()];
      }
      for (Linter.Hit hit : hits) {
        masks.addAll(hit.hit().masks());
        Level level = settings.level(hit.rule(), hit.hit().level(), here);
        if (level != null) {
          place(hit, level);
        }
      }
      List<String> unchecked = new ArrayList<>(facts.evidence().unchecked());
      unchecked.addAll(incomplete);
      Map<String, Integer> more = new HashMap<>();
      found.more.forEach((rule, count) -> more.put(RuleNames.id(rule), count));
      return new LintedFile(
          name, facts.source(), findings, silenced, notices(), masks, unchecked, more);
    }

    private void place(Linter.Hit hit, Level level) {
      Finding finding = finding(hit, level);
      Silencing by = by(hit);
      if (by == null) {
        findings.add(finding);
      } else {
        silenced.add(
            new LintedFile.Silenced(
                finding, by.reason(), facts.source().line(by.comment().start())));
      }
    }

    private @Nullable Silencing by(Linter.Hit hit) {
      String id = RuleNames.id(hit.rule());
      int at = hit.hit().span().start();
      Silencing chosen = null;
      for (int i = 0; i < silencings.size(); i++) {
        Silencing each = silencings.get(i);
        if (each.covers(at) && (means(each, id) || foreign(each, id, hit.hit().subject()))) {
          used[i] = true;
          boolean counts =
              !settings.fixed().contains(id)
                  && (!Boolean.TRUE.equals(settings.strict()) || !each.reason().isEmpty());
          chosen = chosen == null && counts ? each : chosen;
        }
      }
      return chosen;
    }

    private Finding finding(Linter.Hit hit, Level level) {
      String id = RuleNames.id(hit.rule());
      Span span = hit.hit().span();
      Location.InFile location = facts.source().location(name, span);
      String subject = hit.hit().subject();
      int count = occurrences.merge(id + '\0' + subject, 1, Integer::sum);
      return new Finding(
          id,
          Finding.Kind.LINT,
          level.severity(),
          "plinth",
          hit.hit().message(),
          new Subject(count == 1 ? subject : subject + " #" + count, "", null, name),
          List.of(location),
          owner(span),
          hit.hit().evidence(),
          hit.hit().fix(),
          List.of(),
          null);
    }

    /** A stage that the image is not built upon only lends it files. */
    private Owner owner(Span span) {
      Stage in = null;
      for (Stage stage : facts.build().stages()) {
        if (stage.from().span().start() <= span.start()) {
          in = stage;
        }
      }
      return in == null || facts.shipped(in) ? Owner.OURS : Owner.BUILDER;
    }

    private List<LintedFile.Notice> notices() {
      List<LintedFile.Notice> notices = new ArrayList<>();
      boolean strict = Boolean.TRUE.equals(settings.strict());
      for (int i = 0; i < silencings.size(); i++) {
        Silencing each = silencings.get(i);
        int line = facts.source().line(each.comment().start());
        String names = String.join(", ", each.names());
        if (strict && each.reason().isEmpty()) {
          notices.add(
              new LintedFile.Notice(
                  line, "silencing " + names + " without a reason does not count"));
        } else if (!used[i] && each.tool().equals("plinth")) {
          notices.add(new LintedFile.Notice(line, unused(each, names)));
        }
      }
      return notices;
    }

    private static String unused(Silencing each, String names) {
      for (String one : each.names()) {
        if (!one.equals("all") && RuleNames.named(one).isEmpty()) {
          return "there is no rule " + one + " to be silenced";
        }
      }
      return "nothing there is " + names + " any more: the comment can go";
    }
  }

  /** True where another linter's own number is named, of which no rule of ours knows. */
  private static boolean foreign(Silencing silencing, String id, String subject) {
    return id.equals("shellcheck")
        && silencing.names().stream()
            .anyMatch(name -> name.equals(subject) || name.endsWith(":" + subject));
  }

  private static boolean means(Silencing silencing, String id) {
    for (String name : silencing.names()) {
      if (name.equals("all") || name.equals(id)) {
        return true;
      }
    }
    for (String name : silencing.names()) {
      for (Rule rule : named(silencing.tool(), name)) {
        if (RuleNames.id(rule).equals(id)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Rule> named(String tool, String name) {
    List<Rule> exact = RuleNames.named(tool + ":" + name);
    return exact.isEmpty() ? RuleNames.named(name) : exact;
  }
}
