package dev.plinth.policy.yaml;

/** What is wrong with a document, where, and what to do; the reader of a kind of file words it. */
public final class YamlProblem extends RuntimeException {
  private final int line;
  private final String because;
  private final String next;

  /**
   * @param line counted from 1, 0 for the document as a whole
   * @param because what is wrong, a clause without a final stop
   * @param next what to do about it
   */
  public YamlProblem(int line, String because, String next) {
    super(because);
    this.line = line;
    this.because = because;
    this.next = next;
  }

  /** Counted from 1, 0 for the document as a whole. */
  public int line() {
    return line;
  }

  /** What is wrong, with the line. */
  public String because() {
    return line > 0 ? "line " + line + ": " + because : because;
  }

  /** What to do about it. */
  public String next() {
    return next;
  }
}
