package dev.plinth.oci.engine;

/** Whose engine it is. */
public enum EngineKind {
  /** Docker, and what speaks as it does. */
  DOCKER("docker"),
  /** Podman. */
  PODMAN("podman");

  private final String word;

  EngineKind(String word) {
    this.word = word;
  }

  /** The prefix of the command line, without its colon. */
  public String word() {
    return word;
  }
}
