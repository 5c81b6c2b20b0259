package dev.plinth.inventory.language;

import dev.plinth.inventory.language.JavaArchiveNames.Kind;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What becomes of one zip member's content: read as an archive, kept as text, or nothing. */
final class ZipMemberContent {
  private final JavaArchiveJob job;
  private final JavaEvidence evidence;
  private final String name;
  private Kind kind;
  private @Nullable ByteArrayOutputStream text;
  private @Nullable JavaArchiveReading inner;

  /**
   * @param name needed only where the kind is not {@code OTHER}
   */
  ZipMemberContent(JavaArchiveJob job, JavaEvidence evidence, String name, Kind kind) {
    this.job = job;
    this.evidence = evidence;
    this.name = name;
    this.kind = kind;
  }

  String name() {
    return name;
  }

  /** False where the content is passed over. */
  boolean wanted() {
    return kind != Kind.OTHER;
  }

  /** It cannot be read, for that reason; what comes is passed over. */
  void unreadable(String reason) {
    evidence.unreadable(name, reason);
    kind = Kind.OTHER;
  }

  /**
   * Begins the content.
   *
   * @param size its length unpacked, -1 when unknown
   */
  void open(long size) {
    if (kind == Kind.ARCHIVE) {
      JavaEvidence within = evidence.inner(name);
      if (within == null) {
        kind = Kind.OTHER;
      } else {
        inner = new JavaArchiveReading(job, within, size);
      }
    } else if (kind != Kind.OTHER) {
      text = new ByteArrayOutputStream();
    }
  }

  /** The next bytes, unpacked. */
  void accept(byte[] buffer, int offset, int count) {
    if (inner != null) {
      inner.accept(buffer, offset, count);
    } else if (text != null && text.size() <= JavaArchiveJob.MAX_TEXT) {
      text.write(buffer, offset, Math.min(count, JavaArchiveJob.MAX_TEXT + 1 - text.size()));
    }
  }

  /**
   * The content is whole.
   *
   * @param crc what its CRC-32 should be
   */
  void end(int crc) {
    byte[] whole = text == null ? null : text.toByteArray();
    text = null;
    close();
    if (whole == null) {
      return;
    }
    CRC32 actual = new CRC32();
    actual.update(whole, 0, whole.length);
    if (whole.length > JavaArchiveJob.MAX_TEXT) {
      evidence.unreadable(name, "it is absurdly large");
    } else if ((int) actual.getValue() != crc) {
      evidence.unreadable(name, "its checksum is wrong");
    } else {
      evidence.text(kind, name, whole);
    }
  }

  /** Nothing more comes. */
  void close() {
    if (inner != null) {
      JavaArchiveReading finished = inner;
      inner = null;
      finished.end();
    }
  }
}
