package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside a repository is written, read or started for what lies in it. */
class UpdateStraysTest {
  private static final String MINE = "export PATH\n";

  @TempDir Path folder;
  private StandInRegistry registry;
  private GitPlace place;
  private Path root;
  private Path elsewhere;
  private String old = "";
  private String fresh = "";

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    StandInImages images = new StandInImages(registry);
    old = images.index("hub/base", "12", "1", "1.0");
    fresh = images.index("hub/base", "12", "2", "1.0");
    place = new GitPlace(folder.resolve("place"));
    root = Files.createDirectories(folder.resolve("work"));
    git(root, "init", "-q", "-b", "main");
    GitPlace.commit(root, "first", "Dockerfile", dockerfile(old));
    elsewhere = Files.writeString(folder.resolve("profile"), MINE);
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private String dockerfile(String digest) {
    return "FROM " + registry.address() + "/hub/base:1.0@" + digest + "\n";
  }

  private String branch() {
    return "plinth/" + registry.address().replaceAll("[^a-z0-9]+", "-") + "-hub-base";
  }

  private CliHarness cli() {
    return place
        .on(new CliHarness(folder))
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .with("GITHUB_TOKEN", StandInHost.TOKEN)
        .in(folder);
  }

  private CliHarness.Run run(CliHarness cli, String... words) {
    List<Object> all = new ArrayList<>(List.of("update", "--no-config"));
    all.addAll(List.of(words));
    return cli.run(all.toArray());
  }

  private CliHarness.Run run(String... words) {
    return run(cli(), words);
  }

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
    Path patches = Files.createDirectories(folder.resolve("patches"));
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
    Path list = Files.writeString(folder.resolve("list"), word + "\n");
    assertThat(run("--repositories", list.toString()).err()).doesNotContain(StandInHost.TOKEN);
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
