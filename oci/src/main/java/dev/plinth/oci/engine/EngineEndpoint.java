package dev.plinth.oci.engine;

import dev.plinth.http.socket.SocketResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * One thing that can be asked of an engine: Docker Engine API 1.24 and later, which Podman's
 * compatible API follows.
 *
 * @param <T> what is answered
 */
interface EngineEndpoint<T> {
  /** To follow "Tried to", of the engine at that place. */
  String action(String engine);

  /** With its query. */
  String path();

  /** How long the first of the answer may take. */
  Duration patience();

  /** Reads an answer of status 200. */
  T read(EngineKind kind, SocketResponse response) throws IOException;
}
