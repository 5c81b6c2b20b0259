package dev.plinth.bases.inspect;

import dev.plinth.inventory.catalog.Account;
import java.util.List;

/**
 * Who an image's containers run as: the configuration's {@code User}, {@code user[:group]} by name
 * or number (OCI image-spec config.md), looked up in the image's own files as engines do.
 *
 * @param written as it stands in the configuration; empty where it says nothing, which is root
 * @param name empty where the image has none for the number
 * @param number -1 where the image knows no such name
 * @param group the number, -1 where it is not known
 * @param nonRoot what Kubernetes makes of it
 */
public record RunUser(String written, String name, long number, long group, NonRoot nonRoot) {

  /**
   * What the kubelet says under {@code runAsNonRoot: true} where the pod names no user itself: it
   * looks at the configuration alone, so that a name is refused whoever bears it.
   */
  public enum NonRoot {
    ACCEPTED("accepted"),
    ROOT("root"),
    NAME("name");

    private final String word;

    NonRoot(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }

    /** Whether the pod starts. */
    public boolean accepted() {
      return this == ACCEPTED;
    }
  }

  /** Of that configuration, in an image with these accounts. */
  public static RunUser of(String user, List<Account> users, List<Account> groups) {
    int colon = user.indexOf(':');
    String who = colon < 0 ? user : user.substring(0, colon);
    String group = colon < 0 ? "" : user.substring(colon + 1);
    if (who.isEmpty()) {
      return new RunUser(user, "root", 0, group(group, groups, 0), NonRoot.ROOT);
    }
    long number = number(who);
    for (Account each : users) {
      if (number >= 0 ? each.id() == number : each.name().equals(who)) {
        return new RunUser(
            user, each.name(), each.id(), group(group, groups, each.group()), nonRoot(who, number));
      }
    }
    boolean root = who.equals("root");
    return new RunUser(
        user,
        number < 0 ? who : "",
        number < 0 && root ? 0 : number,
        group(group, groups, number >= 0 || root ? 0 : -1),
        nonRoot(who, number));
  }

  private static NonRoot nonRoot(String who, long number) {
    return number == 0 || who.equals("root")
        ? NonRoot.ROOT
        : number > 0 ? NonRoot.ACCEPTED : NonRoot.NAME;
  }

  private static long group(String group, List<Account> groups, long fallback) {
    if (group.isEmpty()) {
      return fallback;
    }
    long number = number(group);
    for (Account each : groups) {
      if (number < 0 && each.name().equals(group)) {
        return each.id();
      }
    }
    return number;
  }

  /** -1 where it is none. */
  private static long number(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  /** Whether it is root for sure. */
  public boolean root() {
    return number == 0;
  }
}
