package dev.plinth.oci.compress;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;

/**
 * ISA-L's inflater, called in a library that exports its functions (igzip_lib.h of ISA-L 2.30).
 *
 * <pre>
 * struct inflate_state                       ; 87,368 bytes in all
 *   next_out:8@0   avail_out:4@8   total_out:4@12
 *   next_in:8@16   read_in:8@24    avail_in:4@32  read_in_length:4@36   ; bits read ahead
 *   tables:21120@40
 *   block_state:4@21160                      ; 5 = finished, all output given
 * </pre>
 *
 * It is used for raw deflate only: framing and checksums are the same code for every engine. The
 * layout is proved by inflating a known stream before the engine is offered.
 *
 * <p>Beside zlib, on any stream, hostile ones included: what one gives out is how the other's
 * begins, and what zlib accepts is accepted here. The one known difference: a Huffman code that
 * leaves bit patterns unused (RFC 1951 § 3.2.7 allows it for a single distance only) is refused
 * only when one of them occurs, not when the code is declared. Then the bytes given out are those
 * that the codes in use stand for, and CRC-32 and size are compared all the same.
 */
final class IsalInflateEngine implements InflateEngine {
  /** Room to spare, should a later version of the library want more. */
  private static final long STATE_SIZE = 128 << 10;

  private static final long NEXT_OUT = 0;
  private static final long AVAILABLE_OUT = 8;
  private static final long NEXT_IN = 16;
  private static final long READ_IN = 24;
  private static final long AVAILABLE_IN = 32;
  private static final long READ_IN_LENGTH = 36;
  private static final long BLOCK_STATE = 21_160;
  private static final int FINISHED = 5;

  /** {@code void f(struct inflate_state *)}, the function's address first. */
  private static final MethodHandle PREPARE =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  /** {@code int f(struct inflate_state *)}, the function's address first. */
  private static final MethodHandle INFLATE =
      Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  private final String name;
  private final String description;
  private final MemorySegment init;
  private final MemorySegment inflate;

  private IsalInflateEngine(String name, String description, SymbolLookup library) {
    this.name = name;
    this.description = description;
    this.init = library.findOrThrow("isal_inflate_init");
    this.inflate = library.findOrThrow("isal_inflate");
  }

  /**
   * The engine in that library.
   *
   * @throws RuntimeException when the library does not do what it should
   */
  static InflateEngine of(String name, String description, SymbolLookup library) {
    IsalInflateEngine engine = new IsalInflateEngine(name, description, library);
    engine.prove();
    return engine;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public InflateStream open() {
    return new Stream(init, inflate);
  }

  /** Inflates a fixed-code stream with a match, then a byte that is not its own. */
  private void prove() {
    byte[] stream = {0x4b, 0x4c, 0x4a, 0x4e, 0x49, (byte) 0x84, 0x62, 0x00, 0x55};
    ByteBuffer in = ByteBuffer.allocateDirect(stream.length);
    ByteBuffer out = ByteBuffer.allocateDirect(64);
    byte[] surplus = new byte[8];
    try (InflateStream inflater = open()) {
      in.put(stream).flip().limit(4);
      boolean early = inflater.inflate(in, out);
      in.limit(stream.length);
      boolean ended = inflater.inflate(in, out);
      int beyond = inflater.surplus(surplus) + in.remaining();
      out.flip();
      String text = StandardCharsets.ISO_8859_1.decode(out).toString();
      if (early || !ended || beyond != 1 || !text.equals("abcdabcdabcd")) {
        throw new IllegalStateException("the library does not inflate as expected");
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("the library does not inflate", e);
    }
  }

  private static final class Stream implements InflateStream {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE_SIZE, 64);
    private final MemorySegment init;
    private final MemorySegment inflate;

    Stream(MemorySegment init, MemorySegment inflate) {
      this.init = init;
      this.inflate = inflate;
      reset();
    }

    @Override
    public void reset() {
      try {
        PREPARE.invokeExact(init, state);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean inflate(ByteBuffer in, ByteBuffer out) throws DataFormatException {
      if (!in.isDirect() || !out.isDirect() || out.isReadOnly()) {
        throw new IllegalArgumentException("direct buffers are required");
      }
      int available = in.remaining();
      int room = out.remaining();
      if (room == 0) {
        return false;
      }
      state.set(ValueLayout.JAVA_LONG, NEXT_IN, MemorySegment.ofBuffer(in).address());
      state.set(ValueLayout.JAVA_INT, AVAILABLE_IN, available);
      state.set(ValueLayout.JAVA_LONG, NEXT_OUT, MemorySegment.ofBuffer(out).address());
      state.set(ValueLayout.JAVA_INT, AVAILABLE_OUT, room);
      int result;
      try {
        result = (int) INFLATE.invokeExact(inflate, state);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      } finally {
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(out);
      }
      if (result < 0) {
        throw new DataFormatException("ISA-L result " + result);
      }
      in.position(in.limit() - state.get(ValueLayout.JAVA_INT, AVAILABLE_IN));
      out.position(out.limit() - state.get(ValueLayout.JAVA_INT, AVAILABLE_OUT));
      return state.get(ValueLayout.JAVA_INT, BLOCK_STATE) == FINISHED;
    }

    @Override
    public int surplus(byte[] into) {
      int bits = state.get(ValueLayout.JAVA_INT, READ_IN_LENGTH);
      long ahead = state.get(ValueLayout.JAVA_LONG, READ_IN) >>> (bits & 7);
      int count = bits >> 3;
      for (int i = 0; i < count; i++) {
        into[i] = (byte) (ahead >>> (8 * i));
      }
      return count;
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
