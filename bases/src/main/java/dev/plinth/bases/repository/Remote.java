package dev.plinth.bases.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where branches are pushed to. Transports run in a repository made for the moment, so that nothing
 * that the pushed repository settles counts: not its helpers, its ssh command, its proxies, nor
 * what it has URLs replaced by.
 */
public final class Remote {
  private static final long SECONDS = 300;
  private static final long LARGEST = 256 << 20;

  /** A local remote's own hooks and settings are no more to be run than any others. */
  private static final String RECEIVES =
      "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true"
          + " -c receive.denyCurrentBranch=refuse -c receive.autogc=false receive-pack";

  private final GitUrl url;
  private final String header;
  private final Scratch.Objects objects;
  private final String head;
  private final Map<String, String> user;

  Remote(
      GitUrl url, String header, Scratch.Objects objects, String head, Map<String, String> user) {
    this.url = url;
    this.header = header;
    this.objects = objects;
    this.head = head;
    this.user = user;
  }

  /** Its URL. */
  public GitUrl url() {
    return url;
  }

  private Git reaching(Scratch scratch) {
    return Git.reaching(
        url, scratch.folder(), user, header, SECONDS, () -> scratch.largerThan(LARGEST));
  }

  /** Of a repository on this machine, that what is written there stays there. */
  private void prove(String reference) {
    if (url.scheme().equals("file")) {
      Path git = Home.named(url.folder());
      Home.unlinkedObjects(git.resolve("objects"));
      Home.unlinked(git, List.of("HEAD", "logs/HEAD", reference, "logs/" + reference));
    }
  }

  /** The commit that a reference leads to there; null where there is none. */
  public @Nullable String tip(String reference) {
    prove(reference);
    try (Scratch scratch = Scratch.of(objects, user)) {
      String listed = reaching(scratch).line("ls-remote", "--", url.text(), reference);
      for (String line : listed.lines().toList()) {
        String[] words = line.split("\t", -1);
        if (words.length == 2
            && words[1].equals(reference)
            && words[0].matches("[0-9a-f]{40,64}")) {
          return words[0];
        }
      }
      return null;
    }
  }

  /** The seal of the commit that a reference leads to there; none where it is not Plinth's. */
  public Seal.Tip seal(String reference, String tip) {
    try (Scratch scratch = Scratch.of(objects, user)) {
      // What is here already need not be sent.
      scratch.git().line("update-ref", "refs/plinth/base", head);
      reaching(scratch)
          .line(
              "fetch",
              "--quiet",
              "--depth=1",
              "--no-tags",
              "--no-write-fetch-head",
              "--no-recurse-submodules",
              "--",
              url.text(),
              "+" + reference + ":refs/plinth/tip");
      String fetched = scratch.git().line("rev-parse", "refs/plinth/tip");
      return fetched.equals(tip)
          ? Seal.intact(scratch.git().tryRun(Map.of(), new byte[0], "cat-file", "commit", tip))
          : Seal.Tip.NONE;
    }
  }

  /**
   * Pushes a commit, from where the reference was alone.
   *
   * @param before the commit that it led to; null where there was none
   */
  public void push(String commit, String reference, @Nullable String before) {
    prove(reference);
    try (Scratch scratch = Scratch.of(objects, user)) {
      scratch.git().line("update-ref", "refs/plinth/base", head);
      // Whom a repository on this machine names would else stand in its logs.
      Map<String, String> who = Identity.of(scratch.git(), "").environment(0);
      String lease = "--force-with-lease=" + reference + ":" + (before == null ? "" : before);
      String refspec = commit + ":" + reference;
      Git git = reaching(scratch);
      if (url.scheme().equals("file")) {
        git.run(
            who,
            new byte[0],
            "push",
            "--porcelain",
            "--no-verify",
            "--receive-pack=" + RECEIVES,
            lease,
            "--",
            url.text(),
            refspec);
      } else {
        git.line("push", "--porcelain", "--no-verify", lease, "--", url.text(), refspec);
      }
    }
  }
}
