package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * A place of a Dockerfile that names an image, a stage or a context.
 *
 * @param place what sort of place
 * @param instruction it stands in; null for the syntax directive
 * @param stage index of the stage it stands in, -1 before the first
 * @param span the name, quotes included
 * @param written the name as it stands, one character per byte
 * @param name with variables put in, for people; null where only the build tells
 * @param refersTo index of the stage it means; -1 where it means none
 * @param undefined true where a variable in it is never declared
 * @param context the named context that the build was given for it, which {@code name} is where it
 *     is an image; null where none was
 */
public record ImageUse(
    Place place,
    @Nullable Instruction instruction,
    int stage,
    Span span,
    String written,
    @Nullable String name,
    int refersTo,
    boolean undefined,
    @Nullable String context) {

  /** The sorts of place. */
  public enum Place {
    /** FROM. */
    FROM,
    /** COPY --from. */
    COPY_FROM,
    /** RUN --mount=from=. */
    MOUNT_FROM,
    /** The syntax directive. */
    SYNTAX
  }

  /** True where it means an image outside of the file, as far as can be told. */
  public boolean external() {
    return refersTo < 0 && !scratch() && (context == null || BuildOptions.image(context) != null);
  }

  /** True for the empty image. */
  public boolean scratch() {
    return "scratch".equals(name);
  }

  /** The name with variables put in, else as it stands. */
  public String shown() {
    return name == null ? SourceText.utf8(written) : name;
  }

  /** True where variables are in it. */
  public boolean variable() {
    return written.indexOf('$') >= 0;
  }
}
