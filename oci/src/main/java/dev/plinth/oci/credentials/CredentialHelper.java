package dev.plinth.oci.credentials;

import java.io.IOException;

/** Asks a program that keeps credentials: {@code docker-credential-NAME}. */
@FunctionalInterface
interface CredentialHelper {
  /** What the program said, and whether it went well. */
  record Answer(int exit, String output) {}

  /**
   * The program's answer to {@code get} for that server.
   *
   * @throws IOException when it cannot be run, takes too long or says too much
   */
  Answer get(String name, String server) throws IOException;
}
