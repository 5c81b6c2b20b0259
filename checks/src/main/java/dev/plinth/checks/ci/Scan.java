package dev.plinth.checks.ci;

import dev.plinth.dockerfile.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scan for vulnerabilities or for secrets.
 *
 * @param file that it stands in
 * @param span where
 * @param tool that scans
 * @param target what is scanned
 * @param vulnerabilities true where it looks for them
 * @param secrets true where it looks for them
 * @param withoutUnfixed what makes it pass over what has no fix; null where nothing does
 * @param withoutSecrets what makes it pass over secrets that it would look for; null where nothing
 *     does
 * @param triggers what makes it run
 */
public record Scan(
    CiFile file,
    Span span,
    String tool,
    Target target,
    boolean vulnerabilities,
    boolean secrets,
    @Nullable Span withoutUnfixed,
    @Nullable Span withoutSecrets,
    Set<Trigger> triggers) {
  /** Keeps its own copy. */
  public Scan {
    triggers = Set.copyOf(triggers);
  }

  /** What is scanned. */
  public enum Target {
    IMAGE,
    FILES,
    /** A list of packages, or what the file does not tell. */
    OTHER
  }

  /** True where it sees what an image's base has, of which files tell nothing. */
  public boolean seesImages() {
    return target != Target.FILES;
  }

  /** The same by other triggers. */
  Scan by(Set<Trigger> others) {
    return new Scan(
        file, span, tool, target, vulnerabilities, secrets, withoutUnfixed, withoutSecrets, others);
  }
}
