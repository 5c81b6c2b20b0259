package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.rule.Today;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How tests say what a rule reports: the very stretches stand in double angle quotes, {@code FROM
 * «debian»}. Where a rule gives edits, the result must be free of it, parse, and take no further
 * edit.
 */
public final class Checks {
  private final Rule rule;
  private RuleSettings settings = RuleSettings.NONE;
  private @Nullable ContextFiles context;
  private ImageEvidence evidence = ImageEvidence.NONE;
  private Today today = Today.EMBEDDED;

  private Checks(Rule rule) {
    this.rule = rule;
  }

  /** Of one rule. */
  public static Checks of(Rule rule) {
    return new Checks(rule);
  }

  /** With these values of an argument. */
  public Checks with(String ruleId, String argument, String... values) {
    settings = new RuleSettings(Map.of(ruleId, Map.of(argument, List.of(values))));
    return this;
  }

  /** With that build context. */
  public Checks with(ContextFiles files) {
    context = files;
    return this;
  }

  /** As of that day, with what is known of it. */
  public Checks with(Today day) {
    today = day;
    return this;
  }

  /** With what registries say, as {@link Examples} write it. */
  public Checks withRegistry(String... lines) {
    evidence = Examples.evidence(file(lines));
    return this;
  }

  /** Each line of a file. */
  public static String file(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  /** It reports exactly what is marked. */
  public Checks finds(String... lines) {
    String marked = file(lines);
    assertThat(marked).contains("«");
    String text = marked.replace("«", "").replace("»", "");
    List<Linter.Hit> hits = run(text);
    assertThat(mark(text, hits)).isEqualTo(marked);
    for (Linter.Hit hit : hits) {
      mend(text, hit);
    }
    return this;
  }

  /** It reports nothing. */
  public Checks passes(String... lines) {
    String text = file(lines);
    assertThat(mark(text, run(text))).isEqualTo(text);
    return this;
  }

  /** What its first edit makes of the text. */
  public Checks mends(String before, String after) {
    List<Linter.Hit> hits = run(before);
    assertThat(hits).isNotEmpty();
    Fix fix = hits.getFirst().hit().fix();
    assertThat(fix).isInstanceOf(Fix.Edits.class);
    assertThat(apply(before, (Fix.Edits) java.util.Objects.requireNonNull(fix))).isEqualTo(after);
    return this;
  }

  /** The messages it gives. */
  public List<String> messages(String... lines) {
    return run(file(lines)).stream().map(hit -> hit.hit().message()).toList();
  }

  /** What it gives for them, all together. */
  public List<String> evidence(String... lines) {
    return run(file(lines)).stream().flatMap(hit -> hit.hit().evidence().stream()).toList();
  }

  /** The levels it gives. */
  public List<Level> levels(String... lines) {
    List<Level> levels = new ArrayList<>();
    for (Linter.Hit hit : run(file(lines))) {
      Level own = hit.hit().level();
      levels.add(own == null ? rule.getClass().getAnnotation(RuleInfo.class).level() : own);
    }
    return levels;
  }

  private List<Linter.Hit> run(String text) {
    Build build = Build.of(DockerfileParser.parse(SourceText.of(text)));
    return Linter.run(
        new DockerfileFacts(build, settings, context, evidence, today), List.of(rule));
  }

  private void mend(String text, Linter.Hit hit) {
    if (hit.hit().fix() instanceof Fix.Edits edits) {
      String mended = apply(text, edits);
      assertThat(mended).as("the fix changes something").isNotEqualTo(text);
      assertThat(run(mended).size())
          .as("fewer places after the fix:\n%s", mended)
          .isLessThan(run(text).size());
    }
  }

  private static String apply(String text, Fix.Edits fix) {
    String raw = SourceText.of(text).raw();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Fix.TextEdit edit : fix.edits()) {
      out.append(raw, at, edit.start()).append(SourceText.raw(edit.text()));
      at = edit.end();
    }
    out.append(raw, at, raw.length());
    return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String mark(String text, List<Linter.Hit> hits) {
    String raw = SourceText.of(text).raw();
    List<Integer> opens = new ArrayList<>();
    List<Integer> closes = new ArrayList<>();
    for (Linter.Hit hit : hits) {
      opens.add(hit.hit().span().start());
      closes.add(hit.hit().span().end());
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= raw.length(); i++) {
      int at = i;
      closes.stream()
          .filter(close -> close == at && !isEmpty(hits, at))
          .forEach(_ -> out.append(SourceText.raw("»")));
      for (int hit = 0; hit < opens.size(); hit++) {
        if (opens.get(hit) == at) {
          out.append(SourceText.raw("«"));
          if (closes.get(hit) == at) {
            out.append(SourceText.raw("»"));
          }
        }
      }
      if (i < raw.length()) {
        out.append(raw.charAt(i));
      }
    }
    return SourceText.utf8(out.toString());
  }

  /** True where nothing but empty stretches end there, whose marks are written together. */
  private static boolean isEmpty(List<Linter.Hit> hits, int at) {
    return hits.stream()
        .filter(hit -> hit.hit().span().end() == at)
        .allMatch(hit -> hit.hit().span().isEmpty());
  }
}
