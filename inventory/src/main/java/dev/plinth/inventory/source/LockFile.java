package dev.plinth.inventory.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One file being read, and the tree it lies in. */
final class LockFile {
  private final TreePath path;
  private final byte[] bytes;
  private final TreeFiles tree;

  LockFile(TreePath path, byte[] bytes, TreeFiles tree) {
    this.path = path;
    this.bytes = bytes;
    this.tree = tree;
  }

  /** Where it lies. */
  TreePath path() {
    return path;
  }

  /** Its content; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** For files that it refers to. */
  TreeFiles tree() {
    return tree;
  }

  /** Its text. */
  String text() throws LockFormatException {
    return text(bytes);
  }

  /** UTF-8, a byte order mark left out; UTF-16 where such a mark says so. */
  static String text(byte[] bytes) throws LockFormatException {
    boolean wide =
        bytes.length >= 2
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    try {
      String text =
          (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new LockFormatException("it has NUL characters, so it is no text");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new LockFormatException("it is not UTF-8");
    }
  }

  /** The file beside this one, or null when there is none to read. */
  @Nullable LockFile beside(String name) throws IOException {
    return tree.file(path.sibling(name));
  }
}
