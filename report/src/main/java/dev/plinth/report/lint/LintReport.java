package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found in Dockerfiles and pipelines.
 *
 * @param tool Plinth's version
 * @param files in the order of their names; those without findings too
 * @param failAt the level from which on a file is not clean
 * @param rules what is known of every rule that a finding names, by ID
 * @param unread files that could not be linted, or not in every respect
 * @param changes of other files by which findings go
 */
public record LintReport(
    String tool,
    List<LintFile> files,
    Level failAt,
    Map<String, LintRule> rules,
    List<Unread> unread,
    List<Change> changes) {
  /** Without changes of other files. */
  public LintReport(
      String tool,
      List<LintFile> files,
      Level failAt,
      Map<String, LintRule> rules,
      List<Unread> unread) {
    this(tool, files, failAt, rules, unread, List.of());
  }

  /** Keeps its own copies. */
  public LintReport {
    changes = List.copyOf(changes);
    files = List.copyOf(files);
    rules = Map.copyOf(rules);
    unread = List.copyOf(unread);
  }

  /**
   * A file that was linted.
   *
   * @param name as given, with slashes
   * @param raw its bytes, one character each, for formats that show lines; empty where nothing of
   *     it is shown
   * @param findings in the order of their places
   * @param silenced what comments set aside
   * @param notices on such comments
   * @param masks stretches of bytes that must not be shown
   */
  public record LintFile(
      String name,
      String raw,
      List<Finding> findings,
      List<Silenced> silenced,
      List<Notice> notices,
      List<Mask> masks) {
    /** Keeps its own copies of the lists. */
    public LintFile {
      findings = List.copyOf(findings);
      silenced = List.copyOf(silenced);
      notices = List.copyOf(notices);
      masks = List.copyOf(masks);
    }
  }

  /**
   * A finding that a comment sets aside.
   *
   * @param reason empty where none is given
   * @param line the comment's, from 1
   */
  public record Silenced(Finding finding, String reason, int line) {}

  /** Something to say of a line, without a final stop. */
  public record Notice(int line, String text) {}

  /** Bytes that must not be shown: a secret. */
  public record Mask(int start, int end) {}

  /**
   * A file that could not be linted, or not in every respect.
   *
   * @param why a sentence without a final stop
   * @param partly true where the file was linted, but for what the sentence says
   */
  public record Unread(String name, String why, boolean partly) {
    /** One that could not be linted at all. */
    public Unread(String name, String why) {
      this(name, why, false);
    }

    /** What it is, in two words. */
    String label() {
      return partly ? "not checked" : "not linted";
    }
  }

  /**
   * What is known of a rule.
   *
   * @param title one line
   * @param level its own
   * @param category what it is about
   * @param aliases its names in other tools, the tool before a colon
   * @param page its page, in Markdown, read when a format asks for it
   */
  public record LintRule(
      String id,
      String title,
      Level level,
      String category,
      List<String> aliases,
      Supplier<String> page) {
    /** Keeps its own copy. */
    public LintRule {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * A change of another file than those that were linted, for somebody to look at.
   *
   * @param path as people would type it, with slashes; the file need not be there
   * @param description what it does, an imperative sentence without a final stop
   * @param rules whose findings go
   * @param files in which those are, by their names
   */
  public record Change(
      String path,
      String description,
      List<Fix.TextEdit> edits,
      Set<String> rules,
      Set<String> files) {
    /** Keeps its own copies. */
    public Change {
      edits = List.copyOf(edits);
      rules = Set.copyOf(rules);
      files = Set.copyOf(files);
    }
  }

  /** The change of another file that removes a finding; null where there is none. */
  @Nullable Change change(Finding finding) {
    for (Change change : changes) {
      Location.InFile place = LintText.place(finding);
      if (place != null
          && change.rules().contains(finding.id())
          && change.files().contains(place.file())) {
        return change;
      }
    }
    return null;
  }

  /** How many findings have that level. */
  public int count(Level level) {
    int count = 0;
    for (LintFile file : files) {
      for (Finding finding : file.findings()) {
        count += Level.of(finding.severity()) == level ? 1 : 0;
      }
    }
    return count;
  }

  /** How many were set aside. */
  public int silenced() {
    int count = 0;
    for (LintFile file : files) {
      count += file.silenced().size();
    }
    return count;
  }

  /** True where nothing reaches the level that counts and everything was read. */
  public boolean clean() {
    for (LintFile file : files) {
      for (Finding finding : file.findings()) {
        if (Level.of(finding.severity()).atLeast(failAt)) {
          return false;
        }
      }
    }
    return unread.isEmpty();
  }

  /** The names of a finding's rule in other tools. */
  List<String> aliases(Finding finding) {
    LintRule rule = rules.get(finding.id());
    return rule == null ? List.of() : rule.aliases();
  }
}
