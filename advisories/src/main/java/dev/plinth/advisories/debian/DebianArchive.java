package dev.plinth.advisories.debian;

import dev.plinth.advisories.DebianReleases;
import dev.plinth.advisories.debian.ArchiveIndexes.Binary;
import dev.plinth.advisories.debian.ArchiveIndexes.Candidate;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport.BadRecord;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source {@code debian-archive}: advisories of one Debian release from nothing but a mirror.
 *
 * <p>For each source package whose newest version lies in the newer suite (the security suite, or
 * one given) and is above the one in the older suite, the changelog is read from the smallest
 * binary package that has it, and each entry above the older suite's version that says it fixes a
 * vulnerability becomes an advisory: fixed in that version, ecosystem {@code Debian:N}.
 *
 * <p>The hashes of the indexes (by the suites' release files) and of the packages (by the indexes)
 * are verified; signatures of the release files are not, so that the mirror, or the connection to
 * it, must be trusted. What a changelog gives is a fixed version: it says neither how bad a
 * vulnerability is nor which releases are not affected.
 *
 * <p>A version of a package that was read once is not read again; nor is anything where neither
 * release file changed.
 */
public final class DebianArchive {
  /** The feed's name in the store. */
  public static final String FEED = "debian-archive";

  /**
   * With what the names of its feeds in the store begin.
   *
   * @param codename of the release: {@code bookworm}
   */
  public static String feeds(String codename) {
    return FEED + "/" + codename + "/";
  }

  /** Packages in one transaction: what was read until a failure stays. */
  private static final int BATCH = 20;

  /** Failures in a row after which the mirror is given up. */
  private static final int PATIENCE = 5;

  private final Suite older;
  private final Suite newer;
  private final StoreUpdate store;
  private final ImportListener listener;
  private final String name;
  private final long started = System.nanoTime();
  private final List<BadRecord> bad = new ArrayList<>();
  private String feed = "";
  private long taken;
  private long superseded;
  private long skipped;
  private long empty;
  private int unread;
  private int lacking;
  private String firstUnread = "";
  private int inBatch;

  private DebianArchive(Suite older, Suite newer, StoreUpdate store, ImportListener listener) {
    this.older = older;
    this.newer = newer;
    this.store = store;
    this.listener = listener;
    this.name = FEED + " " + newer.name();
  }

  /**
   * A suite of an archive.
   *
   * @param name its folder below {@code dists}: {@code bookworm}, {@code bookworm-security}
   * @param component {@code main}, {@code contrib} …
   * @param architecture whose binary packages to look into: {@code amd64}
   */
  public record Suite(Mirror mirror, String name, String component, String architecture) {
    /** Its main component for amd64, which every mirror has. */
    public Suite(Mirror mirror, String name) {
      this(mirror, name, "main", "amd64");
    }
  }

  /**
   * Brings the store up to date; the caller publishes where the report has no failure or anything
   * was taken: packages that could not be read are a failure, which takes nothing from the others.
   *
   * @param older what people install from: {@code bookworm}
   * @param newer where the fixes come: {@code bookworm-security}
   */
  public static FileReport update(
      Suite older, Suite newer, StoreUpdate store, ImportListener listener) {
    return new DebianArchive(older, newer, store, listener).run();
  }

  private FileReport run() {
    listener.started(name);
    PlinthException failure = null;
    try {
      read();
      failure = unread == 0 ? null : ArchiveErrors.incomplete(name, unread, firstUnread);
    } catch (IOException e) {
      store.rollback();
      failure = ArchiveErrors.io(name, e);
    }
    FileReport report =
        new FileReport(
            name,
            List.of(FEED),
            taken,
            superseded,
            empty,
            skipped,
            bad,
            0,
            failure,
            (System.nanoTime() - started) / 1_000_000);
    listener.finished(report);
    return report;
  }

  private void read() throws IOException {
    ArchiveIndexes olderIndexes = ArchiveIndexes.open(older);
    ArchiveIndexes newerIndexes = ArchiveIndexes.open(newer);
    String codename = olderIndexes.codename();
    feed = feeds(codename) + newer.name();
    String state = olderIndexes.digest() + " " + newerIndexes.digest();
    store.begin(name);
    Map<String, String> seen = store.marks(feed);
    if (state.equals(seen.get(""))) {
      store.rollback();
      return;
    }
    List<Candidate> candidates = ArchiveIndexes.candidates(olderIndexes, newerIndexes, seen);
    PackageReader packages = new PackageReader(newer.mirror(), newerIndexes);
    int failures = 0;
    IOException last = null;
    for (Candidate candidate : candidates) {
      if (candidate.binaries().isEmpty()) {
        // Not built for this architecture, or not yet.
        empty++;
        continue;
      }
      try {
        String changelog = packages.changelogOrAgain(candidate);
        if (changelog == null && packages.lacks()) {
          // Not marked as read: a mirror may be behind its own indexes for an hour.
          lacking++;
          skip(candidate, "the mirror lacks its packages");
        } else {
          take(candidate, changelog, DebianReleases.ecosystem(codename));
        }
        failures = 0;
      } catch (DamagedArchiveException e) {
        unread(candidate, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        unread(candidate, ArchiveErrors.reason(e));
        last = e;
        if (++failures >= PATIENCE) {
          break;
        }
      }
      listener.progress(name, taken + superseded + skipped);
    }
    if (unread + lacking == 0) {
      store.putMark(feed, "", state);
    }
    store.commit();
    if (last != null && failures >= PATIENCE) {
      throw last;
    }
  }

  private void take(Candidate candidate, @Nullable String changelog, String ecosystem) {
    if (changelog == null) {
      skip(candidate, "none of its packages has a changelog");
    } else {
      for (AdvisoryRecord each :
          ChangelogAdvisories.of(candidate, Changelog.parse(changelog), feed, ecosystem)) {
        if (store.put(each) == Outcome.TAKEN) {
          taken++;
        } else {
          superseded++;
        }
      }
    }
    store.putMark(feed, candidate.source(), candidate.version());
    if (++inBatch % BATCH == 0) {
      store.commit();
      store.begin(name);
    }
  }

  /** It is tried again the next time. */
  private void unread(Candidate candidate, String why) {
    if (unread++ == 0) {
      firstUnread = candidate.source() + " " + candidate.version() + ": " + why;
    }
    skip(candidate, why);
  }

  private void skip(Candidate candidate, String why) {
    skipped++;
    if (bad.size() < 100) {
      bad.add(
          new BadRecord(
              SafeText.of(candidate.source() + " " + candidate.version()), SafeText.of(why)));
    }
  }

  /** Reads changelogs out of packages. */
  private static final class PackageReader {
    /** Packages of a source tried at most, and their bytes together. */
    private static final int MAX_TRIED = 8;

    private static final long MAX_BYTES = 256L << 20;

    private final Mirror mirror;
    private final ArchiveIndexes indexes;

    private boolean lacks;

    PackageReader(Mirror mirror, ArchiveIndexes indexes) {
      this.mirror = mirror;
      this.indexes = indexes;
    }

    /** Whether the mirror lacked a package of the last source. */
    boolean lacks() {
      return lacks;
    }

    /** As below; a connection that broke is made once more. */
    @Nullable String changelogOrAgain(Candidate candidate) throws IOException {
      try {
        return changelog(candidate);
      } catch (DamagedArchiveException e) {
        throw e;
      } catch (IOException e) {
        return changelog(candidate);
      }
    }

    /** The source's changelog, null where none of its packages has one. */
    @Nullable String changelog(Candidate candidate) throws IOException {
      List<Binary> waiting = new ArrayList<>(candidate.binaries());
      List<String> tried = new ArrayList<>();
      long bytes = 0;
      lacks = false;
      while (!waiting.isEmpty() && tried.size() < MAX_TRIED) {
        Binary binary = waiting.removeFirst();
        if (tried.contains(binary.path()) || bytes + binary.size() > MAX_BYTES) {
          continue;
        }
        tried.add(binary.path());
        bytes += binary.size();
        DebFile.Found found;
        try {
          found =
              VerifiedFile.read(
                  mirror,
                  binary.path(),
                  binary.size(),
                  binary.sha256(),
                  in -> DebFile.changelog(binary.name(), in));
        } catch (java.nio.file.NoSuchFileException _) {
          // Mirrors drop files that a suite at its end still lists: another may be there.
          lacks = true;
          continue;
        }
        if (found instanceof DebFile.Found.Changelog changelog) {
          return changelog.text();
        }
        if (found instanceof DebFile.Found.In in) {
          Binary other = indexes.binary(in.packageName(), candidate);
          if (other != null) {
            waiting.addFirst(other);
          }
        }
      }
      return null;
    }
  }
}
