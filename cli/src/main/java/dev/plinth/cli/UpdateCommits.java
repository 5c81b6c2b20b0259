package dev.plinth.cli;

import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.foundation.PlinthException;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.update.UpdateMessage;
import dev.plinth.report.update.UpdateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /**
   * How.
   *
   * @param patches where patches go
   * @param together whether a base moves everywhere or nowhere
   * @param lock the lock file, which goes with the commit of the repository that it is committed in
   */
  record Options(
      Form form, Path patches, boolean together, GitRepository.Signed signed, Path lock) {}

  private final Options options;
  private final Form form;
  private final Repositories repositories;
  private final UpdateGroups groups;
  private final PlaceFiles reader;
  private final @Nullable UpdatePush push;
  private final Set<String> patched = new HashSet<>();
  private final List<String> told = new ArrayList<>();

  /**
   * @param push what pushes branches; null where they stay here
   */
  UpdateCommits(
      Options options,
      Repositories repositories,
      UpdateGroups groups,
      PlaceFiles reader,
      @Nullable UpdatePush push) {
    this.options = options;
    this.form = options.form;
    this.repositories = repositories;
    this.groups = groups;
    this.reader = reader;
    this.push = push;
  }

  /** One file with what should change in it. */
  record Change(PlaceArguments.PlacedFile file, List<PlaceEdits.Wanted> wanted) {}

  /**
   * What moves together.
   *
   * @param name of the group
   */
  record Group(String name, List<UpdateReport.Row> rows, List<Change> changes) {}

  /** A commit that is ready, and no reference leads to it yet. */
  private record Ready(
      GitRepository repository,
      String reference,
      String before,
      String commit,
      List<UpdatedFiles.Written> files,
      UpdatePush.@Nullable Checked checked) {}

  /** What was done and what was not: lines for people. */
  List<String> told() {
    return told;
  }

  /**
   * Makes them.
   *
   * @return whether all could be made
   */
  boolean make(UpdateReport report) {
    List<UpdateReport.Row> rows = report.rows();
    if (options.together) {
      for (PlaceReport.Unread each : report.unread()) {
        told.add("moved nowhere, since not all could be read: " + each.file());
        return false;
      }
      rows = groups.everywhere(rows, told);
    }
    boolean whole = rows.size() == report.rows().size();
    List<Group> all = groups.of(rows);
    for (Group group : form == Form.COMMIT && !all.isEmpty() ? List.of(joined(all)) : all) {
      whole &= make(group);
    }
    return whole;
  }

  private boolean make(Group group) {
    List<Ready> ready = new ArrayList<>();
    boolean left = false;
    Map<GitRepository, List<Change>> byRepository = new LinkedHashMap<>();
    boolean all = byRepository(group, byRepository);
    for (Map.Entry<GitRepository, List<Change>> each : byRepository.entrySet()) {
      GitRepository repository = each.getKey();
      try {
        Ready one = ready(group, repository, each.getValue(), byRepository.size() - 1);
        if (one != null) {
          UpdatePush.Checked checked = one.checked;
          if (checked != null && !checked.left().isEmpty()) {
            left = true;
            told.add(group.name + " in " + repository.name() + ": left alone, " + checked.left());
          } else {
            ready.add(one);
          }
        }
      } catch (PlinthException e) {
        all = false;
        told.add(group.name + " in " + repository.name() + ": left alone, since " + e.because());
      }
    }
    if (options.together && (left || !all)) {
      told.add(group.name + ": moved nowhere, since it cannot move everywhere");
      return false;
    }
    boolean stopped = false;
    for (Ready each : ready) {
      String in = group.name + " in " + each.repository.name() + ": ";
      if (stopped) {
        told.add(in + "not begun");
        continue;
      }
      try {
        all &= apply(group, each);
      } catch (PlinthException e) {
        all = false;
        stopped = options.together;
        told.add(in + "not done, since " + e.because());
      }
    }
    return all;
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

  /**
   * Sorts the changes by the repositories that they are in.
   *
   * @return whether each is in one
   */
  private boolean byRepository(Group group, Map<GitRepository, List<Change>> into) {
    boolean all = true;
    Map<Path, List<Change>> changes = new TreeMap<>();
    Map<Path, GitRepository> found = new TreeMap<>();
    for (Change change : group.changes) {
      try {
        GitRepository repository = repositories.of(change.file);
        found.put(repository.root(), repository);
        changes.computeIfAbsent(repository.root(), _ -> new ArrayList<>()).add(change);
      } catch (PlinthException e) {
        all = false;
        told.add(change.file.places().file() + ": left alone, since " + e.because());
      }
    }
    changes.forEach((root, each) -> into.put(Objects.requireNonNull(found.get(root)), each));
    return all;
  }

  static Path parent(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  /** The commit for one repository; null where nothing changes in it. */
  private @Nullable Ready ready(
      Group group, GitRepository repository, List<Change> changes, int elsewhere) {
    Map<String, byte[]> files = new TreeMap<>();
    List<UpdatedFiles.Written> written = new ArrayList<>();
    Map<String, String> paths = new TreeMap<>();
    for (Change change : changes) {
      String path = path(repository, change.file.path());
      paths.put(change.file.places().file(), path);
      byte[] bytes = change.file.places().source().toBytes();
      if (!repository.clean(path, bytes)) {
        throw CliErrors.notCommitted(path, "it differs from what is committed");
      }
      unstaged(repository, path);
      if (Files.isSymbolicLink(change.file.path())) {
        throw CliErrors.notCommitted(path, "it is a link here");
      }
      PlaceEdits.Result result =
          PlaceEdits.apply(change.file.places(), change.wanted, reader, change.file.within());
      for (String why : result.refused().values()) {
        throw CliErrors.notCommitted(path, why);
      }
      if (result.changes()) {
        files.put(path, result.after().toBytes());
        written.add(new UpdatedFiles.Written(path, bytes, result.after().toBytes()));
      }
    }
    if (files.isEmpty()) {
      return null;
    }
    List<UpdateReport.Row> rows = UpdateReach.within(group.rows, paths, repository.root());
    Path place = UpdateReach.lock(repository, options.lock);
    if (place != null) {
      String path = path(repository, place);
      unstaged(repository, path);
      byte[] lock = UpdateReach.read(place);
      byte[] after = groups.lockWith(place, rows);
      if (!Arrays.equals(lock, after)) {
        files.put(path, after);
        written.add(new UpdatedFiles.Written(path, lock, after));
      }
    }
    String reference = form == Form.COMMIT ? branch(repository) : "refs/heads/plinth/" + group.name;
    repository.prove(reference, form == Form.COMMIT);
    if (form == Form.BRANCH && repository.checkedOut(reference)) {
      throw CliErrors.notCommitted(reference, "it is checked out");
    }
    String before = repository.commit(reference);
    if (form == Form.BRANCH && before != null && repository.seal(before).seal().isEmpty()) {
      throw CliErrors.othersCommitted(reference);
    }
    if (form == Form.BRANCH && before != null && !repository.follows(repository.seal(before))) {
      throw CliErrors.notCommitted(reference, UpdatePush.ELSEWHERE);
    }
    String message = UpdateMessage.commit(rows, GitRepository.TRAILER, group.name);
    boolean sealed = form == Form.BRANCH;
    String commit = repository.commit(files, message, options.signed, sealed);
    String seal = repository.seal(commit).seal();
    if (sealed && before != null && seal.equals(repository.seal(before).seal())) {
      // The same again, but for the time: what is there stays.
      commit = before;
    }
    UpdatePush.Checked checked = null;
    RunState state = repositories.state();
    if (push != null && state != null) {
      if (state.delivered(repository.name(), group.name, seal)) {
        told.add(group.name + " in " + repository.name() + ": delivered before");
        return null;
      }
      checked =
          push.check(
              new UpdatePush.Branch(
                  repository, group.name, reference, commit, seal, rows, elsewhere));
    }
    String was = before == null ? "" : before;
    return new Ready(repository, reference, was, commit, written, checked);
  }

  private void unstaged(GitRepository repository, String path) {
    if (form == Form.COMMIT && repository.staged(path)) {
      throw CliErrors.notCommitted(path, "something of it is staged already");
    }
  }

  private static String branch(GitRepository repository) {
    String branch = repository.branch();
    if (branch == null) {
      throw CliErrors.notCommitted("HEAD", "no branch is checked out");
    }
    return branch;
  }

  /** The file's path from the top of its repository, links on the way followed. */
  static String path(GitRepository repository, Path file) {
    try {
      Path real = parent(file).toRealPath().resolve(file.getFileName());
      return repository.root().toRealPath().relativize(real).toString().replace('\\', '/');
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  /**
   * Does what is ready.
   *
   * @return false where it is done in part, which is told
   */
  private boolean apply(Group group, Ready ready) {
    GitRepository repository = ready.repository;
    String commit = ready.commit;
    String shown = commit.substring(0, Math.min(12, commit.length()));
    String in = group.name + " in " + repository.name() + ": ";
    switch (form) {
      case PATCH -> {
        byte[] patch = repository.patch(commit);
        String name = patchName(repository, group);
        try {
          Files.createDirectories(options.patches);
        } catch (IOException e) {
          throw CliErrors.output(options.patches, e);
        }
        Outputs.writeFile(options.patches.resolve(name), to -> to.write(patch));
        told.add(in + "patch " + name);
      }
      case BRANCH -> {
        if (!commit.equals(ready.before)) {
          repository.move(ready.reference, commit, ready.before.isEmpty() ? null : ready.before);
        }
        String branch = ready.reference.substring("refs/heads/".length());
        UpdatePush.Checked checked = ready.checked;
        String done = checked == null || push == null ? "" : ", " + push.deliver(checked);
        told.add(in + "branch " + branch + " at " + shown + done);
        RunState state = repositories.state();
        if (checked != null && state != null) {
          state.nowDelivered(repository.name(), group.name, checked.branch().seal());
        }
      }
      case COMMIT -> {
        String problem =
            UpdatedFiles.commit(repository, ready.reference, ready.before, commit, ready.files);
        told.add(repository.name() + ": commit " + shown + problem);
        return problem.isEmpty();
      }
    }
    return true;
  }

  /** Of two repositories of one name, the second has a number. */
  private String patchName(GitRepository repository, Group group) {
    String name = repository.name().replaceFirst("/+$", "");
    boolean folder = name.startsWith("/");
    name = folder ? name.substring(name.lastIndexOf('/') + 1) : name;
    String stem = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
    String file = stem + "-" + group.name;
    for (int i = 2; !patched.add(file); i++) {
      file = stem + "-" + i + "-" + group.name;
    }
    return file + ".patch";
  }
}
