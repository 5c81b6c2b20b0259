package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ways by which an archive can come in. */
enum Way {
  FILE,
  GZIP_FILE,
  ZSTD_FILE,
  STREAM,
  GZIP_STREAM,
  ZSTD_STREAM;

  static ImageOptions options(String platform) {
    return new ImageOptions(
        Platform.parse(platform), false, 2, Limits.defaults(), ImageOptions.Progress.SILENT);
  }

  /**
   * Opens an archive in this way; chosen is what follows the path: {@code :tag}, {@code @digest}.
   */
  OpenImage open(Path folder, byte[] archive, String chosen, ImageOptions options) {
    byte[] bytes =
        switch (this) {
          case FILE, STREAM -> archive;
          case GZIP_FILE, GZIP_STREAM -> Tars.gzip(archive);
          case ZSTD_FILE, ZSTD_STREAM -> Tars.zstd(archive);
        };
    return switch (this) {
      case FILE, GZIP_FILE, ZSTD_FILE -> {
        try {
          Path file = Files.createTempFile(folder, "archive", ".tar");
          Files.write(file, bytes);
          yield Images.open(Target.parse(file + chosen), options);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case STREAM, GZIP_STREAM, ZSTD_STREAM ->
          Images.open(Target.parse("-" + chosen), options, new Dribble(bytes));
    };
  }

  AnalyzedImage<java.util.List<String>> analyze(
      Path folder, byte[] archive, String chosen, Learnt learnt) {
    try (OpenImage image = open(folder, archive, chosen, options("linux/amd64"))) {
      return image.analyze(learnt);
    }
  }

  /** Gives a pipe's odd pieces. */
  private static final class Dribble extends InputStream {
    private final ByteArrayInputStream bytes;
    private int turn;

    Dribble(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      turn = turn * 31 + 7;
      return bytes.read(buffer, offset, Math.min(length, 1 + Math.floorMod(turn, 4096)));
    }
  }
}
