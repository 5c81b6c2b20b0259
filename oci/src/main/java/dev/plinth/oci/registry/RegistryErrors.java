package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Every failure of talking to registries, so that the texts stand together. */
final class RegistryErrors {
  private static final int SHOWN = 200;
  private static final int LARGEST = 64 << 10;

  private RegistryErrors() {}

  /** A status that is no answer: what the registry says, who asked, what to do. */
  static PlinthException refused(
      HttpResponse response, Reference reference, Credentials credentials, String note) {
    String action = response.request().action();
    int status = response.status();
    String host = host(response.uri());
    String said = host + " answered " + status + said(response);
    String asked =
        ", asked "
            + (credentials.isEmpty()
                ? "without credentials"
                : "with the credentials from " + safe(credentials.source()))
            + (note.isEmpty() ? "" : " (" + safe(note) + ")");
    if (status == 401 || status == 403) {
      return new PlinthException(
          "PLINTH-REGISTRY-DENIED",
          action,
          said + asked,
          "check the name; if it is right, log in with 'docker login' or 'podman login', or name"
              + " the file with credentials with --authfile");
    }
    if (status == 404) {
      return new PlinthException(
          "PLINTH-REGISTRY-ABSENT",
          action,
          said,
          String.valueOf(response.uri().getPath()).contains("/tags/")
              ? "check the name"
              : "check the name and the tag: 'plinth tags "
                  + safe(reference.familiarName())
                  + "' lists what is there");
    }
    if (status == 429) {
      String wait = response.headers().first("Retry-After").strip();
      return new PlinthException(
          "PLINTH-REGISTRY-LIMIT",
          action,
          said + (wait.isEmpty() ? "" : ", to be tried again after " + safe(wait)) + asked,
          "wait, log in for a higher limit, or use a mirror");
    }
    return new PlinthException(
        "PLINTH-REGISTRY-STATUS",
        action,
        said,
        status >= 500
            ? "try again later, or ask who runs the registry"
            : "check that this is a registry, and the name");
  }

  /** {@code {"errors": [{"code", "message", "detail"}]}}: OCI distribution-spec, "Error Codes". */
  private static String said(HttpResponse response) {
    if (response.request().method().equals("HEAD")) {
      return "";
    }
    try {
      Json json = JsonReader.read(response.bytes(LARGEST));
      List<Json> errors = json.items("errors");
      if (errors.isEmpty()) {
        return "";
      }
      String code = errors.getFirst().text("code");
      String message = errors.getFirst().text("message");
      String text =
          (code == null ? "" : code)
              + (code == null || message == null || message.isEmpty() ? "" : ": ")
              + (message == null ? "" : message);
      return text.isEmpty() ? "" : " (" + safe(text) + ")";
    } catch (JsonSyntaxException | PlinthException e) {
      return "";
    }
  }

  static PlinthException token(HttpResponse response, String registry, Credentials credentials) {
    return new PlinthException(
        "PLINTH-REGISTRY-TOKEN",
        "get access to " + safe(registry),
        "the token service "
            + host(response.uri())
            + " answered "
            + response.status()
            + said(response)
            + ", asked "
            + (credentials.isEmpty()
                ? "without credentials"
                : "with the credentials from " + safe(credentials.source())),
        response.status() == 401 || response.status() == 403
            ? "check the name; if it is right, log in with 'docker login' or 'podman login', or"
                + " name the file with credentials with --authfile"
            : "try again later, or ask who runs the registry");
  }

  static PlinthException noToken(HttpResponse response, String registry) {
    return new PlinthException(
        "PLINTH-REGISTRY-TOKEN",
        "get access to " + safe(registry),
        "the token service " + host(response.uri()) + " gave no token",
        "ask who runs the registry");
  }

  static PlinthException realm(String action, URI registry, String realm, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-REALM",
        action,
        host(registry) + " wants a token fetched from '" + safe(realm) + "', but " + because,
        "do not trust that registry; where it is your own, let it name its token service by https");
  }

  static PlinthException digest(HttpResponse response, Digest stated, Digest found, boolean asked) {
    return new PlinthException(
        "PLINTH-REGISTRY-DIGEST",
        response.request().action(),
        host(response.uri())
            + (asked ? " was asked for " : " calls it ")
            + stated
            + " but what it sends is "
            + found,
        "do not use this image: it is damaged or was tampered with, there or on the way");
  }

  static PlinthException size(HttpResponse response, long stated, long found) {
    return new PlinthException(
        "PLINTH-REGISTRY-SIZE",
        response.request().action(),
        "it should have " + stated + " bytes, but " + host(response.uri()) + " sends " + found,
        "do not use this image: it is damaged or was tampered with, there or on the way");
  }

  static PlinthException tooLarge(HttpResponse response, long size, int limit) {
    return new PlinthException(
        "PLINTH-DOCUMENT-SIZE",
        response.request().action(),
        "it has " + size + " bytes, more than the " + limit + " a document may have",
        "check that the image was written by a sound tool; real documents have a few thousand"
            + " bytes");
  }

  static PlinthException upload(HttpResponse response, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-UPLOAD",
        response.request().action(),
        host(response.uri()) + " takes uploads, but " + safe(because),
        "do not trust that registry; where it is your own, let it know its address as clients see"
            + " it");
  }

  static PlinthException stored(HttpResponse response, Digest sent, Digest stored) {
    return new PlinthException(
        "PLINTH-REGISTRY-STORED",
        response.request().action(),
        "it is " + sent + " but " + host(response.uri()) + " says that it stored " + stored,
        "do not use what is there now; ask who runs the registry");
  }

  static PlinthException type(String name, String contentType, String found) {
    return new PlinthException(
        "PLINTH-REGISTRY-TYPE",
        "read " + safe(name),
        "the registry calls it '" + safe(contentType) + "' but it is " + found,
        "do not use this image: readers could take it for two different ones");
  }

  static PlinthException noRegistry(HttpResponse response, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-NONE",
        response.request().action(),
        host(response.uri()) + " does not answer as a registry does: " + because,
        "check the registry's address; a proxy or a log-in page may answer in its place");
  }

  static PlinthException pages(HttpResponse response, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-PAGES",
        response.request().action(),
        host(response.uri()) + " cannot be believed: " + because,
        "ask who runs the registry");
  }

  static PlinthException pages(RepositoryAddress address, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-PAGES",
        "list the tags of " + safe(address.shown()),
        safe(address.host()) + " cannot be believed: " + because,
        "ask who runs the registry");
  }

  static PlinthException host(String host) {
    return new PlinthException(
        "PLINTH-REGISTRY-NONE",
        "reach the registry '" + safe(host) + "'",
        "that is no host's name",
        "write HOST[:PORT]/REPOSITORY[:TAG], the host without '_'");
  }

  static PlinthException blocked(String reference, String prefix) {
    return new PlinthException(
        "PLINTH-REGISTRY-BLOCKED",
        "pull " + safe(reference),
        "registries.conf blocks '" + safe(prefix) + "'",
        "ask who keeps this machine's configuration, or name another registry");
  }

  static PlinthException configuration(Path file, String because) {
    return new PlinthException(
        "PLINTH-REGISTRY-CONFIGURATION",
        "read the registries' configuration '" + safe(file.toString()) + "'",
        because,
        "correct it; $CONTAINERS_REGISTRIES_CONF names another file");
  }

  private static String host(URI uri) {
    return safe(String.valueOf(uri.getRawAuthority()));
  }

  private static String safe(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
