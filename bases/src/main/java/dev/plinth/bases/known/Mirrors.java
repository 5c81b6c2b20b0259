package dev.plinth.bases.known;

import java.util.List;

/**
 * Where images are fetched from instead of their own registries, so that what is known of these is
 * found. Names stay as they are written everywhere else.
 *
 * @param mirrors in order; the first that fits counts
 */
public record Mirrors(List<Mirror> mirrors) {
  /** None. */
  public static final Mirrors NONE = new Mirrors(List.of());

  /**
   * One mirror.
   *
   * @param from what names begin with, or a whole repository where {@code all} is false
   * @param to what stands there instead
   * @param all true where everything below is mirrored
   */
  public record Mirror(String from, String to, boolean all) {

    /**
     * Of two patterns such as {@code harbor.corp/hub/*} and {@code docker.io/*}: both end in a
     * star, or neither does.
     */
    public static Mirror of(String from, String to) {
      boolean all = from.endsWith("*");
      return new Mirror(
          all ? from.substring(0, from.length() - 1) : from,
          all ? to.substring(0, to.length() - 1) : to,
          all);
    }
  }

  /** Keeps its own copy. */
  public Mirrors {
    mirrors = List.copyOf(mirrors);
  }

  /** The name by which tables know an image, without a change where no mirror fits. */
  public String known(String name) {
    for (Mirror each : mirrors) {
      int end = end(name);
      if (each.all
          ? name.startsWith(each.from) && end > each.from.length()
          : name.substring(0, end).equals(each.from)) {
        return each.to + name.substring(each.from.length());
      }
    }
    return name;
  }

  /** Where tag and digest begin. */
  private static int end(String name) {
    int at = name.indexOf('@');
    int until = at < 0 ? name.length() : at;
    int colon = name.lastIndexOf(':', until - 1);
    return colon > name.lastIndexOf('/', until - 1) ? colon : until;
  }
}
