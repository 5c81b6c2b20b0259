package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a foreign repository nothing is ever run: every program in it would leave a mark. */
class UpdateHostileTest {
  private static final String[] HOOKS = {
    "pre-commit",
    "post-commit",
    "commit-msg",
    "prepare-commit-msg",
    "reference-transaction",
    "post-index-change",
    "post-checkout",
    "post-merge",
    "pre-push",
    "pre-auto-gc",
    "fsmonitor-watchman",
    "applypatch-msg",
    "pre-applypatch",
    "pre-receive",
    "update",
    "post-receive",
    "post-update",
    "push-to-checkout",
    "proc-receive"
  };

  @TempDir Path folder;
  private StandInRegistry registry;
  private GitPlace place;
  private Path marker;
  private Path program;
  private String old = "";
  private String fresh = "";

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    StandInImages images = new StandInImages(registry);
    old = images.index("hub/base", "12", "1", "1.0");
    fresh = images.index("hub/base", "12", "2", "1.0");
    place = new GitPlace(folder.resolve("place"));
    marker = folder.resolve("ran");
    program = GitPlace.program(folder.resolve("run.sh"), "echo \"$0 $*\" >>" + marker + "\n");
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

  private CliHarness.Run run(String... words) {
    List<Object> all =
        new ArrayList<>(List.of("update", "--no-config", "--lock", folder + "/lock"));
    all.addAll(List.of(words));
    return place
        .on(new CliHarness(folder))
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .in(folder)
        .run(all.toArray());
  }

  /** Every hook and setting by which git could be made to run something. */
  private void poison(Path gitFolder, Path where) throws IOException {
    Path hooks = Files.createDirectories(gitFolder.resolve("hooks"));
    for (String hook : HOOKS) {
      Files.deleteIfExists(hooks.resolve(hook));
      Files.copy(program, hooks.resolve(hook));
    }
    Files.createDirectories(gitFolder.resolve("info"));
    Files.writeString(
        gitFolder.resolve("info/attributes"), "* filter=evil diff=evil merge=evil text\n");
    String run = program.toString();
    String[][] settings = {
      {"filter.evil.clean", run},
      {"filter.evil.smudge", run},
      {"filter.evil.process", run},
      {"filter.evil.required", "true"},
      {"diff.evil.textconv", run},
      {"diff.evil.command", run},
      {"diff.external", run},
      {"merge.evil.driver", run},
      {"core.fsmonitor", run},
      {"core.sshCommand", run},
      {"core.gitProxy", run},
      {"core.pager", run},
      {"pager.log", run},
      {"core.editor", run},
      {"sequence.editor", run},
      {"core.askPass", run},
      {"core.alternateRefsCommand", run},
      {"credential.helper", "!" + run},
      {"credential.https://git.example.helper", "!" + run},
      {"commit.gpgSign", "true"},
      {"push.gpgSign", "if-asked"},
      {"log.showSignature", "true"},
      {"gpg.format", "ssh"},
      {"gpg.program", run},
      {"gpg.ssh.program", run},
      {"gpg.ssh.defaultKeyCommand", run},
      {"core.hooksPath", hooks.toString()},
      {"uploadpack.packObjectsHook", run},
      {"receive.denyCurrentBranch", "updateInstead"},
      {"receive.procReceiveRefs", "refs/heads"},
      {"extensions.partialClone", "origin"},
      {"remote.origin.promisor", "true"},
      {"remote.origin.vcs", "evil"},
      {"remote.origin.uploadpack", run},
      {"remote.origin.receivepack", run},
      {"remote.origin.pushurl", "ext::" + run},
      {"url.ext::" + run + " .insteadOf", "ssh://git@git.example/"},
      {"trailer.plinth-group.command", run},
      {"format.signatureFile", "/etc/hostname"},
      {"alias.log", "!" + run},
      {"alias.push", "!" + run},
    };
    for (String[] setting : settings) {
      assertThat(git(where, "config", setting[0], setting[1])).isEmpty();
    }
  }

