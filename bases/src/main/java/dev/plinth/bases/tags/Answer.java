package dev.plinth.bases.tags;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@link Question}.
 *
 * @param choice the newest tag within what is allowed; null where the current one is left alone
 * @param reason why it is chosen, or why the tag is left alone
 * @param candidates all newer tags within what is allowed, the chosen one first
 * @param beyond the newest tag that would go further than is allowed; null where there is none
 */
public record Answer(
    @Nullable Choice choice, String reason, List<Choice> candidates, @Nullable Choice beyond) {
  static Answer alone(String reason, @Nullable Choice beyond) {
    return new Answer(null, reason, List.of(), beyond);
  }
}
