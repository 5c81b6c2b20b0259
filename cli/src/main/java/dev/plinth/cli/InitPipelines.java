package dev.plinth.cli;

import dev.plinth.bases.start.CiJob;
import dev.plinth.bases.start.UpdateBot;
import dev.plinth.foundation.SafeText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What {@code init --ci} and {@code --bot} ask for. */
final class InitPipelines {
  private InitPipelines() {}

  /** The files' texts by their paths; none where nothing is asked for. */
  static Map<String, String> files(ParseResult arguments) {
    boolean explain = arguments.hasMatchedOption("--explain");
    CiJob job = job(arguments);
    UpdateBot bot = bot(arguments);
    Map<String, String> commits = commits(arguments, job);
    Map<String, String> files = new LinkedHashMap<>();
    if (job != null) {
      files.putAll(job.files(explain, commits));
    }
    if (bot != null) {
      files.put(bot.path(), bot.text(explain));
    }
    return files;
  }

  /** What people have to do before these are of use. */
  static List<String> notes(ParseResult arguments) {
    List<String> notes = new ArrayList<>();
    CiJob job = job(arguments);
    UpdateBot bot = bot(arguments);
    if (job != null) {
      notes.addAll(job.notes(commits(arguments, job)));
    }
    if (bot != null) {
      notes.addAll(bot.notes());
    }
    return notes;
  }

  /** The file that serves already as the one of that path; empty where none does. */
  static String there(Path folder, String path) {
    List<String> names = new ArrayList<>(List.of(path));
    if (path.endsWith(".yml")) {
      names.add(path.substring(0, path.length() - 3) + "yaml");
    }
    for (UpdateBot bot : UpdateBot.values()) {
      if (bot.path().equals(path)) {
        names.addAll(bot.others());
      }
    }
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        return name;
      }
    }
    return "";
  }

  private static @Nullable CiJob job(ParseResult arguments) {
    String word = arguments.matchedOptionValue("--ci", "");
    for (CiJob job : CiJob.values()) {
      if (job.word().equals(word)) {
        return job;
      }
    }
    if (!word.isEmpty()) {
      throw ImageArguments.usage(
          arguments, "--ci takes github or gitlab, not \"" + SafeText.of(word) + "\"");
    }
    return null;
  }

  private static @Nullable UpdateBot bot(ParseResult arguments) {
    String word = arguments.matchedOptionValue("--bot", "");
    for (UpdateBot bot : UpdateBot.values()) {
      if (bot.word().equals(word)) {
        return bot;
      }
    }
    if (!word.isEmpty()) {
      throw ImageArguments.usage(
          arguments, "--bot takes renovate or dependabot, not \"" + SafeText.of(word) + "\"");
    }
    return null;
  }

  private static Map<String, String> commits(ParseResult arguments, @Nullable CiJob job) {
    Map<String, String> commits = new LinkedHashMap<>();
    List<String> known = job == null ? List.of() : job.actions();
    for (String text : arguments.matchedOptionValue("--action", List.<String>of())) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String commit = text.substring(equals + 1);
      if (known.isEmpty()) {
        throw ImageArguments.usage(arguments, "--action is for the actions of --ci=github");
      }
      if (!known.contains(name)) {
        throw ImageArguments.usage(
            arguments,
            "--action takes " + String.join(" or ", known) + ", not \"" + SafeText.of(name) + "\"");
      }
      if (equals < 0 || !commit.matches("[0-9a-f]{40}")) {
        throw ImageArguments.usage(
            arguments,
            "--action takes a commit of 40 digits behind the name: "
                + name
                + "=0123456789abcdef0123456789abcdef01234567");
      }
      commits.put(name, commit);
    }
    return commits;
  }
}
