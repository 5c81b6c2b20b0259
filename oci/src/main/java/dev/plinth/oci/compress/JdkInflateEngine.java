package dev.plinth.oci.compress;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The JDK's own inflater (zlib). */
final class JdkInflateEngine implements InflateEngine {
  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public String description() {
    return "zlib of the Java runtime";
  }

  @Override
  public InflateStream open() {
    return new Stream();
  }

  private static final class Stream implements InflateStream {
    private final Inflater inflater = new Inflater(true);

    @Override
    public void reset() {
      inflater.reset();
    }

    @Override
    public boolean inflate(ByteBuffer in, ByteBuffer out) throws DataFormatException {
      inflater.setInput(in);
      while (!inflater.finished() && out.hasRemaining()) {
        int given = inflater.inflate(out);
        if (inflater.needsDictionary()) {
          throw new DataFormatException("a dictionary is required");
        }
        if (given == 0 && !in.hasRemaining()) {
          break;
        }
      }
      return inflater.finished();
    }

    @Override
    public int surplus(byte[] into) {
      return 0;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
