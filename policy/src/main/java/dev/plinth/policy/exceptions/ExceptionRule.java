package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry by which somebody takes it upon them that a finding does not count.
 *
 * @param origin who wrote it
 * @param place the file and its line: {@code .plinth.yaml:12}
 * @param what it speaks of, for people: {@code CVE-2023-1234 in openssl}
 * @param condition which findings are meant
 * @param images for which images it holds; empty for all
 * @param digests for which digests it holds; empty for all
 * @param reason why; empty where the file's kind does not ask for one
 * @param owner who answers for it; empty where nobody is named
 * @param until the last day it holds, null when it does not end
 * @param whenNoFix whether it lapses the day a fix exists
 */
public record ExceptionRule(
    Origin origin,
    String place,
    String what,
    Condition condition,
    List<Glob> images,
    List<String> digests,
    String reason,
    String owner,
    @Nullable LocalDate until,
    boolean whenNoFix) {

  /** Keeps its own copies. */
  public ExceptionRule {
    images = List.copyOf(images);
    digests = List.copyOf(digests);
  }

  /** Who writes rules. */
  public enum Origin {
    /** Whoever wrote the policy given with {@code --policy}. */
    ORGANISATION,
    /** The project, in {@code .plinth.yaml}. */
    PROJECT,
    /** The project, in another scanner's ignore file. */
    IGNORE_FILE
  }

  /** A rule of another scanner's file, for every image. */
  public static ExceptionRule foreign(
      String place, String what, Condition condition, String reason, @Nullable LocalDate until) {
    return new ExceptionRule(
        Origin.IGNORE_FILE, place, what, condition, List.of(), List.of(), reason, "", until, false);
  }

  /** Whether it speaks of what was scanned at all. */
  public boolean holdsFor(Scanned scanned) {
    boolean image = images.isEmpty();
    for (Glob glob : images) {
      image |= scanned.named(glob);
    }
    boolean digest = digests.isEmpty();
    for (String wanted : digests) {
      digest |= scanned.digests().contains(wanted);
    }
    return image && digest;
  }

  /** Whether the finding is meant. What could not be read is never set aside. */
  public boolean matches(Finding finding) {
    return finding.kind() != Finding.Kind.UNREADABLE && condition.matches(finding);
  }
}
