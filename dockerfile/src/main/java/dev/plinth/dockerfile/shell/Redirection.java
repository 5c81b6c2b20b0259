package dev.plinth.dockerfile.shell;

import org.jspecify.annotations.Nullable;

/**
 * A redirection: POSIX.1-2024 XCU 2.7, and bash's {@code &>}, {@code &>>} and {@code <<<}.
 *
 * @param from index of its first character, the descriptor's where there is one
 * @param to index behind its word
 * @param descriptor what stands before the operator: a number or bash's {@code {name}}; empty where
 *     nothing does
 * @param operator such as {@code >}, {@code 2>&1}'s {@code >&}, {@code <<-}
 * @param target the file, descriptor or string; of a heredoc the word that ends it
 * @param document of a heredoc its content; null for all others, and where the text ends before it
 */
public record Redirection(
    int from,
    int to,
    String descriptor,
    String operator,
    ShellWord target,
    @Nullable HereDocument document) {

  /**
   * A heredoc's content.
   *
   * @param from index of its first character, behind a line end
   * @param to index behind the line end before the last line
   * @param parts literals and expansions; one literal where the name was quoted
   */
  public record HereDocument(int from, int to, ShellWord parts) {}

  /** True where it writes to a file of that name. */
  public boolean writes() {
    return operator.startsWith(">") || operator.startsWith("&>") || operator.equals("<>");
  }

  /** True for {@code <<} and {@code <<-}. */
  public boolean isHeredoc() {
    return operator.equals("<<") || operator.equals("<<-");
  }
}
