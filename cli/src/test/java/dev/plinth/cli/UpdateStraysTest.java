package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the way of an update, or not what it looks like, is left alone. */
class UpdateStraysTest extends UpdateGround {
  @Test
  void whoCommitsIsLookedAtFirst() {
    CliHarness.Run run = run("--branch", "--author", "nobody", root.toString());
    assertThat(run.err()).contains("PLINTH-GIT-AUTHOR", "Name <name@example.org>");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void namesThatGitTrimsAreSealedAsItWritesThem() throws IOException {
    String[] words = {"--branch", "--author", "Acme, Inc. <bot@acme.example>", root.toString()};
    assertThat(run(words).code()).isZero();
    GitPlace.commit(root, "more", "more", "text\n");
    CliHarness.Run run = run(words);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(git(root, "log", "-1", "--format=%an", branch()).strip()).isEqualTo("Acme, Inc");
  }

  @Test
  void aBranchThatIsBeingRebasedIsNotMoved() throws IOException {
    assertThat(run("--branch", root.toString()).code()).isZero();
    Path rebase = Files.createDirectories(root.resolve(".git/rebase-merge"));
    Files.writeString(rebase.resolve("head-name"), "refs/heads/" + branch() + "\n");
    assertThat(run("--branch", root.toString()).err()).contains("it is checked out");
  }

  @Test
  void whatGitWasToldNotToLookAtIsLeftAlone() throws IOException {
    git(root, "update-index", "--assume-unchanged", "Dockerfile");
    CliHarness.Run run = run("--commit", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(git(root, "ls-files", "-v")).startsWith("h ");
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(old));
  }

  @Test
  void aFolderNamedLikeAUrlIsNotTakenForIt() throws IOException {
    Path shadow = Files.createDirectories(folder.resolve("https:/git.example/a/b"));
    Files.writeString(shadow.resolve("Dockerfile"), dockerfile(old));
    CliHarness.Run run = run("--offline", "https://git.example/a/b");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("URLs cannot be fetched with --offline");
  }

  @Test
  void aBranchThatStandsUponAnotherOneIsLeftAlone() throws IOException {
    git(root, "checkout", "-q", "-b", "feature");
    GitPlace.commit(root, "mine", "mine", "text\n");
    assertThat(run("--branch", root.toString()).code()).isZero();
    String made = git(root, "rev-parse", branch());
    git(root, "checkout", "-q", "main");
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("it stands upon another branch");
    assertThat(git(root, "rev-parse", branch())).isEqualTo(made);
    git(root, "merge", "-q", "feature");
    assertThat(run("--branch", root.toString()).code()).isZero();
  }

  @Test
  void patchesAreMadeByNobodysSettings() throws IOException {
    Path settings = folder.resolve("gitconfig");
    Files.writeString(settings, "[diff]\nnoprefix = true\n[format]\nattach = true\n");
    Path patches = folder.resolve("new/patches");
    CliHarness.Run run =
        run(
            cli().with("GIT_CONFIG_GLOBAL", settings.toString()),
            "--patch",
            patches.toString(),
            root.toString());
    assertThat(run.code()).as(run.err()).isZero();
    Path patch = patches.resolve(patches.toFile().list()[0]);
    assertThat(git(root, "am", patch.toString())).contains("Applying");
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(fresh));
  }

