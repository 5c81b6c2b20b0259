package dev.plinth.bases.repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a commit is as Plinth made it: a digest of its parent, tree, people and message,
 * and the time of both, stand in the message's last line. Whoever amends, signs, rebases or adds to
 * it leaves a commit whose seal is broken, or that has none. It keeps people's work from being
 * overwritten; it proves nothing against somebody who makes a seal on purpose.
 */
public final class Seal {
  private static final String LINE = "\nPlinth-Seal: ";

  /** What a commit of Plinth's begins with, and nothing else: no signature, no encoding. */
  private static final Pattern HEAD =
      Pattern.compile(
          """
          tree ([0-9a-f]{40,64})
          parent ([0-9a-f]{40,64})
          author ([^\\n]{1,1000}>) ([0-9]{1,12}) \\+0000
          committer ([^\\n]{1,1000}>) ([0-9]{1,12}) \\+0000\
          """);

  private static final Pattern SEAL = Pattern.compile("([0-9a-f]{40}) ([0-9]{1,12})");

  private Seal() {}

  /**
   * What is sealed besides the message.
   *
   * @param who wrote and who committed it
   * @param time in seconds of Unix time
   */
  record Sealed(String parent, String tree, Identity who, long time) {}

  /**
   * What a reference leads to.
   *
   * @param seal without its time; empty where the commit is not Plinth's, or not as Plinth made it
   * @param parent of the commit; empty where there is no seal
   */
  public record Tip(String seal, String parent) {
    static final Tip NONE = new Tip("", "");
  }

  /** The message with its seal. */
  static String on(String message, Sealed sealed) {
    String text = message.stripTrailing();
    return text + LINE + digest(text, sealed) + " " + sealed.time + "\n";
  }

  /**
   * Whether a commit, as {@code git cat-file commit} prints it, has a seal that is unbroken.
   *
   * @return the seal; none where there is none, or it is broken
   */
  static Tip intact(byte @Nullable [] commit) {
    String text = commit == null ? "" : new String(commit, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    int at = text.lastIndexOf(LINE);
    if (end < 0 || at <= end) {
      return Tip.NONE;
    }
    Matcher head = HEAD.matcher(text.substring(0, end));
    Matcher seal = SEAL.matcher(text.substring(at + LINE.length()).stripTrailing());
    if (!head.matches()
        || !seal.matches()
        || !head.group(4).equals(seal.group(2))
        || !head.group(6).equals(seal.group(2))) {
      return Tip.NONE;
    }
    Identity who = new Identity(head.group(3), head.group(5));
    Sealed sealed = new Sealed(head.group(2), head.group(1), who, Long.parseLong(seal.group(2)));
    String digest = digest(text.substring(end + 2, at), sealed);
    return seal.group(1).equals(digest) ? new Tip(digest, head.group(2)) : Tip.NONE;
  }

  /** Without the time, so that the same again is known for that on another day. */
  private static String digest(String message, Sealed sealed) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String all =
          String.join(
              "\n",
              sealed.parent,
              sealed.tree,
              sealed.who.author(),
              sealed.who.committer(),
              message);
      byte[] digest = sha.digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
