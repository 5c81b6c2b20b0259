package dev.plinth.bases.repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a commit is as Plinth made it: a digest of its parent, tree, author and message
 * stands in the message's last line. Whoever amends, rebases or adds to it leaves a commit whose
 * seal is broken, or that has none. It keeps people's work from being overwritten; it proves
 * nothing against somebody who makes a seal on purpose.
 */
final class Seal {
  private static final String LINE = "\nPlinth-Seal: ";

  private Seal() {}

  /** The message with its seal. */
  static String on(String message, String parent, String tree, String author) {
    String text = message.stripTrailing();
    return text + LINE + digest(text, parent, tree, author) + "\n";
  }

  /** The seal of a message; empty where it has none. */
  static String in(String message) {
    int at = message.lastIndexOf(LINE);
    String seal = at < 0 ? "" : message.substring(at + LINE.length()).strip();
    return seal.matches("[0-9a-f]{40}") ? seal : "";
  }

  /**
   * Whether a commit, as {@code git cat-file commit} prints it, has a seal that is unbroken.
   *
   * @return the seal; empty where there is none, or it is broken
   */
  static String intact(byte @Nullable [] commit) {
    String text = commit == null ? "" : new String(commit, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    String tree = "";
    String parent = "";
    String author = "";
    int parents = 0;
    for (String line : text.substring(0, Math.max(end, 0)).lines().toList()) {
      if (line.startsWith("tree ")) {
        tree = line.substring(5);
      } else if (line.startsWith("parent ")) {
        parent = line.substring(7);
        parents++;
      } else if (line.startsWith("author ") && line.indexOf('>') > 7) {
        author = line.substring(7, line.lastIndexOf('>') + 1);
      }
    }
    String message = end < 0 ? "" : text.substring(end + 2);
    String seal = in(message);
    if (seal.isEmpty() || parents != 1) {
      return "";
    }
    String said = message.substring(0, message.lastIndexOf(LINE));
    return seal.equals(digest(said, parent, tree, author)) ? seal : "";
  }

  private static String digest(String message, String parent, String tree, String author) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String all = parent + "\n" + tree + "\n" + author + "\n" + message;
      byte[] digest = sha.digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
