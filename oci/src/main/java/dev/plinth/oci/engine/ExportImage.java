package dev.plinth.oci.engine;

import dev.plinth.http.socket.SocketResponse;
import java.time.Duration;

/**
 * {@code GET /images/{name}/get}: an image as {@code docker save} writes it. Podman writes it to a
 * file of its own before the first byte comes, hence the long patience.
 */
record ExportImage(String name) implements EngineEndpoint<SocketResponse> {
  @Override
  public String action(String engine) {
    return "have the image '" + name + "' exported by the engine at " + engine;
  }

  @Override
  public String path() {
    return "/images/" + name + "/get";
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(10);
  }

  @Override
  public SocketResponse read(EngineKind kind, SocketResponse response) {
    return response;
  }
}
