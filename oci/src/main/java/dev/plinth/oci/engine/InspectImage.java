package dev.plinth.oci.engine;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.socket.SocketResponse;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code GET /images/{name}/json}: whether an engine has an image, and its ID.
 *
 * <pre>
 * answer = { "Id": "sha256:…", … }     the digest of the configuration, or, where Docker keeps images
 *                                      in containerd, of the index or manifest
 * </pre>
 */
record InspectImage(String name) implements EngineEndpoint<InspectImage.Found> {
  private static final int MAX_BYTES = 8 << 20;

  /** An image that is there. */
  record Found(EngineKind kind, Digest id) {}

  @Override
  public String action(String engine) {
    return "look for the image '" + name + "' in the engine at " + engine;
  }

  @Override
  public String path() {
    return "/images/" + name + "/json";
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Found read(EngineKind kind, SocketResponse response) throws IOException {
    byte[] bytes = response.body().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("its answer has more than " + MAX_BYTES + " bytes");
    }
    String id;
    try {
      Json json = JsonReader.read(bytes);
      id = json.text("Id");
    } catch (JsonSyntaxException e) {
      throw new IOException("its answer is no JSON: " + e.getMessage());
    }
    if (id == null) {
      throw new IOException("its answer names no ID");
    }
    try {
      return new Found(kind, Digest.parse(id.indexOf(':') < 0 ? "sha256:" + id : id));
    } catch (IllegalArgumentException e) {
      throw new IOException("the ID in its answer is no digest");
    }
  }
}