  @Test
  void oneRepositoryUnderTwoSpellingsIsOne() throws IOException {
    place.host("acme/one", "Dockerfile", dockerfile(old));
    CliHarness.Run run = run("--push", place.url("acme/one"), "git@git.example:acme/one.git");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().split("pushed", -1)).hasSize(2);
  }

  /** Ten folders in each of ten folders, fourteen levels deep: no index could have them all. */
  @Test
  void foldersThatHoldEachOtherManyTimesCostNothing() throws IOException {
    byte[] inner = GitPlace.object(root, "blob", "x".getBytes(UTF_8));
    String mode = "100644";
    for (int level = 0; level < 14; level++) {
      ByteArrayOutputStream tree = new ByteArrayOutputStream();
      for (char name = 'a'; name < 'k'; name++) {
        tree.write((mode + " " + name + "\0").getBytes(UTF_8));
        tree.write(inner);
      }
      inner = GitPlace.object(root, "tree", tree.toByteArray());
      mode = "40000";
    }
    ByteArrayOutputStream top = new ByteArrayOutputStream();
    byte[] file = GitPlace.object(root, "blob", dockerfile(old).getBytes(UTF_8));
    top.write("100644 Dockerfile\0".getBytes(UTF_8));
    top.write(file);
    top.write("40000 z\0".getBytes(UTF_8));
    top.write(inner);
    String tree = HexFormat.of().formatHex(GitPlace.object(root, "tree", top.toByteArray()));
    String commit = git(root, "commit-tree", "-m", "many", tree).strip();
    git(root, "update-ref", "refs/heads/main", commit);
    for (String form : new String[] {"--branch", "--commit"}) {
      CliHarness.Run run = run(form, root.toString());
      assertThat(run.code()).as(run.err()).isZero();
    }
    assertThat(git(root, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(git(root, "diff", "--name-only", commit, branch())).isEqualTo("Dockerfile\n");
  }

  @Test
  void filesInFoldersKeepTheirNeighboursWhateverTheirNames() throws IOException {
    GitPlace.commit(
        root,
        "more",
        "a/b/Dockerfile",
        dockerfile(old),
        "a/ü",
        "1",
        "a/b c/x",
        "2",
        "a/b/\tt",
        "3");
    assertThat(run("--branch", root.toString()).code()).isZero();
    assertThat(git(root, "diff", "--name-only", "main", branch()))
        .isEqualTo("Dockerfile\na/b/Dockerfile\n");
    assertThat(git(root, "fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void aCommitIsNotBegunWhileGitIsAtWork() throws IOException {
    Path lock = Files.writeString(root.resolve(".git/index.lock"), "");
    String head = git(root, "rev-parse", "HEAD");
    CliHarness.Run run = run("--commit", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("index.lock");
    Files.delete(lock);
    assertThat(git(root, "rev-parse", "HEAD")).isEqualTo(head);
    assertThat(git(root, "status", "--short")).isEmpty();
  }

  @Test
  void gitIsNotLookedForInTheRepository() throws IOException {
    Path mark = folder.resolve("ran");
    Path fake = root.resolve("git");
    Files.writeString(fake, "#!/bin/sh\necho >>" + mark + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    CliHarness.Run run =
        run(cli().with("PATH", ".::" + path), "--branch", root.resolve("Dockerfile").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(mark).doesNotExist();
  }

  @Test
  void oneFolderThatIsInNoRepositoryKeepsNoneFromTheirBranches() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("a-plain"));
    Files.writeString(plain.resolve("Dockerfile"), dockerfile(old));
    CliHarness.Run run = run("--branch", plain.toString(), root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("is in no git repository", "branch " + branch());
    assertThat(git(root, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
  }

  @Test
  void whatSomebodyDatesAnewOrSignsIsTheirs() throws IOException {
    assertThat(run("--branch", root.toString()).code()).isZero();
    git(root, "checkout", "-q", branch());
    git(root, "commit", "-q", "--amend", "--no-edit", "--date", "2026-01-01T00:00:00Z");
    String mine = git(root, "rev-parse", "HEAD");
    git(root, "checkout", "-q", "main");
    GitPlace.commit(root, "more", "more", "text\n");
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.err()).contains("somebody else has committed to it");
    assertThat(git(root, "rev-parse", branch())).isEqualTo(mine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:%s@h/a", "https://%s@h/a", "ext::sh -c x https://%s@h/a"})
  void tokensInRefusedUrlsAreNotSaid(String url) throws IOException {
    String word = url.formatted(StandInHost.TOKEN);
    CliHarness.Run run = run("--branch", word);
    assertThat(run.code()).isNotZero();
    assertThat(run.out() + run.err()).doesNotContain(StandInHost.TOKEN);
    Path list = Files.writeString(folder.resolve("list"), ". # here\n" + word + "\n");
    CliHarness.Run listed = run("--repositories", list.toString());
    assertThat(listed.err()).contains("line 2 is no repository").doesNotContain(StandInHost.TOKEN);
  }

  @Test
  void repositoriesOfSha256AreFetchedAndPushed() throws IOException {
    Path work = Files.createDirectories(folder.resolve("place/work/acme/long"));
    git(work, "init", "-q", "-b", "main", "--object-format=sha256");
    GitPlace.commit(work, "first", "Dockerfile", dockerfile(old));
    Path bare = folder.resolve("place/acme/long.git");
    git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
    CliHarness.Run run = run("--push", place.url("acme/long"));
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(git(bare, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(run("--branch", work.toString()).code()).isZero();
    assertThat(git(work, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
  }

  @Test
  void togetherStopsAtTheFirstPushThatFails() throws IOException {
    String[] words = {"--push", "--together", "", "", ""};
    List<Path> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "acme/" + "abc".charAt(i);
      all.add(place.host(name, "Dockerfile", dockerfile(old)));
      words[i + 2] = place.url(name);
    }
    Files.writeString(all.get(1).resolve("refs/heads/" + branch().substring(0, 6)), "");
    CliHarness.Run run = run(words);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("not done", "not begun");
    assertThat(git(all.get(0), "for-each-ref")).contains(branch());
    assertThat(git(all.get(2), "for-each-ref")).doesNotContain(branch());
  }
}
