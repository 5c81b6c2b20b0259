package dev.plinth.cli;

import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.foundation.PlinthException;
import dev.plinth.report.update.UpdateMessage;
import dev.plinth.report.update.UpdateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Moves as commits: a branch or a patch for each group and repository, or one commit upon what is
 * checked out. Every change is proved first, as when it is written; a file that differs from what
 * is committed is left alone, with all that moves with it there.
 */
final class UpdateCommits {
  /** What becomes of the moves. */
  enum Form {
    BRANCH,
    COMMIT,
    PATCH
  }

  private final Form form;
  private final Path patches;
  private final boolean together;
  private final long time;
  private final PlaceFiles reader;
  private final Path lock;
  private final Function<List<UpdateReport.Row>, byte[]> locked;
  private final Map<Path, GitRepository> repositories = new TreeMap<>();
  private final List<String> told = new ArrayList<>();

  /**
   * @param patches where patches go
   * @param together whether a group moves everywhere or nowhere
   * @param time of the commits, in seconds since 1970
   * @param lock the lock file, which goes with the commit of the repository that it is committed in
   * @param locked what is in it once some moves are made
   */
  UpdateCommits(
      Form form,
      Path patches,
      boolean together,
      long time,
      PlaceFiles reader,
      Path lock,
      Function<List<UpdateReport.Row>, byte[]> locked) {
    this.lock = lock;
    this.locked = locked;
    this.form = form;
    this.patches = patches;
    this.together = together;
    this.time = time;
    this.reader = reader;
  }

  /** One file with what should change in it. */
  record Change(PlaceArguments.PlacedFile file, List<PlaceEdits.Wanted> wanted) {}

  /**
   * What moves together.
   *
   * @param name of the group
   */
  record Group(String name, List<UpdateReport.Row> rows, List<Change> changes) {}

  /** A commit that is ready, and nowhere yet. */
  private record Ready(
      GitRepository repository, String reference, String before, Map<String, byte[]> files) {}

  /** What was done and what was not: lines for people. */
  List<String> told() {
    return told;
  }

  /**
   * Makes them.
   *
   * @return whether all could be made
   */
  boolean make(List<Group> groups) {
    boolean whole = true;
    for (Group group : form == Form.COMMIT ? List.of(joined(groups)) : groups) {
      List<Ready> ready = new ArrayList<>();
      boolean all = true;
      for (Map.Entry<Path, List<Change>> each : byRepository(group).entrySet()) {
        GitRepository repository = repositories.get(each.getKey());
        try {
          ready.add(ready(group, java.util.Objects.requireNonNull(repository), each.getValue()));
        } catch (PlinthException e) {
          all = false;
          told.add(group.name + " in " + each.getKey() + ": left alone, since " + e.because());
        }
      }
      if (!all && together) {
        told.add(group.name + ": moved nowhere, since it cannot move everywhere");
        ready.clear();
      }
      whole &= all;
      for (Ready each : ready) {
        if (!each.files.isEmpty()) {
          apply(group, each);
        }
      }
    }
    return whole;
  }

  private static Group joined(List<Group> groups) {
    List<UpdateReport.Row> rows = new ArrayList<>();
    Map<PlaceArguments.PlacedFile, List<PlaceEdits.Wanted>> wanted = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (Group group : groups) {
      names.add(group.name);
      rows.addAll(group.rows);
      for (Change change : group.changes) {
        wanted.computeIfAbsent(change.file, _ -> new ArrayList<>()).addAll(change.wanted);
      }
    }
    List<Change> changes = new ArrayList<>();
    wanted.forEach((file, all) -> changes.add(new Change(file, all)));
    return new Group(String.join(",", names), rows, changes);
  }

