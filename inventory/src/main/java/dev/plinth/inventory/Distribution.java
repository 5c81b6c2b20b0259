package dev.plinth.inventory;

import java.util.List;

/**
 * What an image's os-release says it is, the traps corrected.
 *
 * @param id {@code debian}, {@code ubuntu}, {@code alpine}, {@code rhel}, …; empty when unknown
 * @param versionId {@code 12}, {@code 24.04}, {@code 3.20}, {@code edge}; empty for rolling or
 *     unknown
 * @param codename {@code bookworm}; empty when it has none
 * @param idLike the families it says it belongs to
 * @param prettyName for people
 */
public record Distribution(
    String id, String versionId, String codename, List<String> idLike, String prettyName) {
  /** Nothing is known. */
  public static final Distribution UNKNOWN = new Distribution("", "", "", List.of(), "");

  /** Keeps its own copy. */
  public Distribution {
    idLike = List.copyOf(idLike);
  }

  /** True when nothing is known. */
  public boolean unknown() {
    return id.isEmpty();
  }
}
