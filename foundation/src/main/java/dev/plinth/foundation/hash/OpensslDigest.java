package dev.plinth.foundation.hash;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * One computation by OpenSSL; its state is an array, so that nothing has to be given back. Not for
 * several threads at once.
 */
final class OpensslDigest extends MessageDigest {
  /** Of the largest state there is, with room to spare: 216 bytes of 256. */
  private static final int STATE_LONGS = 32;

  /** No collection of garbage happens during a call: hence none takes long. */
  private static final int PIECE = 1 << 16;

  private final OpensslLibrary.Functions functions;
  private final MemorySegment state = MemorySegment.ofArray(new long[STATE_LONGS]);

  OpensslDigest(OpensslLibrary.Functions functions) {
    super(functions.algorithm());
    this.functions = functions;
    engineReset();
  }

  @Override
  protected int engineGetDigestLength() {
    return functions.length();
  }

  @Override
  protected void engineReset() {
    int done;
    try {
      done = (int) OpensslLibrary.INIT.invokeExact(functions.init(), state);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    check(done);
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    update(MemorySegment.ofArray(input).asSlice(offset, length));
  }

  @Override
  protected void engineUpdate(ByteBuffer input) {
    update(MemorySegment.ofBuffer(input));
    input.position(input.limit());
  }

  private void update(MemorySegment bytes) {
    long size = bytes.byteSize();
    for (long at = 0; at < size; at += PIECE) {
      long length = Math.min(PIECE, size - at);
      int done;
      try {
        done =
            (int)
                OpensslLibrary.UPDATE.invokeExact(
                    functions.update(), state, bytes.asSlice(at, length), length);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      check(done);
    }
  }

  @Override
  protected byte[] engineDigest() {
    byte[] result = new byte[functions.length()];
    int done;
    try {
      done =
          (int)
              OpensslLibrary.FINAL.invokeExact(
                  functions.last(), MemorySegment.ofArray(result), state);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    check(done);
    engineReset();
    return result;
  }

  private static void check(int done) {
    if (done != 1) {
      throw new IllegalStateException("OpenSSL could not hash");
    }
  }
}