  private Map<Path, List<Change>> byRepository(Group group) {
    Map<Path, List<Change>> changes = new TreeMap<>();
    for (Change change : group.changes) {
      Path folder = parent(change.file.path());
      GitRepository repository = GitRepository.of(folder);
      repositories.putIfAbsent(repository.root(), repository);
      changes.computeIfAbsent(repository.root(), _ -> new ArrayList<>()).add(change);
    }
    return changes;
  }

  private static Path parent(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  private Ready ready(Group group, GitRepository repository, List<Change> changes) {
    Map<String, byte[]> files = new TreeMap<>();
    for (Change change : changes) {
      String path = path(repository, change.file.path());
      byte[] bytes = change.file.places().source().toBytes();
      if (!repository.clean(path, bytes)) {
        throw CliErrors.notCommitted(path, "it differs from what is committed");
      }
      if (form == Form.COMMIT && repository.staged(path)) {
        throw CliErrors.notCommitted(path, "something of it is staged already");
      }
      PlaceEdits.Result result =
          PlaceEdits.apply(change.file.places(), change.wanted, reader, change.file.within());
      for (String why : result.refused().values()) {
        throw CliErrors.notCommitted(path, why);
      }
      if (result.changes()) {
        files.put(path, result.after().toBytes());
      }
    }
    lock(group, repository, files);
    String reference = form == Form.COMMIT ? branch(repository) : "refs/heads/plinth/" + group.name;
    String before = repository.commit(reference);
    if (form == Form.BRANCH && before != null && !repository.ours(reference)) {
      throw CliErrors.notCommitted(reference, "somebody else has committed to it");
    }
    return new Ready(repository, reference, before == null ? "" : before, files);
  }

  /** Adds the lock file, where it is committed as it is here. */
  private void lock(Group group, GitRepository repository, Map<String, byte[]> files) {
    if (files.isEmpty() || !Files.isRegularFile(lock)) {
      return;
    }
    String path = path(repository, lock);
    try {
      if (path.startsWith("..") || !repository.clean(path, Files.readAllBytes(lock))) {
        return;
      }
    } catch (IOException e) {
      throw CliErrors.input(lock, e);
    }
    files.put(path, locked.apply(group.rows));
  }

  private static String branch(GitRepository repository) {
    String branch = repository.branch();
    if (branch == null) {
      throw CliErrors.notCommitted("HEAD", "no branch is checked out");
    }
    return branch;
  }

  /** The file's path from the top of its repository, links on the way followed. */
  private static String path(GitRepository repository, Path file) {
    try {
      Path real = parent(file).toRealPath().resolve(file.getFileName());
      return repository.root().toRealPath().relativize(real).toString().replace('\\', '/');
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  private void apply(Group group, Ready ready) {
    GitRepository repository = ready.repository;
    String message = UpdateMessage.commit(group.rows, GitRepository.TRAILER, group.name);
    String commit = repository.commit(ready.files, message, time);
    String shown = commit.substring(0, Math.min(12, commit.length()));
    switch (form) {
      case PATCH -> {
        byte[] patch = repository.patch(commit);
        String name = repository.root().getFileName() + "-" + group.name + ".patch";
        Outputs.writeFile(patches.resolve(name), to -> to.write(patch));
        told.add(group.name + " in " + repository.root() + ": patch " + name);
      }
      case BRANCH -> {
        repository.move(ready.reference, commit, ready.before.isEmpty() ? null : ready.before);
        String branch = ready.reference.substring("refs/heads/".length());
        told.add(group.name + " in " + repository.root() + ": branch " + branch + " at " + shown);
      }
      case COMMIT -> {
        repository.move(ready.reference, commit, ready.before);
        repository.index(commit, ready.files.keySet());
        for (Map.Entry<String, byte[]> file : ready.files.entrySet()) {
          Path path = repository.root().resolve(file.getKey());
          try {
            Replacement.of(path, Files.readAllBytes(path), file.getValue());
          } catch (IOException e) {
            throw CliErrors.output(path, e);
          }
        }
        told.add(repository.root() + ": commit " + shown);
      }
    }
  }
}
