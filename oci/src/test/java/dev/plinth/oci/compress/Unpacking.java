package dev.plinth.oci.compress;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Runs an unpacker over bytes in pieces. */
final class Unpacking {
  private Unpacking() {}

  /** Bounds of the buffers around what the unpacker may touch; their bytes must stay. */
  private static final int GUARD = 64;

  static byte[] all(Unpacker unpacker, byte[] stored, int inPiece, int outPiece, long limit) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    into(result, unpacker, stored, inPiece, outPiece, limit);
    return result.toByteArray();
  }

  /** Leaves in the result what was given out before a refusal, too. */
  static void into(
      ByteArrayOutputStream result,
      Unpacker unpacker,
      byte[] stored,
      int inPiece,
      int outPiece,
      long limit) {
    ByteBuffer out = guarded(outPiece);
    ByteBuffer in = ByteBuffer.allocateDirect(Math.min(inPiece, stored.length));
    try (unpacker) {
      for (int at = 0; at < stored.length; at += inPiece) {
        int length = Math.min(inPiece, stored.length - at);
        in.clear().put(stored, at, length).flip();
        while (true) {
          out.clear().position(GUARD).limit(GUARD + outPiece);
          unpacker.unpack(in, out);
          boolean full = !out.hasRemaining();
          byte[] piece = new byte[out.position() - GUARD];
          out.get(GUARD, piece);
          result.writeBytes(piece);
          check(out, outPiece);
          if (result.size() > limit || (!full && !in.hasRemaining())) {
            break;
          }
          if (!full) {
            throw new AssertionError("input left though there was room for output");
          }
        }
        if (result.size() > limit) {
          return;
        }
      }
      unpacker.finish();
    }
  }

  private static ByteBuffer guarded(int outPiece) {
    ByteBuffer out = ByteBuffer.allocateDirect(outPiece + 2 * GUARD);
    for (int i = 0; i < GUARD; i++) {
      out.put(i, (byte) 0x5a);
      out.put(GUARD + outPiece + i, (byte) 0x5a);
    }
    return out;
  }

  private static void check(ByteBuffer out, int outPiece) {
    out.clear();
    for (int i = 0; i < GUARD; i++) {
      if (out.get(i) != 0x5a || out.get(GUARD + outPiece + i) != 0x5a) {
        throw new AssertionError("written outside of the buffer");
      }
    }
  }
}
