package dev.plinth.oci.engine;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.socket.SocketClient;
import dev.plinth.http.socket.SocketResponse;
import dev.plinth.http.socket.SocketSyntaxException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks one engine, and says what went wrong where something does. */
final class EngineCalls {
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final int MAX_ERROR = 64 << 10;

  private final EngineAddress address;
  private final SocketClient client;

  EngineCalls(EngineAddress address) {
    this.address = address;
    this.client = new SocketClient(address.address(), address.host(), IDLE);
  }

  /** What came of asking. */
  sealed interface Answer<T> {
    /** Nobody listens there. */
    record NotRunning<T>(String why) implements Answer<T> {}

    /** The engine knows nothing of that name. */
    record Unknown<T>(EngineKind kind) implements Answer<T> {}

    /** The answer. */
    record Found<T>(T value) implements Answer<T> {}
  }

  /**
   * Asks.
   *
   * @throws PlinthException when the engine is there, but refuses, stalls or talks nonsense
   */
  <T> Answer<T> ask(EngineEndpoint<T> endpoint) {
    if (address.address() instanceof UnixDomainSocketAddress unix
        && !Files.exists(unix.getPath())) {
      return new Answer.NotRunning<>("not there");
    }
    SocketResponse response = null;
    boolean kept = false;
    try {
      response = client.get(endpoint.path(), endpoint.patience());
      EngineKind kind = kind(response);
      if (response.status() == 404) {
        return new Answer.Unknown<>(kind);
      }
      if (response.status() != 200) {
        throw EngineErrors.refused(
            endpoint.action(address.label()), response.status(), message(response));
      }
      T value = endpoint.read(kind, response);
      kept = value == response;
      return new Answer.Found<>(value);
    } catch (IOException e) {
      String why = notRunning(e);
      if (response == null && why != null) {
        return new Answer.NotRunning<>(why);
      }
      throw failure(endpoint.action(address.label()), e);
    } finally {
      if (response != null && !kept) {
        close(response);
      }
    }
  }

  private static void close(SocketResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // all that was wanted has been read
    }
  }

  /** What a failure of reading means. */
  PlinthException failure(String action, IOException e) {
    if (isDenied(e)) {
      return EngineErrors.permission(action);
    }
    if (e instanceof SocketTimeoutException) {
      return EngineErrors.stalled(action, e);
    }
    String because =
        e instanceof SocketSyntaxException
            ? "its answer " + e.getMessage()
            : e instanceof EOFException
                ? "its answer was cut off: " + e.getMessage()
                : String.valueOf(e.getMessage());
    return EngineErrors.answer(action, because, e);
  }

  /** The JDK tells these apart by text alone. */
  private static boolean isDenied(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("permission denied");
  }

  private static @Nullable String notRunning(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("refused")) {
      return "nobody listens there";
    }
    return message.contains("no such file") ? "not there" : null;
  }

  private static EngineKind kind(SocketResponse response) {
    return !response.field("libpod-api-version").isEmpty()
            || response.field("server").startsWith("Libpod")
        ? EngineKind.PODMAN
        : EngineKind.DOCKER;
  }

  /** The text of an error: {@code {"message": …}}. */
  private static String message(SocketResponse response) throws IOException {
    byte[] bytes = response.body().readNBytes(MAX_ERROR);
    try {
      String message = JsonReader.read(bytes).text("message");
      return message == null ? "" : message;
    } catch (JsonSyntaxException e) {
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }
}
