package dev.plinth.checks.ci;

import dev.plinth.dockerfile.Span;
import java.util.Locale;

/**
 * An action or a workflow of others that is used (GitHub's documentation, "Workflow syntax", {@code
 * uses}).
 *
 * @param file that it stands in
 * @param span where
 * @param name owner, repository, and folder where one is named
 * @param ref behind the {@code @}: a commit, a tag or a branch; empty where none stands there
 */
public record ActionUse(CiFile file, Span span, String name, String ref) {
  /** In lower case: GitHub does not tell them apart. */
  String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** True where it is one of the same repository. */
  public boolean local() {
    return name.startsWith("./") || name.startsWith("../");
  }

  /** True where the commit is named in full. */
  public boolean pinned() {
    int length = ref.length();
    boolean hex = length == 40 || length == 64;
    for (int i = 0; i < length && hex; i++) {
      hex = Character.digit(ref.charAt(i), 16) >= 0;
    }
    return hex;
  }
}
