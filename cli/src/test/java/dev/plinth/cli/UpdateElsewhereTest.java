package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside a repository is written or read for what lies in it. */
class UpdateElsewhereTest extends UpdateGround {
  @ParameterizedTest
  @ValueSource(strings = {"--branch", "--commit"})
  void logsOfReferencesAreNotWrittenThroughLinks(String form) throws IOException {
    git(root, "config", "user.name", "\n$(touch ran)\n");
    String reference = form.equals("--branch") ? "logs/refs/heads/" + branch() : "logs/HEAD";
    Path log = root.resolve(".git").resolve(reference);
    Files.createDirectories(log.getParent());
    Files.deleteIfExists(log);
    Files.createSymbolicLink(log, elsewhere);
    CliHarness.Run run = run(form, root.toString());
    assertThat(Files.readString(elsewhere)).isEqualTo(MINE);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("is a link");
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(old));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/plinth", "logs/refs/heads/plinth", "objects", "index"})
  void noPartOfARepositoryIsWrittenThroughALink(String part) throws IOException {
    Path real = root.resolve(".git").resolve(part);
    Path moved = folder.resolve("moved");
    if (Files.exists(real)) {
      Files.move(real, moved);
    } else {
      Files.createDirectories(moved);
    }
    Files.createSymbolicLink(real, moved);
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("link");
    if (part.equals("objects") || part.equals("index")) {
      assertThat(run("--commit", root.toString()).err()).contains("link");
      assertThat(git(root, "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    }
    assertThat(Files.exists(moved.resolve(branch().substring(7)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "link", "commondir"})
  void aFolderThatLeadsGitToAnotherRepositoryIsNone(String way) throws IOException {
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("Dockerfile"), dockerfile(old));
    Path victim = root.resolve(".git");
    switch (way) {
      case "file" -> Files.writeString(foreign.resolve(".git"), "gitdir: " + victim + "\n");
      case "link" -> Files.createSymbolicLink(foreign.resolve(".git"), victim);
      default -> {
        Path own = Files.createDirectories(foreign.resolve(".git"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(own.resolve("commondir"), victim + "\n");
        git(foreign, "read-tree", "HEAD");
      }
    }
    assertThat(git(foreign, "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    for (String form : new String[] {"--commit", "--branch"}) {
      CliHarness.Run run = run(form, foreign.toString());
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.err()).contains("knows nothing of it");
    }
    assertThat(git(root, "for-each-ref").lines()).hasSize(1);
    assertThat(git(root, "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
  }

  @Test
  void aSubmoduleThatLeadsToAnothersIsNone() throws IOException {
    Path victim = Files.createDirectories(folder.resolve("victim"));
    git(victim, "init", "-q", "-b", "main");
    git(victim, "-c", "protocol.file.allow=always", "submodule", "add", "-q", root + "", "sub");
    Path module = victim.resolve(".git/modules/sub");
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Path evil = Files.createDirectories(foreign.resolve("a/b/evil"));
    Path tree = Files.createDirectories(foreign.resolve("sub"));
    Files.writeString(tree.resolve(".git"), "gitdir: ../a/b/evil\n");
    Files.writeString(evil.resolve("commondir"), module + "\n");
    Files.writeString(evil.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.copy(module.resolve("index"), evil.resolve("index"));
    Files.writeString(tree.resolve("Dockerfile"), dockerfile(old));
    assertThat(git(tree, "status", "--short")).isEmpty();
    CliHarness.Run run = run("--commit", tree.toString());
    assertThat(run.err()).contains("knows nothing of it");
    assertThat(git(victim.resolve("sub"), "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    // An honest one is taken, beside the repository that it is in.
    Files.writeString(victim.resolve("Dockerfile"), dockerfile(old));
    GitPlace.commit(victim, "first");
    CliHarness.Run both = run("--branch", victim.toString());
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(git(victim.resolve("sub"), "show", branch() + ":Dockerfile"))
        .isEqualTo(dockerfile(fresh));
    assertThat(git(victim, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "reference", "objects", "gitfile", "commondir"})
  void aRemoteOnThisMachineIsNotWrittenThroughItsLinks(String way) throws IOException {
    Path bare = place.host("acme/one", "Dockerfile", dockerfile(old));
    Path moved = folder.resolve("moved");
    git(bare, "config", "user.name", "$(touch ran)");
    Path named = bare;
    switch (way) {
      case "log" -> {
        Path log = bare.resolve("logs/refs/heads/" + branch());
        Files.createDirectories(log.getParent());
        Files.createSymbolicLink(log, elsewhere);
      }
      case "reference" ->
          Files.createSymbolicLink(
              bare.resolve("refs/heads/plinth"), Files.createDirectories(moved));
      case "objects" -> {
        Files.move(bare.resolve("objects"), moved);
        Files.createSymbolicLink(bare.resolve("objects"), moved);
      }
      case "gitfile" -> {
        named = Files.createDirectories(folder.resolve("leads"));
        Files.writeString(named.resolve(".git"), "gitdir: " + bare + "\n");
      }
      default -> {
        named = Files.createDirectories(folder.resolve("leads"));
        Files.writeString(named.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(named.resolve("commondir"), bare + "\n");
      }
    }
    CliHarness.Run run = run("--push", "file://" + named);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(Files.readString(elsewhere)).isEqualTo(MINE);
    assertThat(git(bare, "for-each-ref").lines()).hasSize(1);
  }

  @Test
  void objectsOfAnotherRepositoryAreNotPushed() throws IOException {
    place.host("acme/one", "Dockerfile", dockerfile(old));
    Path shared = folder.resolve("shared");
    git(folder, "clone", "-q", "--shared", folder.resolve("place/acme/one.git") + "", shared + "");
    git(shared, "remote", "set-url", "origin", place.url("acme/one"));
    CliHarness.Run run = run("--push", shared.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("objects of another repository");
  }

  @Test
  void linkedWorkingTreesAreOnesOwnAndTheirBranchesAreNotMoved() throws IOException {
    Path tree = folder.resolve("tree");
    git(root, "worktree", "add", "-q", "-b", "side", tree.toString());
    assertThat(run("--commit", tree.toString()).code()).isZero();
    assertThat(git(tree, "status", "--short")).isEmpty();
    assertThat(git(root, "show", "side:Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(run("--branch", root.toString()).code()).isZero();
    git(tree, "checkout", "-q", branch());
    String before = git(root, "rev-parse", branch());
    GitPlace.commit(root, "more", "more", "text\n");
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("it is checked out");
    assertThat(git(root, "rev-parse", branch())).isEqualTo(before);
  }

  @Test
  void ownersAreNotReadThroughLinks() throws IOException {
    Path secret = Files.writeString(folder.resolve("credentials"), "* AKIASECRETSECRET\n");
    Files.createSymbolicLink(root.resolve("CODEOWNERS"), secret);
    GitPlace.commit(root, "owners");
    CliHarness.Run run = run("--branch", "--details", root.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).doesNotContain("AKIASECRET");
    assertThat(git(root, "log", "-1", "--format=%B", branch())).doesNotContain("AKIASECRET");
  }

  @Test
  void aLockFileThatIsALinkIsNotWritten() throws IOException {
    String text = "{\"version\":1,\"images\":[]}\n";
    GitPlace.commit(root, "lock", "plinth.lock", text);
    Path lock = Files.writeString(folder.resolve("lock"), text);
    Files.delete(root.resolve("plinth.lock"));
    Files.createSymbolicLink(root.resolve("plinth.lock"), lock);
    run("--commit", root.toString());
    assertThat(Files.readString(lock)).isEqualTo(text);
  }
}
