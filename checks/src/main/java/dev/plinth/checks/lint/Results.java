package dev.plinth.checks.lint;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.checks.silence.Silencing;
import dev.plinth.checks.silence.SilencingReader;
import dev.plinth.checks.silence.YamlSilencing;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Finding.Owner;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result for one file being put together. */
final class Results {
  /** Rules that a reason names. */
  private static final int MOST_NAMED = 3;

  private final LintSettings settings;
  private final String name;
  private final SourceText source;
  private final @Nullable DockerfileFacts facts;
  private final List<Finding> findings = new ArrayList<>();
  private final List<LintedFile.Silenced> silenced = new ArrayList<>();
  private final List<Span> masks = new ArrayList<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private List<Silencing> silencings = List.of();
  private boolean[] used = new boolean[0];

  /**
   * Of a file.
   *
   * @param facts of a Dockerfile; null of any other file
   */
  Results(LintSettings settings, String name, SourceText source, @Nullable DockerfileFacts facts) {
    this.settings = settings;
    this.name = name;
    this.source = source;
    this.facts = facts;
  }

  LintedFile of(
      List<Linter.Hit> hits,
      Linter.Found found,
      Map<String, Choice> here,
      List<String> incomplete) {
    masks.addAll(found.masks);
    if (!Boolean.FALSE.equals(settings.silencing())) {
      silencings = silencings();
      used = new boolean[silencings.size()];
    }
    for (Linter.Hit hit : hits) {
      masks.addAll(hit.hit().masks());
      Level level = settings.level(hit.rule(), hit.hit().level(), here);
      if (level != null) {
        place(hit, level);
      }
    }
    List<String> unchecked = new ArrayList<>();
    if (facts != null) {
      unchecked.addAll(facts.evidence().unchecked());
    }
    unchecked.addAll(incomplete);
    Map<String, Integer> more = new HashMap<>();
    found.more.forEach((rule, count) -> more.put(RuleNames.id(rule), count));
    return new LintedFile(name, source, findings, silenced, notices(), masks, unchecked, more);
  }

  private List<Silencing> silencings() {
    if (facts == null) {
      return YamlSilencing.read(source);
    }
    boolean none = facts.file().comments().isEmpty() && facts.file().directives().isEmpty();
    return none ? List.of() : SilencingReader.read(facts.build());
  }

  private void place(Linter.Hit hit, Level level) {
    Finding finding = finding(hit, level);
    Silencing by = by(hit);
    if (by == null) {
      findings.add(finding);
    } else {
      silenced.add(
          new LintedFile.Silenced(finding, by.reason(), source.line(by.comment().start())));
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
    Location.InFile location = source.location(name, span);
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
    if (facts == null) {
      return Owner.OURS;
    }
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
      int line = source.line(each.comment().start());
      String names = String.join(", ", each.names());
      if (strict && each.reason().isEmpty()) {
        notices.add(
            new LintedFile.Notice(line, "silencing " + names + " without a reason does not count"));
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

  /** Of which rules not all findings are kept, in a sentence; nothing where all are. */
  static List<String> more(LintSettings settings, Linter.Found found, Map<String, Choice> here) {
    List<String> rules = new ArrayList<>();
    found.more.forEach((rule, count) -> {
      if (settings.level(rule, null, here) != null) {
        rules.add(count + " of " + RuleNames.id(rule));
      }
    });
    if (!rules.isEmpty()) {
      return List.of(
          "of a rule only the first 1,000 findings are reported, and not "
              + String.join(", ", rules.subList(0, Math.min(rules.size(), MOST_NAMED)))
              + (rules.size() > MOST_NAMED
                  ? " and some of " + (rules.size() - MOST_NAMED) + " other rules"
                  : ""));
    }
    return List.of();
  }
}
