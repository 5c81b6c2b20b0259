package dev.plinth.oci.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Reads Zstandard: RFC 8878, any number of frames, skippable frames among them, by the reference
 * library. Windows up to 2^{@value #MAX_WINDOW_LOG} bytes are accepted, checksums are compared.
 */
final class ZstdUnpacker implements Unpacker {
  static final int MAX_WINDOW_LOG = 27;

  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private boolean begun;
  private boolean complete;

  ZstdUnpacker() {
    context.setLongMax(MAX_WINDOW_LOG);
  }

  @Override
  public void unpack(ByteBuffer in, ByteBuffer out) {
    while (out.hasRemaining() && (in.hasRemaining() || (begun && !complete))) {
      int before = in.remaining();
      int room = out.remaining();
      try {
        complete = context.decompressDirectByteBufferStream(out, in);
      } catch (ZstdException e) {
        if (e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
          throw CompressErrors.zstdWindow(MAX_WINDOW_LOG);
        }
        throw CompressErrors.zstdCorrupt(e);
      }
      begun = true;
      if (in.remaining() == before && out.remaining() == room) {
        if (before > 0) {
          throw CompressErrors.zstdCorrupt(null);
        }
        return;
      }
    }
  }

  @Override
  public void finish() {
    if (!complete) {
      throw CompressErrors.zstdTruncated();
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
