package dev.plinth.checks.rule;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what a rule reports about one file. */
public final class Reporter {
  /** Places of one rule in one file that are kept. */
  private static final int MOST = 1_000;

  private final List<Hit> hits = new ArrayList<>();

  /** What the places beyond that mask: secrets stay hidden wherever they are reported. */
  private final List<Span> masks = new ArrayList<>(0);

  private int more;

  /** Nothing yet. */
  public Reporter() {}

  /**
   * Reports.
   *
   * @param span what is wrong, as narrow as people would underline it
   * @param subject what it is about, in a word that stays when lines move: an image, a package, a
   *     variable's name; never a secret's value
   * @param message one sentence for this very place, without a final stop; never a secret's value
   * @return what can be added
   */
  public Hit at(Span span, String subject, String message) {
    if (hits.size() == MOST) {
      more++;
      return new Hit(span, subject, message, masks);
    }
    Hit hit = new Hit(span, subject, message, new ArrayList<>(0));
    hits.add(hit);
    return hit;
  }

  /** Reports an instruction's keyword. */
  public Hit at(Instruction instruction, String message) {
    return at(instruction.word().span(), instruction.keyword().word(), message);
  }

  /** How many places there are beyond those that are kept. */
  public int more() {
    return more;
  }

  /** What must not be shown because of those. */
  public List<Span> masks() {
    return masks;
  }

  /** What was reported, as far as it is kept. */
  public List<Hit> hits() {
    return hits;
  }

  /** One place where a rule does not hold. */
  public static final class Hit {
    private final Span span;
    private final String subject;
    private final String message;
    private final List<String> evidence = new ArrayList<>(0);
    private final List<Span> masks;
    private @Nullable Fix fix;
    private @Nullable Level level;

    private Hit(Span span, String subject, String message, List<Span> masks) {
      this.span = span;
      this.subject = subject;
      this.message = message;
      this.masks = masks;
    }

    /** A sentence without a final stop that says why this holds. */
    public Hit because(String sentence) {
      evidence.add(sentence);
      return this;
    }

    /** What to do, in words, where no edit can be given. */
    public Hit advise(String text) {
      fix = new Fix.Advice(text);
      return this;
    }

    /** What to change; dropped where it would write anew what is no UTF-8 in the file. */
    public Hit edit(String description, Safety safety, TextEdit... edits) {
      return edit(description, safety, List.of(edits), List.of());
    }

    /**
     * What to change, where what is written may be given advice in its turn.
     *
     * @param brings IDs of the rules that may report it
     */
    public Hit edit(String description, Safety safety, List<TextEdit> edits, List<String> brings) {
      for (TextEdit edit : edits) {
        if (edit.text().indexOf('\uFFFD') >= 0) {
          return this;
        }
      }
      fix = new Fix.Edits(description, safety, edits, brings);
      return this;
    }

    /** What to write instead of the reported stretch. */
    public Hit replace(String description, Safety safety, String text) {
      return edit(description, safety, new TextEdit(span.start(), span.end(), text));
    }

    /** Keeps a stretch from being shown with the file's text: a secret's value. */
    public Hit mask(Span secret) {
      masks.add(secret);
      return this;
    }

    /** A level for this very place, other than the rule's. */
    public Hit level(Level other) {
      level = other;
      return this;
    }

    /** What is wrong. */
    public Span span() {
      return span;
    }

    /** What it is about. */
    public String subject() {
      return subject;
    }

    /** What is wrong, in a sentence. */
    public String message() {
      return message;
    }

    /** Why this holds. */
    public List<String> evidence() {
      return evidence;
    }

    /** What must not be shown. */
    public List<Span> masks() {
      return masks;
    }

    /** What removes it, null where nothing is known to. */
    public @Nullable Fix fix() {
      return fix;
    }

    /** Its own level; null for the rule's. */
    public @Nullable Level level() {
      return level;
    }
  }
}
