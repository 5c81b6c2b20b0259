package dev.plinth.cli;

import dev.plinth.bases.repository.GitRepository;
import dev.plinth.bases.repository.GitUrl;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options about repositories, and which repositories and folders are meant. */
final class RepositoryArguments {
  private static final int MOST = 2_000;
  private static final int LONGEST = 1 << 20;

  private RepositoryArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "FILE",
            "Read repositories from there: a git URL or a folder a line.",
            "--repositories"));
    spec.addOption(
        CommandLines.flag(
            "Make a branch plinth/GROUP with one commit for each group, in every repository; the"
                + " files here stay as they are.",
            "--branch"));
    spec.addOption(
        CommandLines.flag("Change the files, and commit that to what is checked out.", "--commit"));
    spec.addOption(
        CommandLines.option(
            "DIR", "Write a patch for git am for each group and repository there.", "--patch"));
    spec.addOption(
        CommandLines.flag(
            "With --branch, --commit or --patch: a base moves in all repositories or in none.",
            "--together"));
    spec.addOption(
        CommandLines.option(
            "NAME <MAIL>", "Who the commits are by; git's user.name by default.", "--author"));
    spec.addOption(CommandLines.flag("Push the branches; as --branch besides.", "--push"));
    spec.addOption(
        CommandLines.flag(
            "Open a request for each branch that is pushed, or bring it up to date; needs --push,"
                + " and GITHUB_TOKEN or GITLAB_TOKEN.",
            "--pull-request"));
    spec.addOption(
        CommandLines.option(
            "URL",
            "The API of hosts that are neither github.com nor gitlab.com: …/api/v3 or …/api/v4.",
            "--api"));
  }

  /** What becomes of the moves; null where nothing is committed. */
  static UpdateCommits.@Nullable Form form(ParseResult arguments) {
    boolean pushes = arguments.hasMatchedOption("--push");
    if (arguments.hasMatchedOption("--branch") || pushes) {
      return UpdateCommits.Form.BRANCH;
    }
    return arguments.hasMatchedOption("--commit")
        ? UpdateCommits.Form.COMMIT
        : arguments.hasMatchedOption("--patch") ? UpdateCommits.Form.PATCH : null;
  }

  /** That no two forms are asked for, and none that cannot be. */
  static void check(ParseResult arguments) {
    List<String> forms = new ArrayList<>();
    for (String each : List.of("--write", "--diff", "--branch", "--commit", "--patch")) {
      if (arguments.hasMatchedOption(each)) {
        forms.add(each);
      }
    }
    if (forms.size() > 1) {
      throw ImageArguments.usage(arguments, String.join(" and ", forms) + " exclude each other");
    }
    GitRepository.checkAuthor(arguments.matchedOptionValue("--author", ""));
    boolean pushes = arguments.hasMatchedOption("--push");
    if (pushes && !forms.isEmpty() && !forms.contains("--branch")) {
      throw ImageArguments.usage(arguments, "--push is of branches, not of " + forms.getFirst());
    }
    if (arguments.hasMatchedOption("--pull-request") && !pushes) {
      throw ImageArguments.usage(arguments, "--pull-request needs --push: nothing is pushed else");
    }
    if (pushes && arguments.hasMatchedOption("--offline")) {
      throw ImageArguments.usage(arguments, "--push cannot do with --offline");
    }
  }

  /**
   * What is meant.
   *
   * @param folders and files, as they were typed
   * @param urls of repositories elsewhere, each once, however it is reached
   */
  record Meant(List<String> folders, List<GitUrl> urls) {}

  /** What the command line and the list name. */
  static Meant meant(ParseResult arguments, Console console) {
    List<String> words = new ArrayList<>(arguments.matchedPositionalValue(0, List.<String>of()));
    String list = arguments.matchedOptionValue("--repositories", "");
    if (!list.isEmpty()) {
      words.addAll(lines(console.folder().resolve(list)));
    } else if (words.isEmpty()) {
      words.add(".");
    }
    Set<String> folders = new LinkedHashSet<>();
    Map<String, GitUrl> urls = new LinkedHashMap<>();
    for (String word : words) {
      // Not even where there is such a folder: a foreign one would be taken for the URL.
      if (GitUrl.meant(word)) {
        GitUrl url = GitUrl.of(word);
        urls.putIfAbsent(url.shown(), url);
      } else {
        folders.add(word);
      }
    }
    if (!urls.isEmpty()) {
      for (String each : List.of("--write", "--commit")) {
        if (arguments.hasMatchedOption(each)) {
          throw ImageArguments.usage(
              arguments, each + " changes folders; of URLs take --branch, --push or --patch");
        }
      }
      if (arguments.hasMatchedOption("--offline")) {
        throw ImageArguments.usage(arguments, "URLs cannot be fetched with --offline");
      }
    }
    return new Meant(List.copyOf(folders), List.copyOf(urls.values()));
  }

  /** A list is refused by the line that is wrong. */
  private static void looked(String word, Path file, int line) {
    try {
      if (GitUrl.meant(word)) {
        GitUrl.of(word);
      }
    } catch (PlinthException e) {
      throw CliErrors.repositoryList(file, "line " + line + " is no repository: " + e.because());
    }
  }

  private static List<String> lines(Path file) {
    List<String> words = new ArrayList<>();
    try {
      if (Files.size(file) > LONGEST) {
        throw CliErrors.repositoryList(file, "it is longer than " + LONGEST + " bytes");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        String word = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!word.isEmpty()) {
          words.add(word);
          looked(word, file, number);
        }
      }
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
    if (words.isEmpty() || words.size() > MOST) {
      throw CliErrors.repositoryList(
          file, words.isEmpty() ? "it names none" : "it names more than " + MOST);
    }
    return words;
  }
}
