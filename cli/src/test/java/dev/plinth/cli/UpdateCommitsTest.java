package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves as branches, commits and patches, in repositories that nobody vouches for. */
class UpdateCommitsTest {
  @TempDir Path folder;
  private StandInRegistry registry;
  private StandInImages images;
  private String old = "";
  private String fresh = "";

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    images = new StandInImages(registry);
    old = images.index("hub/base", "12", "1", "1.0");
    fresh = images.index("hub/base", "12", "2", "1.0");
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private String dockerfile(String digest) {
    return "FROM " + registry.address() + "/hub/base:1.0@" + digest + "\n";
  }

  private Path repository(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    git(root, "init", "-q", "-b", "main");
    Path file = Files.writeString(root.resolve("Dockerfile"), dockerfile(old));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(root.resolve("other"), "text\n");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "first");
    return root;
  }

  private CliHarness.Run run(String... words) {
    List<Object> all =
        new ArrayList<>(List.of("update", "--no-config", "--lock", folder + "/lock"));
    all.addAll(List.of(words));
    return new CliHarness(folder)
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .in(folder)
        .run(all.toArray());
  }

  private String branch() {
    return "plinth/" + registry.address().replaceAll("[^a-z0-9]+", "-") + "-hub-base";
  }

  @Test
  void aBranchForEachGroupAndNothingElseChanges() throws IOException {
    Path root = repository("a");
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(old));
    assertThat(git(root, "status", "--porcelain")).isEmpty();
    assertThat(git(root, "show", branch() + ":Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(git(root, "show", branch() + ":other")).isEqualTo("text\n");
    assertThat(git(root, "ls-tree", branch(), "Dockerfile")).startsWith("100755");
    assertThat(git(root, "log", "-1", "--format=%B", branch()))
        .contains("Refresh base:1.0", "openssl 1 to 2", "Plinth-Group: ");
    assertThat(git(root, "rev-list", "--count", "main.." + branch())).isEqualTo("1\n");
    // A second run brings the branch up to date, and a human's commits stay.
    assertThat(run("--branch", root.toString()).code()).isZero();
    git(root, "checkout", "-q", branch());
    Files.writeString(root.resolve("other"), "mine\n");
    git(root, "commit", "-qam", "mine");
    String mine = git(root, "rev-parse", branch());
    git(root, "checkout", "-q", "main");
    CliHarness.Run again = run("--branch", root.toString());
    assertThat(again.code()).isEqualTo(Main.UNFINISHED);
    assertThat(again.err()).contains("somebody else has committed to it");
    assertThat(git(root, "rev-parse", branch())).isEqualTo(mine);
  }

  @Test
  void aCommitUponWhatIsCheckedOut() throws IOException {
    Path root = repository("a");
    CliHarness.Run run = run("--commit", root.toString());
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(git(root, "status", "--porcelain")).isEmpty();
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(fresh));
    assertThat(git(root, "rev-list", "--count", "main")).isEqualTo("2\n");
    Files.writeString(root.resolve("Dockerfile"), dockerfile(old) + "# mine\n");
    CliHarness.Run dirty = run("--commit", root.toString());
    assertThat(dirty.code()).isEqualTo(Main.UNFINISHED);
    assertThat(dirty.err()).contains("differs from what is committed");
    assertThat(Files.readString(root.resolve("Dockerfile"))).endsWith("# mine\n");
  }

  @Test
  void theLockFileGoesWithIt() throws IOException {
    Path root = repository("a");
    Path lock = root.resolve("plinth.lock");
    Files.writeString(lock, "{\"version\": 1, \"images\": []}\n");
    git(root, "add", "-A");
    git(root, "commit", "-qm", "lock");
    CliHarness.Run run =
        new CliHarness(folder)
            .with("SOURCE_DATE_EPOCH", "1798761600")
            .in(root)
            .run("update", "--no-config", "--branch");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(git(root, "show", branch() + ":plinth.lock")).contains(fresh);
    assertThat(git(root, "status", "--porcelain")).isEmpty();
  }

  @Test
  void patchesApplyElsewhere() throws IOException {
    Path root = repository("a");
    Path other = repository("b");
    Path patches = Files.createDirectories(folder.resolve("patches"));
    CliHarness.Run run = run("--patch", patches.toString(), root.toString());
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    Path patch = Files.list(patches).findFirst().orElseThrow();
    git(other, "am", "-q", patch.toString());
    assertThat(Files.readString(other.resolve("Dockerfile"))).isEqualTo(dockerfile(fresh));
    assertThat(git(root, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
  }

  @Test
  void togetherMeansEverywhereOrNowhere() throws IOException {
    Path one = repository("a");
    Path two = repository("b");
    Files.writeString(two.resolve("Dockerfile"), dockerfile(old) + "# mine\n");
    CliHarness.Run run = run("--branch", "--together", one.toString(), two.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("moved nowhere");
    assertThat(git(one, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    run("--branch", one.toString(), two.toString());
    assertThat(git(one, "for-each-ref", "--format=%(refname)")).contains("refs/heads/plinth/");
    assertThat(run("--branch", "--commit", one.toString()).code()).isEqualTo(Main.USAGE);
    Path plain = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(plain.resolve("Dockerfile"), dockerfile(old));
    assertThat(run("--branch", plain.toString()).err()).contains("is in no git repository");
  }

  /** A commit like that of a branch, with a signature in it. */
  private static void signed(Path root, String branch, String... lines) throws IOException {
    String raw = git(root, "cat-file", "commit", branch);
    int end = raw.indexOf("\n\n");
    String text =
        raw.substring(0, end) + "\ngpgsig " + String.join("\n ", lines) + raw.substring(end);
    Path file = Files.writeString(root.resolve(".git/signed"), text);
    String commit = git(root, "hash-object", "-t", "commit", "-w", file.toString()).strip();
    git(root, "update-ref", "refs/heads/" + branch, commit);
  }

  @Test
  void signaturesOfABranchThatIsThereAreNotLookedAt() throws IOException {
    Path root = repository("a");
    Path marker = folder.resolve("ran");
    Path program =
        Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\necho >>" + marker + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String setting : new String[] {"gpg.program", "gpg.ssh.program", "gpg.x509.program"}) {
      git(root, "config", setting, program.toString());
    }
    git(root, "config", "gpg.ssh.allowedSignersFile", "/dev/null");
    git(root, "config", "log.showSignature", "true");
    String[][] signatures = {
      {"-----BEGIN SSH SIGNATURE-----", "U1NIU0lH", "-----END SSH SIGNATURE-----"},
      {"-----BEGIN SIGNED MESSAGE-----", "AAAA", "-----END SIGNED MESSAGE-----"},
      {"-----BEGIN PGP SIGNATURE-----", "AAAA", "-----END PGP SIGNATURE-----"},
    };
    for (String[] signature : signatures) {
      run("--branch", root.toString());
      signed(root, branch(), signature);
      Files.deleteIfExists(marker);
      git(root, "log", "-1", branch());
      assertThat(marker).as("git itself runs it, so that the test can fail").exists();
      Files.deleteIfExists(marker);
      run("--branch", root.toString());
      assertThat(marker).as(signature[0]).doesNotExist();
    }
  }

  @Test
  void whatAHumanAmendsRebasesOrAddsStays() throws IOException {
    Path root = repository("a");
    assertThat(run("--branch", root.toString()).code()).isZero();
    String made = git(root, "rev-parse", branch());
    git(root, "checkout", "-q", branch());
    Files.writeString(root.resolve("other"), "mine\n");
    git(root, "commit", "-qa", "--amend", "--no-edit");
    String amended = git(root, "rev-parse", branch());
    git(root, "checkout", "-q", "main");
    CliHarness.Run run = run("--branch", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("somebody else has committed to it");
    assertThat(git(root, "rev-parse", branch())).isEqualTo(amended);
    // Another message is a human's, too.
    git(root, "update-ref", "refs/heads/" + branch(), made.strip());
    git(root, "checkout", "-q", branch());
    String message = git(root, "log", "-1", "--format=%B");
    git(root, "commit", "-q", "--amend", "-m", message.replace("Refresh", "Refresh soon:"));
    git(root, "checkout", "-q", "main");
    assertThat(run("--branch", root.toString()).code()).isEqualTo(Main.UNFINISHED);
    // Ours alone is brought up to date.
    git(root, "update-ref", "refs/heads/" + branch(), made.strip());
    assertThat(run("--branch", root.toString()).code()).isZero();
  }

  @Test
  void aCommitThatCannotBeMadeLeavesFilesAsTheyWere() throws IOException {
    Path root = repository("a");
    Path lock = Files.writeString(root.resolve(".git/refs/heads/main.lock"), "");
    CliHarness.Run run = run("--commit", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(old));
    assertThat(git(root, "status", "--short")).isEmpty();
    Files.delete(lock);
    assertThat(run("--commit", root.toString()).code()).isZero();
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(fresh));
    assertThat(git(root, "status", "--short")).isEmpty();
  }

  @Test
  void aLockFileThatIsStagedIsNotCommittedAlong() throws IOException {
    Path root = repository("a");
    Path lock = Files.writeString(root.resolve("plinth.lock"), "{\"version\":1,\"images\":[]}\n");
    git(root, "add", "plinth.lock");
    git(root, "commit", "-q", "-m", "lock");
    Files.writeString(lock, "{\"version\":1,\"images\":[]}\n\n");
    git(root, "add", "plinth.lock");
    Files.writeString(lock, "{\"version\":1,\"images\":[]}\n");
    String head = git(root, "rev-parse", "HEAD");
    CliHarness.Run run = run("--commit", root.toString());
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("plinth.lock", "staged already");
    assertThat(git(root, "rev-parse", "HEAD")).isEqualTo(head);
    assertThat(Files.readString(root.resolve("Dockerfile"))).isEqualTo(dockerfile(old));
  }

  @Test
  void aLinkInThePlaceOfACommittedFileIsLeftAlone() throws IOException {
    Path root = repository("a");
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), dockerfile(old));
    Files.delete(root.resolve("Dockerfile"));
    Files.createSymbolicLink(root.resolve("Dockerfile"), elsewhere);
    for (String form : new String[] {"--commit", "--branch"}) {
      assertThat(run(form, root.resolve("Dockerfile").toString()).code())
          .isEqualTo(Main.UNFINISHED);
      assertThat(Files.readString(elsewhere)).isEqualTo(dockerfile(old));
    }
  }
}