  @Test
  void nothingOfAFolderIsRun() throws IOException {
    Path bare = place.host("acme/one", "Dockerfile", dockerfile(old), ".gitattributes", "");
    Path work = folder.resolve("checkout");
    git(folder, "clone", "-q", bare.toString(), work.toString());
    String named = "--upload-pack=touch " + marker.getFileName();
    Files.writeString(work.resolve(named.replace('/', '_')), "text\n");
    Files.writeString(work.resolve("-x"), "text\n");
    Files.writeString(work.resolve(".gitattributes"), "* filter=evil diff=evil merge=evil\n");
    git(work, "add", "-A");
    git(work, "commit", "-qm", "attributes");
    git(work, "push", "-q", "origin", "main");
    git(work, "config", "remote.origin.url", place.url("acme/one"));
    poison(work.resolve(".git"), work);
    // Marks are made: what git itself does there runs them.
    Files.writeString(work.resolve("more"), "text\n");
    git(work, "status");
    git(work, "add", "more");
    assertThat(marker).exists();
    git(work, "rm", "-q", "--cached", "more");
    Files.delete(work.resolve("more"));
    Files.delete(marker);
    Path patches = Files.createDirectories(folder.resolve("patches"));
    CliHarness.Run patch = run("--patch", patches.toString(), work.toString());
    assertThat(patch.err()).contains(": patch ");
    CliHarness.Run push = run("--push", work.toString());
    assertThat(push.err()).contains("pushed");
    assertThat(git(bare, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
    CliHarness.Run commit = run("--commit", work.toString());
    assertThat(commit.err()).contains(": commit ");
    assertThat(Files.readString(work.resolve("Dockerfile"))).isEqualTo(dockerfile(fresh));
    assertThat(marker).as(Files.exists(marker) ? Files.readString(marker) : "").doesNotExist();
  }

  @Test
  void nothingOfARemoteOnThisMachineIsRun() throws IOException {
    Path work = Files.createDirectories(folder.resolve("remote"));
    git(work, "init", "-q", "-b", "main");
    GitPlace.commit(
        work,
        "first",
        "Dockerfile",
        dockerfile(old),
        ".gitattributes",
        "* filter=evil diff=evil merge=evil\n");
    Path other = folder.resolve("other.git");
    git(folder, "clone", "-q", "--bare", work.toString(), other.toString());
    Files.writeString(
        work.resolve(".git/objects/info/alternates"), other.resolve("objects") + "\n");
    poison(work.resolve(".git"), work);
    git(work, "-c", "core.fsmonitor=false", "checkout", "-q", "main");
    String url = "file://" + work.toRealPath();
    // A hook of the settings' own that is switched off: then nothing is pushed, and nothing run.
    assertThat(run("--push", url).err()).contains("cannot find hook 'proc-receive'");
    git(work, "config", "--unset", "receive.procReceiveRefs");
    Files.deleteIfExists(marker);
    // Marks are made: what git itself pushes there runs them.
    git(other, "push", "-q", url, "main:refs/heads/control");
    assertThat(marker).exists();
    Files.delete(marker);
    CliHarness.Run push = run("--push", url);
    assertThat(push.err()).contains("pushed");
    assertThat(marker).as(Files.exists(marker) ? Files.readString(marker) : "").doesNotExist();
    assertThat(git(work, "cat-file", "blob", branch() + ":Dockerfile"))
        .isEqualTo(dockerfile(fresh));
    // Nor when it is fetched from, with that branch checked out there.
    git(work, "-c", "core.hooksPath=/dev/null", "symbolic-ref", "HEAD", "refs/heads/" + branch());
    Files.deleteIfExists(marker);
    CliHarness.Run again =
        new CliHarness(folder)
            .with("SOURCE_DATE_EPOCH", "1798761600")
            .in(folder)
            .run("update", "--no-config", "--lock", folder + "/lock2", "--branch", url);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(marker).as(Files.exists(marker) ? Files.readString(marker) : "").doesNotExist();
  }

  @Test
  void transportsThatRunProgramsAreRefused() throws IOException {
    for (String url :
        new String[] {
          "ext::" + program,
          "ext::sh -c " + program,
          "fd::7",
          "ssh://-oProxyCommand=" + program + "/x"
        }) {
      CliHarness.Run run = run("--branch", url);
      assertThat(run.code()).as(url).isNotZero();
      assertThat(run.err()).contains("PLINTH-GIT-URL");
      Path list = Files.writeString(folder.resolve("list"), url + "\n");
      assertThat(run("--repositories", list.toString()).err())
          .contains("PLINTH-REPOSITORIES-LIST", "line 1 is no repository");
    }
    Path bare = place.host("acme/one", "Dockerfile", dockerfile(old));
    Path work = folder.resolve("checkout");
    git(folder, "clone", "-q", bare.toString(), work.toString());
    git(work, "config", "remote.origin.url", "ext::" + program);
    CliHarness.Run run = run("--push", work.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("a transport that runs a program is never used");
    assertThat(marker).doesNotExist();
  }

  @Test
  void aTreeWritesNothingElsewhere() throws IOException {
    Path bare = place.host("acme/one", "Dockerfile", dockerfile(old));
    Path outside = folder.resolve("outside");
    Files.createDirectories(outside);
    String blob = blob(bare, dockerfile(old));
    String link = blob(bare, outside.toString());
    String inner = tree(bare, "100644 blob " + blob + "\tDockerfile\0");
    String evil =
        tree(
            bare,
            "120000 blob "
                + link
                + "\tlinked\0"
                + "040000 tree "
                + inner
                + "\t..\0"
                + "040000 tree "
                + inner
                + "\t.git\0"
                + "040000 tree "
                + inner
                + "\tservice\0"
                + "100644 blob "
                + blob
                + "\tDockerfile\0"
                + "120000 blob "
                + link
                + "\tDockerfile.linked\0"
                + "160000 commit "
                + "1".repeat(40)
                + "\tmodule\0");
    String commit = git(bare, "commit-tree", "-m", "evil", evil).strip();
    git(bare, "update-ref", "refs/heads/main", commit);
    CliHarness.Run run = run("--details", place.url("acme/one"));
    assertThat(run.out()).contains("acme/one/service/Dockerfile", "acme/one/../Dockerfile: it");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    try (Stream<Path> all = Files.walk(folder.resolve("cache/plinth/repositories"))) {
      assertThat(all.filter(path -> path.getFileName().toString().startsWith("Dockerfile")))
          .hasSize(2)
          .allMatch(path -> path.toString().contains("/tree/"))
          .noneMatch(Files::isSymbolicLink);
    }
    assertThat(outside).isEmptyDirectory();
  }

  private static String blob(Path bare, String text) throws IOException {
    Path file = Files.writeString(bare.resolve("blob"), text);
    return git(bare, "hash-object", "-w", "--no-filters", file.toString()).strip();
  }

  private static String tree(Path bare, String entries) throws IOException {
    // As bytes of a tree: mktree would refuse such names.
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (String entry : entries.split("\0", -1)) {
      if (!entry.isEmpty()) {
        String[] words = entry.split("[ \t]", 4);
        String mode = words[0].replaceFirst("^0", "");
        out.write((mode + " " + words[3] + "\0").getBytes());
        out.write(java.util.HexFormat.of().parseHex(words[2]));
      }
    }
    Path file = Files.write(bare.resolve("tree"), out.toByteArray());
    return git(bare, "hash-object", "-w", "--literally", "-t", "tree", file.toString()).strip();
  }
}
