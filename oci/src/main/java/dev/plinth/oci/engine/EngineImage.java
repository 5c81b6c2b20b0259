package dev.plinth.oci.engine;

import dev.plinth.http.socket.SocketResponse;
import dev.plinth.oci.image.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An image that a running engine has. */
public final class EngineImage {
  private final EngineCalls calls;
  private final String label;
  private final EngineKind kind;
  private final String name;
  private final Digest id;

  EngineImage(EngineCalls calls, String label, EngineKind kind, String name, Digest id) {
    this.calls = calls;
    this.label = label;
    this.kind = kind;
    this.name = name;
    this.id = id;
  }

  /** Whose engine has it. */
  public EngineKind kind() {
    return kind;
  }

  /** Where that engine listens. */
  public String engine() {
    return label;
  }

  /** The digest of its configuration, manifest or index. */
  public Digest id() {
    return id;
  }

  /**
   * The image as {@code docker save} writes it, as it comes from the engine: to be read once, and
   * closed. Nothing of it is verified yet.
   *
   * @throws dev.plinth.foundation.PlinthException when the engine does not give it
   */
  public InputStream export() {
    ExportImage export = new ExportImage(name);
    EngineCalls.Answer<SocketResponse> answer = calls.ask(export);
    if (answer instanceof EngineCalls.Answer.Found<SocketResponse>(SocketResponse response)) {
      return new ExportStream(response, export.action(label));
    }
    throw EngineErrors.answer(
        export.action(label),
        "the image or the engine is gone since it was looked for",
        new IOException("gone"));
  }

  /** Says of failures whose they are: an engine's answer is no file that could be damaged. */
  private final class ExportStream extends FilterInputStream {
    private final SocketResponse response;
    private final String action;
    private volatile boolean closed;

    ExportStream(SocketResponse response, String action) {
      super(response.body());
      this.response = response;
      this.action = action;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private IOException failure(IOException e) {
      if (closed) {
        return e;
      }
      throw calls.failure(action, e);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      response.close();
    }
  }
}
