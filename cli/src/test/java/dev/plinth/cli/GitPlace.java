package dev.plinth.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Repositories on a host that is reached by an ssh which stays on this machine. */
final class GitPlace {
  private final Path folder;

  GitPlace(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    program(
        folder.resolve("ssh"),
        "for last; do :; done\necho \"$last\" >>"
            + log()
            + "\nexec sh -c \"$(printf %s \"$last\" | sed \"s|'/|'"
            + folder
            + "/|\")\"\n");
  }

  static Path program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What was asked of the host. */
  Path log() {
    return folder.resolve("ssh.log");
  }

  CliHarness on(CliHarness cli) {
    return cli.with("GIT_SSH_COMMAND", folder.resolve("ssh").toString())
        .with("GIT_SSH_VARIANT", "ssh");
  }

  /** A repository on the host with those files, name and text in turn; its folder there. */
  Path host(String name, String... files) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work").resolve(name));
    git(work, "init", "-q", "-b", "main");
    commit(work, "first", files);
    Path bare = folder.resolve(name + ".git");
    git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
    git(bare, "config", "uploadpack.allowAnySHA1InWant", "false");
    return bare;
  }

  /** What somebody commits and pushes to a branch of it. */
  void push(String name, String branch, String... files) throws IOException {
    Path work = folder.resolve("work").resolve(name);
    Path bare = folder.resolve(name + ".git");
    git(work, "fetch", "-q", bare.toString(), "+" + branch + ":refs/tmp");
    git(work, "checkout", "-q", "--detach", "refs/tmp");
    commit(work, "mine", files);
    git(work, "push", "-q", bare.toString(), "HEAD:refs/heads/" + branch);
  }

  static void commit(Path work, String message, String... files) throws IOException {
    for (int i = 0; i < files.length; i += 2) {
      Path file = work.resolve(files[i]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, files[i + 1]);
    }
    git(work, "add", "-A", "-f");
    git(work, "commit", "-q", "-m", message);
  }

  String url(String name) {
    return "ssh://git@git.example/" + name + ".git";
  }

  /** An object of those bytes; its name as bytes. */
  static byte[] object(Path where, String type, byte[] bytes) throws IOException {
    Path file = Files.write(where.resolve(".git/plinth-test"), bytes);
    String name = git(where, "hash-object", "-t", type, "-w", "--no-filters", file.toString());
    return HexFormat.of().parseHex(name.strip());
  }

  static String git(Path where, String... words) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@b"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS)
          .execute(() -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
          });
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return out;
    } catch (IOException e) {
      assumeTrue(false, "git is not installed");
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
