package dev.plinth.cli;

import dev.plinth.bases.hosting.Access;
import dev.plinth.bases.places.ForeignHolds;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.repository.Clone;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.bases.repository.GitUrl;
import dev.plinth.bases.update.Owners;
import dev.plinth.foundation.PlinthException;
import dev.plinth.report.places.PlaceReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The repositories that a run is over: folders as they lie, and others fetched into the cache. */
final class Repositories implements AutoCloseable {
  private static final int AT_ONCE = 6;

  private final ParseResult arguments;
  private final Console console;
  private final RepositoryArguments.Meant meant;
  private final @Nullable RunState state;
  private final Map<Path, GitRepository> byFolder = new TreeMap<>();
  private final Map<Path, GitUrl> urls = new TreeMap<>();

  /** What cannot be opened is asked once: git may wait long for a hostile one. */
  private final Map<Path, PlinthException> failed = new TreeMap<>();

  private final List<PlaceArguments.Root> roots = new ArrayList<>();
  private final List<PlaceReport.Unread> unread = Collections.synchronizedList(new ArrayList<>());

  private Repositories(ParseResult arguments, Console console, RepositoryArguments.Meant meant) {
    this.arguments = arguments;
    this.console = console;
    this.meant = meant;
    boolean keeps = !meant.urls().isEmpty() || arguments.hasMatchedOption("--push");
    this.state = keeps ? RunState.open(work(), key(), Instant.now()) : null;
  }

  /** Those that are meant, fetched where they are elsewhere. */
  static Repositories open(ParseResult arguments, Console console, PlaceFiles reader) {
    RepositoryArguments.Meant meant = RepositoryArguments.meant(arguments, console);
    Repositories repositories = new Repositories(arguments, console, meant);
    try {
      for (String folder : meant.folders()) {
        Path path = console.folder().resolve(folder);
        repositories.roots.add(new PlaceArguments.Root(folder, path));
      }
      RunState state = repositories.state;
      if (state != null && state.continues()) {
        console.err().println("plinth: " + state.said());
      }
      repositories.fetch(reader);
      return repositories;
    } catch (RuntimeException e) {
      repositories.close();
      throw e;
    }
  }

  private Path work() {
    return Folders.cache(console.environment()).resolve("repositories");
  }

  /** Tells runs apart that are not each other's continuation. */
  private String key() {
    List<String> all = new ArrayList<>();
    meant.folders().forEach(each -> all.add(console.folder().resolve(each).toAbsolutePath() + ""));
    meant.urls().forEach(each -> all.add(each.text()));
    Collections.sort(all);
    for (String each : List.of("--branch", "--push", "--pull-request", "--together")) {
      all.add(each + arguments.hasMatchedOption(each));
    }
    for (String each : List.of("--level", "--patch", "--api", "--author", "--config")) {
      all.add(each + arguments.matchedOptionValue(each, ""));
    }
    return digest(String.join("\n", all));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fetch(PlaceFiles reader) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<@Nullable GitRepository>> open = new ArrayList<>();
      for (GitUrl url : meant.urls()) {
        open.add(threads.submit(() -> fetched(url, reader)));
      }
      for (int i = 0; i < open.size(); i++) {
        GitUrl url = meant.urls().get(i);
        GitRepository repository = open.get(i).get();
        if (repository != null) {
          byFolder.put(repository.root(), repository);
          urls.put(repository.root(), url);
          roots.add(new PlaceArguments.Root(url.shown(), repository.root()));
        }
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private @Nullable GitRepository fetched(GitUrl url, PlaceFiles reader) {
    String name = url.path().replaceAll("[^A-Za-z0-9]+", "-");
    name = name.substring(Math.max(0, name.length() - 40)) + "-" + digest(url.text());
    Path folder = work().resolve(name);
    Clone clone = new Clone(url, folder, console.environment());
    try {
      boolean known = state != null && state.fetched(url.text()) && Files.exists(folder);
      if (!known) {
        clone.fetch(header(url));
      }
      GitRepository repository = clone.repository(path -> wanted(path, reader));
      for (String skipped : clone.skipped()) {
        unread.add(
            new PlaceReport.Unread(
                url.shown() + "/" + skipped, "it is too long, or has a name that is not taken"));
      }
      if (!known && state != null) {
        state.nowFetched(url.text());
      }
      return repository;
    } catch (PlinthException e) {
      unread.add(new PlaceReport.Unread(url.shown(), e.because()));
      return null;
    }
  }

  /** What is read of a repository: what names images, and what says whose and held they are. */
  private static boolean wanted(String path, PlaceFiles reader) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return reader.candidate(name, path)
        || name.equals(".gitignore")
        || path.equals(dev.plinth.bases.pin.LockFile.NAME)
        || Owners.reads(path)
        || ForeignHolds.reads(path);
  }

  /** What shows the host's git who asks; empty for nobody, or whom git itself knows. */
  String header(GitUrl url) {
    Access access = Access.of(url, api(), console.environment());
    return access == null ? "" : access.header();
  }

  /** The API that was named; empty for none. */
  String api() {
    return arguments.matchedOptionValue("--api", "");
  }

  /** Folders and files to read. */
  List<PlaceArguments.Root> roots() {
    return List.copyOf(roots);
  }

  /** Repositories and files that could not be read. */
  List<PlaceReport.Unread> unread() {
    return List.copyOf(unread);
  }

  /** How far the run has come; null where it is over folders alone, and pushes nothing. */
  @Nullable RunState state() {
    return state;
  }

  /** That the run has come to its end, whole or not: the next one begins anew. */
  void finish() {
    if (state != null) {
      state.finish();
    }
  }

  /** The repository that a file is of. */
  GitRepository of(PlaceArguments.PlacedFile file) {
    GitRepository fetched = urls.containsKey(file.root()) ? byFolder.get(file.root()) : null;
    if (fetched != null) {
      return fetched;
    }
    Path folder = UpdateCommits.parent(file.path());
    PlinthException before = failed.get(within(folder));
    if (before != null) {
      throw before;
    }
    GitRepository known = byFolder.get(folder);
    if (known == null) {
      GitRepository found = open(folder);
      known = byFolder.getOrDefault(found.root(), found);
      byFolder.put(found.root(), known);
      byFolder.put(folder, known);
    }
    return known;
  }

  private GitRepository open(Path folder) {
    try {
      return GitRepository.of(folder, console.environment());
    } catch (PlinthException e) {
      failed.put(within(folder), e);
      throw e;
    }
  }

  /** The folder with the repository that a folder is in, as far as that shows. */
  private static Path within(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return each;
      }
    }
    return folder;
  }

  /** Where a repository was fetched from; null where it is a folder. */
  @Nullable GitUrl url(GitRepository repository) {
    return urls.get(repository.root());
  }

  @Override
  public void close() {
    byFolder.values().forEach(GitRepository::close);
    if (state != null) {
      state.close();
    }
  }
}
