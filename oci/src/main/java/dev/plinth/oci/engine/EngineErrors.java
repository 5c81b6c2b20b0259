package dev.plinth.oci.engine;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.util.List;

/** Every failure of engines, so that the texts stand together. */
final class EngineErrors {
  private static final int SHOWN = 300;

  private EngineErrors() {}

  static PlinthException name(String text) {
    return new PlinthException(
        "PLINTH-ENGINE-NAME",
        "look for '" + safe(text) + "' in an engine",
        "it is neither an image's name nor an ID",
        "name it as 'docker images' or 'podman images' shows it, for example docker:app:dev");
  }

  static PlinthException notRunning(String name, List<String> looked) {
    return new PlinthException(
        "PLINTH-ENGINE-ABSENT",
        "look for the image '" + safe(name) + "' in an engine",
        "none answers (" + listed(looked) + ")",
        "start Docker, or Podman's service ('podman system service' or 'systemctl --user start"
            + " podman.socket'), or name its socket in DOCKER_HOST; without one, pipe the image in:"
            + " podman save NAME | plinth scan -");
  }

  static PlinthException unknownImage(String name, List<String> looked) {
    return new PlinthException(
        "PLINTH-ENGINE-IMAGE",
        "look for the image '" + safe(name) + "' in an engine",
        "there is no such image (" + listed(looked) + ")",
        "see 'docker images' or 'podman images' for what is there; each user's Podman has its own");
  }

  static PlinthException permission(String action) {
    return new PlinthException(
        "PLINTH-ENGINE-PERMISSION",
        safe(action),
        "permission to use its socket was denied",
        "run this as a user who may use the engine (for Docker, one of the group 'docker'), or"
            + " name another engine in DOCKER_HOST");
  }

  static PlinthException refused(String action, int status, String text) {
    return new PlinthException(
        "PLINTH-ENGINE-REFUSED",
        safe(action),
        "it answered with status " + status + (text.isEmpty() ? "" : ": " + safe(text)),
        "look at what the engine's own log says");
  }

  static PlinthException stalled(String action, IOException cause) {
    return new PlinthException(
        "PLINTH-ENGINE-STALLED",
        safe(action),
        safe(String.valueOf(cause.getMessage())),
        "see whether the engine is well: 'docker info' or 'podman info'",
        cause);
  }

  static PlinthException answer(String action, String because, IOException cause) {
    return new PlinthException(
        "PLINTH-ENGINE-ANSWER",
        safe(action),
        safe(because),
        "see whether a Docker or Podman engine listens there, and try again",
        cause);
  }

  private static String listed(List<String> parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(text.isEmpty() ? "" : "; ").append(safe(part));
    }
    return text.isEmpty() ? "none is known" : text.toString();
  }

  private static String safe(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
