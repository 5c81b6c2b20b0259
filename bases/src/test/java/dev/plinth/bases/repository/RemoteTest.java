package dev.plinth.bases.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits and pushes: from where a reference was seen alone, and by whom the user names. */
class RemoteTest {
  private static final String REFERENCE = "refs/heads/plinth/base";
  private static final GitRepository.Signed SIGNED = new GitRepository.Signed("", 1_798_761_600L);

  @TempDir Path folder;
  private Map<String, String> user = Map.of();
  private Path work;
  private Path bare;

  @BeforeEach
  void begin() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    user = Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"));
    work = Files.createDirectories(folder.resolve("work"));
    bare = folder.resolve("bare.git");
    git(work, "init", "-q", "-b", "main");
    Files.writeString(work.resolve("a"), "1\n");
    git(work, "add", "-A");
    git(work, "commit", "-q", "-m", "first");
    git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
  }

  private final List<GitRepository> opened = new ArrayList<>();

  private static String git(Path where, String... words) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@b"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      assumeTrue(false, "git is not installed");
      return "";
    }
  }

  private GitRepository repository() {
    GitRepository repository = GitRepository.of(work, user);
    opened.add(repository);
    return repository;
  }

  @AfterEach
  void close() {
    opened.forEach(GitRepository::close);
  }

  private static String commit(GitRepository repository, String text) {
    return repository.commit(Map.of("a", text.getBytes(UTF_8)), "Say so\n", SIGNED, true);
  }

  private Remote remote(GitRepository repository) {
    return repository.remote(GitUrl.of("file://" + bare), "");
  }

  @Test
  void aPushGoesOverNothingThatWasNotSeen() {
    GitRepository repository = repository();
    Remote remote = remote(repository);
    assertThat(remote.tip(REFERENCE)).isNull();
    String one = commit(repository, "2\n");
    String two = commit(repository, "3\n");
    remote.push(one, REFERENCE, null);
    assertThat(remote.tip(REFERENCE)).isEqualTo(one);
    // It was not there when it was looked at; it led elsewhere when it was looked at.
    assertThatThrownBy(() -> remote.push(two, REFERENCE, null)).isInstanceOf(PlinthException.class);
    assertThatThrownBy(() -> remote.push(two, REFERENCE, two)).isInstanceOf(PlinthException.class);
    assertThat(git(bare, "rev-parse", REFERENCE)).isEqualTo(one);
    remote.push(two, REFERENCE, one);
    assertThat(git(bare, "rev-parse", REFERENCE)).isEqualTo(two);
    assertThat(remote.seal(REFERENCE, two))
        .isNotEqualTo(Seal.Tip.NONE)
        .isEqualTo(repository.seal(two));
    assertThat(remote.seal(REFERENCE, one)).isEqualTo(Seal.Tip.NONE);
    assertThat(remote.seal("refs/heads/main", repository.head())).isEqualTo(Seal.Tip.NONE);
  }

  @Test
  void theSameAtAnotherTimeHasTheSameSeal() {
    GitRepository repository = repository();
    Map<String, byte[]> files = Map.of("a", "2\n".getBytes(UTF_8));
    String one = repository.commit(files, "Say so\n", SIGNED, true);
    String two =
        repository.commit(files, "Say so\n", new GitRepository.Signed("", 1_798_761_999L), true);
    assertThat(two).isNotEqualTo(one);
    assertThat(repository.seal(two)).isNotEqualTo(Seal.Tip.NONE).isEqualTo(repository.seal(one));
    assertThat(repository.seal(commit(repository, "3\n"))).isNotEqualTo(repository.seal(one));
  }

  @Test
  void commitsAreByWhomTheUserNamesAndNeverByWhomTheRepositoryNames() throws IOException {
    git(work, "config", "user.name", "Evil");
    git(work, "config", "user.email", "evil@example.org");
    GitRepository repository = repository();
    String format = "--format=%an <%ae> %cn <%ce>";
    String unknown = "Plinth <plinth@localhost>";
    assertThat(git(work, "log", "-1", format, commit(repository, "2\n")))
        .isEqualTo(unknown + " " + unknown);
    Files.writeString(
        folder.resolve("home/.gitconfig"), "[user]\nname = Bob\nemail = bob@example.org\n");
    String bob = "Bob <bob@example.org>";
    assertThat(git(work, "log", "-1", format, commit(repository, "2\n")))
        .isEqualTo(bob + " " + bob);
    GitRepository.Signed ann = new GitRepository.Signed("Ann <ann@example.org>", 1);
    String by = repository.commit(Map.of("a", new byte[1]), "Say so\n", ann, false);
    assertThat(git(work, "log", "-1", format, by)).isEqualTo("Ann <ann@example.org> " + bob);
    for (String none : List.of("Ann", "Ann <>", "<a@b>", "Ann <a@b>\n", "A <a@b> <c@d>", "--x")) {
      assertThatThrownBy(() ->
              repository.commit(
                  Map.of("a", new byte[1]), "m", new GitRepository.Signed(none, 1), false))
          .as(none)
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-GIT-AUTHOR"));
    }
  }

  @Test
  void aTokenReachesGitByTheEnvironmentForItsHostAlone() {
    GitUrl url = GitUrl.of("https://git.example/a/b");
    String header = "Authorization: Basic c2VjcmV0";
    Git git = Git.reaching(url, bare, user, header, 20, () -> false);
    String key = "http.extraHeader";
    assertThat(git.line("config", "--get-urlmatch", key, "https://git.example/a/b"))
        .isEqualTo(header);
    assertThat(git.tryLine("config", "--get-urlmatch", key, "https://else.example/a/b")).isNull();
    Git plain = Git.reaching(GitUrl.of("file:///a/b"), bare, user, header, 20, () -> false);
    assertThat(plain.tryLine("config", "--get-urlmatch", key, "https://git.example/a/b")).isNull();
  }

  @Test
  void whatTakesTooLongOrGrowsTooLargeIsStopped() throws IOException {
    Path slow = folder.resolve("slow");
    Files.writeString(slow, "#!/bin/sh\nexec sleep 60\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    Map<String, String> with =
        Map.of(
            "HOME", user.get("HOME"),
            "PATH", user.get("PATH"),
            "GIT_SSH_COMMAND", slow.toString(),
            "GIT_SSH_VARIANT", "ssh");
    GitUrl url = GitUrl.of("ssh://git@git.example/a/b");
    assertThatThrownBy(
            () -> Git.reaching(url, bare, with, "", 1, () -> false).line("ls-remote", url.text()))
        .hasMessageContaining("longer than 1 seconds");
    assertThatThrownBy(
            () -> Git.reaching(url, bare, with, "", 50, () -> true).line("ls-remote", url.text()))
        .hasMessageContaining("larger than what is taken");
  }
}
