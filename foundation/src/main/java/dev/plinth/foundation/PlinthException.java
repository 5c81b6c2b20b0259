package dev.plinth.foundation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can act on: what was tried, why it failed, what to do next.
 *
 * <p>The message reads "Tried to <i>action</i>, but <i>cause</i>; <i>next</i>". The code is stable:
 * it is never reused for another meaning, so scripts and searches may rely on it. Each room builds
 * its exceptions in one place of its own, so that the texts can be read and tested together.
 */
public final class PlinthException extends RuntimeException {
  private static final Pattern CODE = Pattern.compile("PLINTH(-[A-Z0-9]+)+");

  private final String code;
  private final String tried;
  private final String because;
  private final String next;

  /**
   * @param code the stable code, such as {@code PLINTH-TAR-CHECKSUM}
   * @param tried what was attempted, to follow "Tried to"
   * @param because why it failed, to follow "but"
   * @param next what the reader can do about it
   */
  public PlinthException(String code, String tried, String because, String next) {
    this(code, tried, because, next, null);
  }

  /** As above, with the exception that lies beneath. */
  public PlinthException(
      String code, String tried, String because, String next, @Nullable Throwable cause) {
    super("Tried to " + tried + ", but " + because + "; " + next, cause);
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not an error code: " + code);
    }
    this.code = code;
    this.tried = tried;
    this.because = because;
    this.next = next;
  }

  /** The stable code, such as {@code PLINTH-TAR-CHECKSUM}. */
  public String code() {
    return code;
  }

  /** What was attempted. */
  public String tried() {
    return tried;
  }

  /** Why it failed. */
  public String because() {
    return because;
  }

  /** What to do next. */
  public String next() {
    return next;
  }
}
