package dev.plinth.policy.file;

import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Expression;
import dev.plinth.policy.Gate;
import dev.plinth.policy.Spelling;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.ExceptionRule.Origin;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import dev.plinth.policy.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy files:
 *
 * <pre>
 * policy:                 fail-on, unknown-as, only-fixed, warn-before, max-db-age, severity
 * exceptions:             a list, see {@link ExceptionReader}
 * vex:                    a list of documents
 * permit:                 exceptions, ignore-files, vex, baseline, gate; the organisation's alone
 * lint, bases, mirrors:   of the rooms checks and bases
 * x-…:                    anything, such as anchors
 * </pre>
 *
 * <p>A name that is not known is an error, on every level: a policy of which a part is passed over
 * is not the policy that was written. A room that adds a section adds its name to {@link
 * #SECTIONS}.
 */
public final class PolicyFileReader {
  /** The sections of a project's file, whichever room reads them. */
  static final List<String> SECTIONS =
      List.of(
          "policy",
          "exceptions",
          "vex",
          "lint",
          "bases",
          "mirrors",
          "images",
          "update",
          "approved");

  /**
   * What {@code severity} may rate. Vulnerabilities are none of them: their severity is for those
   * to say who know them, and what counts is for the gate.
   */
  static final List<String> RATED = List.of("unapproved-base", "denied-base-claim");

  private static final int MAX_EXCEPTIONS = 5_000;
  private static final int MAX_VEX = 1_000;

  private final String label;
  private final Origin origin;

  private PolicyFileReader(String label, Origin origin) {
    this.label = label;
    this.origin = origin;
  }

  /**
   * A project's file.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static PolicyFile project(String label, byte[] bytes) {
    return new PolicyFileReader(label, Origin.PROJECT).read(bytes);
  }

  /**
   * The organisation's policy.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static PolicyFile organisation(String label, byte[] bytes) {
    return new PolicyFileReader(label, Origin.ORGANISATION).read(bytes);
  }

  private PolicyFile read(byte[] bytes) {
    try {
      YamlFields root = YamlFields.of(YamlReader.read(bytes), "a policy file");
      root.only(sections(root));
      return new PolicyFile(
          label,
          settings(root.fields("policy", "a policy")),
          exceptions(root),
          vex(root),
          permit(root.fields("permit", "a permit")));
    } catch (YamlProblem e) {
      throw PolicyFileErrors.file(label, e);
    }
  }

  private String[] sections(YamlFields root) {
    List<String> known = new ArrayList<>(SECTIONS);
    if (origin == Origin.ORGANISATION) {
      known.add("permit");
    } else if (root.names().contains("permit")) {
      throw new YamlProblem(
          root.line("permit"),
          "a project cannot permit itself anything",
          "leave `permit` to the policy that is given with --policy");
    }
    for (String name : root.names()) {
      if (name.startsWith("x-")) {
        known.add(name);
      }
    }
    return known.toArray(String[]::new);
  }

  private Settings settings(YamlFields policy) {
    policy.only("fail-on", "unknown-as", "only-fixed", "warn-before", "max-db-age", "severity");
    String failOn = policy.text("fail-on");
    return new Settings(
        failOn.isEmpty() ? null : gate(failOn, policy.line("fail-on")),
        severity(policy, "unknown-as"),
        policy.flag("only-fixed"),
        policy.days("warn-before"),
        policy.duration("max-db-age"),
        severities(policy.fields("severity", "severities")),
        label + ":" + policy.line());
  }

  private static Map<String, Severity> severities(YamlFields fields) {
    fields.only(RATED.toArray(String[]::new));
    Map<String, Severity> severities = new TreeMap<>();
    for (String name : fields.names()) {
      if (fields.node(name) == null) {
        continue;
      }
      Severity severity = severity(fields, name);
      if (severity == null || severity == Severity.UNKNOWN) {
        throw new YamlProblem(
            fields.line(name),
            "`" + name + "` has no severity",
            "use critical, high, medium, low or negligible");
      }
      severities.put(name, severity);
    }
    return severities;
  }

  private static Gate gate(String text, int line) {
    try {
      return Gate.failOn(text);
    } catch (PlinthException e) {
      throw new YamlProblem(line, "`fail-on`: " + e.because(), e.next());
    }
  }

  private static @Nullable Severity severity(YamlFields fields, String name) {
    String word = fields.text(name).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
      words.add(severity.word());
    }
    if (word.isEmpty()) {
      return null;
    }
    throw new YamlProblem(
        fields.line(name),
        "`" + name + "` is no severity",
        "use " + Spelling.list(words.reversed()));
  }

  private List<ExceptionRule> exceptions(YamlFields root) {
    List<YamlNode> items = root.items("exceptions");
    if (items.size() > MAX_EXCEPTIONS) {
      throw new YamlProblem(
          root.line("exceptions"),
          "there are more than " + MAX_EXCEPTIONS + " exceptions",
          "keep those that are needed");
    }
    List<ExceptionRule> rules = new ArrayList<>();
    for (YamlNode item : items) {
      rules.add(ExceptionReader.read(item, label, origin));
    }
    return rules;
  }

  /** Below the file's own folder: a tree must not make anybody read what lies elsewhere. */
  private static List<String> vex(YamlFields root) {
    List<String> files = root.texts("vex");
    for (String file : files) {
      boolean outside =
          file.startsWith("/")
              || file.startsWith("~")
              || file.contains("\\")
              || List.of(file.split("/")).contains("..");
      if (outside) {
        throw new YamlProblem(
            root.line("vex"),
            "`vex` names a file outside of this folder",
            "name files beside or below the policy file, or give others with --vex");
      }
    }
    if (files.size() > MAX_VEX) {
      throw new YamlProblem(
          root.line("vex"), "`vex` names more than " + MAX_VEX + " files", "join them");
    }
    return files;
  }

  private static Permit permit(YamlFields permit) {
    permit.only("exceptions", "ignore-files", "vex", "baseline", "gate");
    YamlNode exceptions = permit.node("exceptions");
    boolean bounded = exceptions instanceof YamlNode.Mapping;
    Expression matching = null;
    int atMost = -1;
    if (bounded) {
      YamlFields bounds =
          permit.fields("exceptions", "a permit for exceptions").only("matching", "at-most");
      String text = bounds.text("matching");
      matching = text.isEmpty() ? null : expression(text, bounds.line("matching"));
      atMost = bounds.days("at-most");
    }
    return new Permit(
        bounded || yes(permit, "exceptions"),
        matching,
        atMost,
        yes(permit, "ignore-files"),
        yes(permit, "vex"),
        yes(permit, "baseline"),
        yes(permit, "gate"));
  }

  private static Expression expression(String text, int line) {
    try {
      return Expression.parse(text);
    } catch (PlinthException e) {
      throw new YamlProblem(line, "`matching`: " + e.because(), e.next());
    }
  }

  private static boolean yes(YamlFields fields, String name) {
    return Boolean.TRUE.equals(fields.flag(name));
  }
}
