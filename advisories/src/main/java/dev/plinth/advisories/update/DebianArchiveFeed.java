package dev.plinth.advisories.update;

import dev.plinth.advisories.debian.DebianArchive;
import dev.plinth.advisories.debian.DebianArchive.Suite;
import dev.plinth.advisories.debian.Mirror;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport.BadRecord;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's own archive, for machines that reach nothing but a mirror of it: what the packages of a
 * release's security suite say in their changelogs. Below the feed's address lie {@code debian/} and
 * {@code debian-security/}, as on deb.debian.org; of the releases a mirror need not have all.
 */
final class DebianArchiveFeed implements DirectMethod {
  private final List<String> releases;

  /**
   * @param releases code names
   */
  DebianArchiveFeed(List<String> releases) {
    this.releases = List.copyOf(releases);
  }

  @Override
  public UpdateReport.Result take(FeedAccess access, StoreUpdate store, ImportListener listener)
      throws IOException {
    Mirror main = access.mirror("debian/");
    Mirror security = access.mirror("debian-security/");
    int updated = 0;
    int unchanged = 0;
    long records = 0;
    long taken = 0;
    long skipped = 0;
    List<BadRecord> bad = new ArrayList<>();
    PlinthException failure = null;
    for (String release : releases) {
      String newer = release + "-security";
      if (!has(main, release) || !has(security, newer)) {
        continue;
      }
      DocumentState before = access.state(release);
      FileReport report =
          DebianArchive.update(
              new Suite(main, release), new Suite(security, newer), store, listener);
      taken += report.taken();
      skipped += report.skipped();
      bad.addAll(report.bad());
      records += before.records() + report.taken();
      if (report.failure() != null) {
        failure = report.failure();
        continue;
      }
      boolean changed = report.taken() + report.superseded() + report.skipped() > 0;
      updated += changed ? 1 : 0;
      unchanged += changed ? 0 : 1;
      note(access, store, before, release, report, changed);
    }
    if (updated + unchanged == 0 && failure == null) {
      failure = UpdateErrors.absent("the feed " + access.feed().id(), access.url().toString());
    }
    return new UpdateReport.Result(
        access.feed().id(),
        updated,
        unchanged,
        records,
        taken,
        0,
        skipped,
        bad,
        access.bytes(),
        failure);
  }

  private static void note(
      FeedAccess access,
      StoreUpdate store,
      DocumentState before,
      String release,
      FileReport report,
      boolean changed) {
    store.beginDocument(access.feed().id(), access.feed().id(), release);
    store.endDocument(
        new DocumentState(
            access.feed().id(),
            release,
            access.url().toString(),
            "",
            "",
            "",
            before.records() + report.taken(),
            before.asOf(),
            changed || !before.known() ? access.now() : before.updated(),
            access.now()));
    store.commit();
  }

  private static boolean has(Mirror mirror, String suite) throws IOException {
    for (String file : new String[] {"InRelease", "Release"}) {
      if (exists(mirror, "dists/" + suite + "/" + file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(Mirror mirror, String path) throws IOException {
    try (InputStream in = mirror.open(path)) {
      return in.read() >= 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
