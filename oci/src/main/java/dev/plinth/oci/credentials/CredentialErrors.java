package dev.plinth.oci.credentials;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.Path;

/** Every failure of finding credentials, so that the texts stand together; none shows a secret. */
final class CredentialErrors {
  private CredentialErrors() {}

  static PlinthException absent(Path path) {
    return new PlinthException(
        "PLINTH-CREDENTIALS-FILE",
        "read the credentials in '" + SafeText.of(path.toString()) + "'",
        "there is no such file",
        "check the path given with --authfile");
  }

  static PlinthException unreadable(Path path, IOException cause) {
    return new PlinthException(
        "PLINTH-CREDENTIALS-FILE",
        "read the credentials in '" + SafeText.of(path.toString()) + "'",
        "the file cannot be read",
        "check its permissions, or name another with --authfile",
        cause);
  }

  static PlinthException damaged(Path path, String because) {
    return new PlinthException(
        "PLINTH-CREDENTIALS-FILE",
        "read the credentials in '" + SafeText.of(path.toString()) + "'",
        because,
        "log in again with 'docker login' or 'podman login', or name another with --authfile");
  }
}
