package dev.plinth.http.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;

/**
 * What comes in over one connection, never waited for longer than was said. Unix sockets know no
 * time limits of their own, hence the selector.
 *
 * <p>For one thread, but {@link #close} may come from any: then reading fails at once.
 */
final class SocketStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private Duration patience;

  private SocketStream(SocketChannel channel, Selector selector, Duration patience)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.patience = patience;
    channel.configureBlocking(false);
    this.key = channel.register(selector, 0);
  }

  /** Connects; fails at once where nobody listens. */
  static SocketStream connect(SocketAddress address, Duration patience) throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    Selector selector = null;
    boolean connected = false;
    try {
      selector = Selector.open();
      SocketStream stream = new SocketStream(channel, selector, patience);
      if (!channel.connect(address)) {
        do {
          stream.await(SelectionKey.OP_CONNECT);
        } while (!channel.finishConnect());
      }
      connected = true;
      return stream;
    } finally {
      if (!connected) {
        channel.close();
        if (selector != null) {
          selector.close();
        }
      }
    }
  }

  /** How long each later wait may take at most. */
  void patience(Duration longest) {
    patience = longest;
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (channel.write(rest) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  private void await(int operation) throws IOException {
    try {
      select(operation);
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw new AsynchronousCloseException();
    }
  }

  private void select(int operation) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    key.interestOps(operation);
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("nothing came for " + patience.toSeconds() + " seconds");
      }
      int ready = selector.select(left);
      selector.selectedKeys().clear();
      if (!channel.isOpen() || !selector.isOpen()) {
        throw new AsynchronousCloseException();
      }
      if (ready > 0) {
        return;
      }
    }
  }

  /** True when something is in the buffer; false at the end. */
  private boolean fill() throws IOException {
    while (!buffer.hasRemaining()) {
      buffer.clear();
      int count;
      try {
        count = channel.read(buffer);
      } finally {
        buffer.flip();
      }
      if (count < 0) {
        return false;
      }
      if (count == 0) {
        await(SelectionKey.OP_READ);
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, from, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      selector.close();
    }
  }
}
