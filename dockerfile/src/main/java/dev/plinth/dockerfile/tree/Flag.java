package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * A flag of an instruction, such as {@code --from=build}.
 *
 * @param whole the flag as it stands; its value is the whole flag without quotes
 * @param name without the hyphens, in the case it was written in
 * @param value what follows the equals sign, without quotes; null where there is none
 * @param valueSpan where the value stands; null where there is none
 */
public record Flag(Word whole, String name, @Nullable String value, @Nullable Span valueSpan) {
  /** Its place in the file. */
  public Span span() {
    return whole.span();
  }

  /** True for the flag of that name. */
  public boolean named(String wanted) {
    return name.equals(wanted);
  }

  /** The value, empty where there is none. */
  public String valueOrEmpty() {
    return value == null ? "" : value;
  }
}
