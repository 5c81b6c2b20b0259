package dev.plinth.cli;

import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.Owners;
import dev.plinth.report.update.UpdateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of a plan is one repository's. */
final class UpdateReach {
  private static final int LARGEST = 16 << 20;

  private UpdateReach() {}

  /**
   * The rows as that repository's people should read them: its places alone, by their paths in it.
   *
   * @param paths of its files from its top, by their names for people
   */
  static List<UpdateReport.Row> within(
      List<UpdateReport.Row> rows, Map<String, String> paths, Path root) {
    Owners owners = Owners.of(root);
    List<UpdateReport.Row> within = new ArrayList<>();
    for (UpdateReport.Row row : rows) {
      ImagePlan plan = row.plan();
      List<ImagePlan.Use> uses = new ArrayList<>();
      TreeSet<String> services = new TreeSet<>();
      TreeSet<String> whose = new TreeSet<>();
      for (ImagePlan.Use use : plan.uses()) {
        String path = paths.get(use.file());
        if (path != null) {
          uses.add(new ImagePlan.Use(path, use.line(), use.place()));
          int slash = path.lastIndexOf('/');
          services.add(slash < 0 ? "." : path.substring(0, slash));
          whose.addAll(owners.ownersOf(path));
        }
      }
      if (!uses.isEmpty()) {
        within.add(
            new UpdateReport.Row(
                new ImagePlan(
                    plan.reference(),
                    plan.group(),
                    uses,
                    plan.state(),
                    plan.now(),
                    plan.refresh(),
                    plan.update(),
                    plan.ends(),
                    plan.release(),
                    plan.coolDowns(),
                    plan.notes()),
                row.effect(),
                List.of(),
                List.copyOf(services),
                List.copyOf(whose)));
      }
    }
    return within;
  }

  /**
   * The lock file that goes with a commit: the run's own where it lies in the repository, else the
   * one at the repository's top; null where it is not committed as it stands here.
   */
  static @Nullable Path lock(GitRepository repository, Path own) {
    for (Path file : List.of(own, repository.root().resolve(LockFile.NAME))) {
      byte[] bytes = read(file);
      String path = bytes.length == 0 ? ".." : UpdateCommits.path(repository, file);
      if (!path.startsWith("..") && repository.clean(path, bytes)) {
        return file;
      }
    }
    return null;
  }

  /** A lock file's bytes; none where it is a link or no file, or too long for one. */
  static byte[] read(Path file) {
    try {
      boolean fits =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST;
      return fits ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }
}
