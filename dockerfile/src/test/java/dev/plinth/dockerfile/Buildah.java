package dev.plinth.dockerfile;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds with an installed {@code buildah}, in storage of its own, from the empty image alone. */
public final class Buildah {
  private final Path work;

  private Buildah(Path work) {
    this.work = work;
  }

  /** In that folder; the test is left out where there is none, or it cannot build here. */
  public static Buildah orSkip(Path work) throws IOException {
    Buildah buildah = new Buildah(work);
    Path context = Files.createDirectories(work.resolve("none"));
    Outcome outcome;
    try {
      outcome =
          buildah.build(context, "FROM scratch\nLABEL a=b\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      outcome = new Outcome(127, "buildah is not installed");
    }
    assumeThat(outcome.status()).as("buildah builds here: %s", outcome.said()).isZero();
    return buildah;
  }

  /**
   * How a build ended.
   *
   * @param status 0 where it was built
   * @param said what it printed
   */
  public record Outcome(int status, String said) {
    /** True where it was built. */
    public boolean built() {
      return status == 0;
    }
  }

  /** Builds a file in a context. */
  public Outcome build(Path context, byte[] dockerfile, String... options) throws IOException {
    Path file = Files.write(work.resolve("file"), dockerfile);
    List<String> command =
        new ArrayList<>(
            List.of(
                "buildah",
                "--root",
                work.resolve("root").toString(),
                "--runroot",
                work.resolve("run").toString(),
                "--storage-driver",
                "vfs",
                "build",
                "--isolation",
                "chroot",
                "--pull-never",
                "--quiet",
                "--file",
                file.toString()));
    command.addAll(List.of(options));
    command.add(context.toString());
    Path said = work.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(file.toFile()))
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("buildah does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Outcome(process.exitValue(), Files.readString(said, StandardCharsets.ISO_8859_1));
  }
}
