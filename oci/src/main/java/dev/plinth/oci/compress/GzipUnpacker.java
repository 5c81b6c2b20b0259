package dev.plinth.oci.compress;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * Reads gzip: RFC 1952, any number of members.
 *
 * <pre>
 * file    = member { member } { NUL }
 * member  = 1f 8b 08 flags:1 mtime:4 xfl:1 os:1
 *           [ FEXTRA length:2 bytes ] [ FNAME bytes NUL ] [ FCOMMENT bytes NUL ] [ FHCRC crc16:2 ]
 *           deflate crc32:4 size:4                          ; little endian
 * flags   = FTEXT 01, FHCRC 02, FEXTRA 04, FNAME 08, FCOMMENT 10; the others must be 0
 * </pre>
 *
 * Both checksums and the size are compared. Zeros after the last member (tape padding) are allowed,
 * anything else is refused. A header may be {@value #MAX_HEADER} bytes long, a file may have
 * {@value #MAX_MEMBERS} members (seekable formats make one per file of the layer).
 */
final class GzipUnpacker implements Unpacker {
  static final int MAX_HEADER = 1 << 17;
  static final int MAX_MEMBERS = 1 << 22;

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum State {
    BETWEEN,
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    BODY,
    TRAILER,
    ZEROS
  }

  private final InflateStream inflater;
  private final CRC32 headerCrc = new CRC32();
  private final CRC32 crc = new CRC32();
  private final byte[] surplus = new byte[8];

  private State state = State.BETWEEN;
  private int members;
  private int flags;
  private int headerLength;
  private int count;
  private long value;
  private int extraLeft;
  private long size;

  GzipUnpacker(InflateEngine engine) {
    inflater = engine.open();
  }

  @Override
  public void unpack(ByteBuffer in, ByteBuffer out) {
    while (true) {
      if (state == State.BODY) {
        if (!body(in, out)) {
          return;
        }
      } else if (in.hasRemaining()) {
        take(in.get());
      } else {
        return;
      }
    }
  }

  /** True when the body ended. */
  private boolean body(ByteBuffer in, ByteBuffer out) {
    while (out.hasRemaining()) {
      int start = out.position();
      int before = in.remaining();
      boolean ended;
      try {
        ended = inflater.inflate(in, out);
      } catch (DataFormatException e) {
        throw CompressErrors.gzipCorrupt(e);
      }
      int given = out.position() - start;
      if (given > 0) {
        crc.update(out.duplicate().position(start).limit(out.position()));
        size += given;
      }
      if (ended) {
        trailer();
        return true;
      }
      if (given == 0 && in.remaining() == before) {
        if (before == 0) {
          return false;
        }
        throw CompressErrors.gzipCorrupt(null);
      }
      if (!in.hasRemaining() && out.hasRemaining()) {
        return false;
      }
    }
    return false;
  }

  private void trailer() {
    state = State.TRAILER;
    count = 0;
    value = 0;
    int taken = inflater.surplus(surplus);
    for (int i = 0; i < taken; i++) {
      take(surplus[i]);
    }
  }

  private void take(byte b) {
    int unsigned = b & 0xff;
    if (state != State.BETWEEN && state != State.TRAILER && state != State.ZEROS) {
      if (++headerLength > MAX_HEADER) {
        throw CompressErrors.gzipHeader("its header is longer than " + MAX_HEADER + " bytes");
      }
      if (state != State.HEADER_CRC) {
        headerCrc.update(unsigned);
      }
    }
    switch (state) {
      case BETWEEN -> between(unsigned);
      case FIXED -> fixed(unsigned);
      case EXTRA_LENGTH -> {
        value |= (long) unsigned << (8 * count);
        if (++count == 2) {
          extraLeft = (int) value;
          state = State.EXTRA;
          if (extraLeft == 0) {
            next(FEXTRA);
          }
        }
      }
      case EXTRA -> {
        if (--extraLeft == 0) {
          next(FEXTRA);
        }
      }
      case NAME -> {
        if (b == 0) {
          next(FNAME);
        }
      }
      case COMMENT -> {
        if (b == 0) {
          next(FCOMMENT);
        }
      }
      case HEADER_CRC -> {
        value |= (long) unsigned << (8 * count);
        if (++count == 2) {
          if (value != (headerCrc.getValue() & 0xffff)) {
            throw CompressErrors.gzipHeader("its header does not have the checksum it states");
          }
          next(FHCRC);
        }
      }
      case TRAILER -> {
        value |= (long) unsigned << (8 * count);
        if (++count == 8) {
          endMember();
        }
      }
      case ZEROS -> {
        if (b != 0) {
          throw CompressErrors.gzipTrailing();
        }
      }
      case BODY -> throw new IllegalStateException("a body is not read by bytes");
    }
  }

  private void between(int b) {
    if (b == 0x1f) {
      if (++members > MAX_MEMBERS) {
        throw CompressErrors.gzipMembers(MAX_MEMBERS);
      }
      headerCrc.reset();
      headerCrc.update(b);
      headerLength = 1;
      count = 1;
      state = State.FIXED;
    } else if (b == 0 && members > 0) {
      state = State.ZEROS;
    } else if (members > 0) {
      throw CompressErrors.gzipTrailing();
    } else {
      throw CompressErrors.gzipHeader("it does not start as gzip does");
    }
  }

  private void fixed(int b) {
    switch (count++) {
      case 1 -> {
        if (b != 0x8b) {
          throw members > 1
              ? CompressErrors.gzipTrailing()
              : CompressErrors.gzipHeader("it does not start as gzip does");
        }
      }
      case 2 -> {
        if (b != 8) {
          throw CompressErrors.gzipHeader("its compression method " + b + " is unknown");
        }
      }
      case 3 -> {
        if ((b & RESERVED) != 0) {
          throw CompressErrors.gzipHeader("its header has unknown flags");
        }
        flags = b;
      }
      case 9 -> next(0);
      default -> {
        // time, level and system say nothing about the content
      }
    }
  }

  /** Chooses what follows after that part of the header. */
  private void next(int done) {
    count = 0;
    value = 0;
    if (done < FEXTRA && done != FHCRC && (flags & FEXTRA) != 0) {
      state = State.EXTRA_LENGTH;
    } else if (done < FNAME && done != FHCRC && (flags & FNAME) != 0) {
      state = State.NAME;
    } else if (done < FCOMMENT && done != FHCRC && (flags & FCOMMENT) != 0) {
      state = State.COMMENT;
    } else if (done != FHCRC && (flags & FHCRC) != 0) {
      state = State.HEADER_CRC;
    } else {
      if (members > 1) {
        inflater.reset();
      }
      crc.reset();
      size = 0;
      state = State.BODY;
    }
  }

  private void endMember() {
    if ((value & 0xffffffffL) != crc.getValue()) {
      throw CompressErrors.gzipChecksum();
    }
    if (value >>> 32 != (size & 0xffffffffL)) {
      throw CompressErrors.gzipSize();
    }
    state = State.BETWEEN;
  }

  @Override
  public void finish() {
    if ((state != State.BETWEEN && state != State.ZEROS) || members == 0) {
      throw CompressErrors.gzipTruncated();
    }
  }

  @Override
  public void close() {
    inflater.close();
  }
}
