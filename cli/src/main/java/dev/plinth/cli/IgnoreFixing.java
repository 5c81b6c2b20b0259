package dev.plinth.cli;

import dev.plinth.checks.context.ContextWith;
import dev.plinth.checks.context.IgnoreProposal;
import dev.plinth.checks.files.DockerfileFinder;
import dev.plinth.checks.lint.ContextFolder;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.ContextReader;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes or completes ignore files. Each is proved: the Dockerfile, linted with the context as it
 * would be, has lost findings and won none.
 */
final class IgnoreFixing {
  /** With more Dockerfiles in one context, or with larger ones, nothing is proposed. */
  private static final int MOST_DOCKERFILES = 200;

  private static final int MOST_BYTES = 1 << 20;

  private IgnoreFixing() {}

  /**
   * A file that is to be written.
   *
   * @param name as people would type it
   * @param removes how many findings it removes
   */
  record Change(Path file, String name, String before, String after, int removes) {}

  /**
   * What an ignore file lacks for a Dockerfile.
   *
   * @param dockerfile whose context it is
   * @param name of the Dockerfile as people gave it
   * @param folder of the context
   * @param only IDs of rules; empty for all
   * @param settled ignore files that lack nothing more; added to
   * @param lint lints the Dockerfile in a context
   * @return null where nothing is lacking or nothing could be proved
   */
  static @Nullable Change of(
      Path dockerfile,
      String name,
      Path folder,
      Set<String> only,
      Set<Path> settled,
      BiFunction<byte[], ContextFiles, LintedFile> lint)
      throws IOException {
    Path there = ContextReader.ignoreFile(folder, dockerfile);
    Path file = there == null ? folder.resolve(".dockerignore") : there;
    if (settled.contains(file)
        || !Files.isRegularFile(dockerfile)
        || Files.size(dockerfile) > MOST_BYTES) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(dockerfile);
    ContextFiles context = new ContextFolder(folder, dockerfile);
    LintedFile before = lint.apply(bytes, context);
    if (!concerns(before, only)) {
      return null;
    }
    List<DockerfileFacts> all = dockerfiles(folder, dockerfile, context);
    IgnoreProposal proposal = all.isEmpty() ? null : IgnoreProposal.of(context, all);
    if (proposal == null || !utf8(context.ignoreText())) {
      if (dockerfile.startsWith(folder)) {
        // All Dockerfiles below the folder have been looked at: the next one would tell the same.
        settled.add(file);
      }
      return null;
    }
    String fileName = String.valueOf(file.getFileName());
    LintedFile after = lint.apply(bytes, new ContextWith(context, fileName, proposal));
    if (!proves(before, after)) {
      return null;
    }
    String shown =
        folder.equals(dockerfile.getParent())
            ? name.substring(0, name.lastIndexOf('/') + 1) + fileName
            : file.toString();
    return new Change(
        file,
        shown,
        proposal.before(),
        proposal.after(),
        before.findings().size() - after.findings().size());
  }

  private static boolean concerns(LintedFile file, Set<String> only) {
    for (Finding finding : file.findings()) {
      if (IgnoreProposal.RULES.contains(finding.id())
          && (only.isEmpty() || only.contains(finding.id()))) {
        return true;
      }
    }
    return false;
  }

  /** Less is found, and nothing that was not found before but about the same. */
  private static boolean proves(LintedFile before, LintedFile after) {
    List<String> known = new ArrayList<>();
    before.findings().forEach(finding -> known.add(finding.id()));
    for (Finding finding : after.findings()) {
      if (!known.remove(finding.id())) {
        return false;
      }
    }
    return after.findings().size() < before.findings().size();
  }

  /**
   * The Dockerfiles that this context may be sent for: that one and all below the folder. None
   * where not all of them can be looked at.
   */
  private static List<DockerfileFacts> dockerfiles(
      Path folder, Path dockerfile, ContextFiles context) throws IOException {
    List<Path> paths = new ArrayList<>(DockerfileFinder.find(folder, List.of()).files());
    paths.removeIf(path -> path.toAbsolutePath().equals(dockerfile.toAbsolutePath()));
    paths.addFirst(dockerfile);
    List<DockerfileFacts> all = new ArrayList<>();
    if (paths.size() > MOST_DOCKERFILES) {
      return all;
    }
    for (Path path : paths) {
      if (Files.size(path) > MOST_BYTES) {
        return List.of();
      }
      Build build = Build.of(DockerfileParser.parse(SourceText.of(Files.readAllBytes(path))));
      all.add(new DockerfileFacts(build, RuleSettings.NONE, context));
    }
    return all;
  }

  /** False where the text has lost bytes that are no UTF-8, so that it cannot be written again. */
  private static boolean utf8(String text) {
    return text.indexOf('\uFFFD') < 0;
  }

  static void write(Change change) {
    Outputs.writeFile(change.file, to -> to.write(change.after.getBytes(StandardCharsets.UTF_8)));
  }
}
