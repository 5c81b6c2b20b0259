package dev.plinth.bases.history;

import dev.plinth.oci.image.HistoryEntry;

/**
 * Who wrote a step of a history, told by the marks each leaves. One build leaves the marks of one
 * builder; where they change, another build went on.
 */
enum Builder {
  /** Comment {@code buildkit.…}, or {@code # buildkit} after the command. */
  BUILDKIT("BuildKit"),
  /**
   * Docker's builder before BuildKit, and Buildah: the command of {@code /bin/sh -c}, with {@code
   * #(nop)} for what runs nothing.
   */
  SHELL("a Dockerfile builder"),
  /** Debian's own images. */
  DEBUERREOTYPE("debuerreotype"),
  BAZEL("Bazel"),
  JIB("Jib"),
  KO("ko"),
  APKO("apko"),
  KANIKO("kaniko"),
  OTHER("another builder");

  private final String words;

  Builder(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * Whether a step of this builder, after one of that, begins another build. A Dockerfile builder
   * leaves no mark on a RUN of another shell, or of none.
   */
  boolean goesOnAfter(Builder before) {
    boolean unmarked = (this == SHELL && before == OTHER) || (this == OTHER && before == SHELL);
    return this != before && !unmarked;
  }

  static Builder of(HistoryEntry step) {
    String command = step.createdBy().strip();
    String comment = step.comment();
    if (comment.startsWith("buildkit.") || command.endsWith("# buildkit")) {
      return BUILDKIT;
    }
    if (comment.startsWith("debuerreotype") || command.startsWith("# debian.sh")) {
      return DEBUERREOTYPE;
    }
    if (step.author().equals("kaniko")) {
      return KANIKO;
    }
    if (command.startsWith("bazel build")) {
      return BAZEL;
    }
    if (command.startsWith("jib-") || step.author().equals("Jib")) {
      return JIB;
    }
    if (command.startsWith("ko build") || command.startsWith("ko publish")) {
      return KO;
    }
    if (command.equals("apko")) {
      return APKO;
    }
    boolean shell =
        command.startsWith("/bin/sh -c ")
            || command.startsWith("|")
            || comment.startsWith(BuildHistory.FROM);
    return shell ? SHELL : OTHER;
  }
}
