package dev.plinth.cli;

import dev.plinth.advisories.store.Freshness;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.TimeSpan;
import dev.plinth.oci.image.Digest;
import dev.plinth.policy.judge.Judge;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of the command line, their texts together. */
final class CliErrors {
  private CliErrors() {}

  /** A check of places where there are none. */
  static PlinthException noPlaces() {
    return new PlinthException(
        "PLINTH-PLACES-NOTHING",
        "check which images are pinned",
        "no file here names one",
        "name the folder or the files, or run it where they are");
  }

  /** A Dockerfile that does not have what was built of it. */
  static PlinthException noStage(String file, String why) {
    return new PlinthException(
        "PLINTH-CLI-STAGE",
        "find what was built of " + SafeText.of(file),
        SafeText.of(why),
        "give the Dockerfile that built the image, and by --target a stage that it has");
  }

  static PlinthException versionPair(long line, String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new PlinthException(
        "PLINTH-VERSIONS-PAIR",
        "compare the versions of line " + line,
        "\"" + SafeText.of(shown) + "\" is not two versions",
        "write two versions with a space between them on each line");
  }

  static PlinthException ignorePattern(String file, int line, String pattern) {
    return new PlinthException(
        "PLINTH-IGNORE-PATTERN",
        "read " + SafeText.of(file),
        "its line " + line + ", \"" + SafeText.of(pattern) + "\", is no pattern",
        "mend the line: builders refuse the whole file because of it");
  }

  static PlinthException standardInput(IOException e) {
    return new PlinthException(
        "PLINTH-INPUT",
        "read standard input",
        "it failed: " + SafeText.of(String.valueOf(e.getMessage())),
        "check what is piped in",
        e);
  }

  static PlinthException input(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-INPUT",
        "read " + SafeText.of(file.toString()),
        "it failed: " + reason(e),
        "check the path and its permissions",
        e);
  }

  /** A file or folder to look for images in, which is not there. */
  static PlinthException noFile(String text) {
    return new PlinthException(
        "PLINTH-INPUT",
        "read " + SafeText.of(text),
        "there is no such file or folder",
        "check the path; what is to be said of an image by its name, 'plinth outdated' says");
  }

  static PlinthException output(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-OUTPUT",
        "write " + SafeText.of(file.toString()),
        "it failed: " + reason(e),
        "check that its folder exists, is writable and has room; no file was left half written",
        e);
  }

  /** What cannot be committed. */
  static PlinthException notCommitted(String what, String why) {
    return new PlinthException(
        "PLINTH-GIT-DIRTY",
        "commit " + SafeText.of(what),
        SafeText.of(what) + ": " + SafeText.of(why),
        "see to that, and run this again; nothing of it was changed");
  }

  /** A branch of Plinth's that people have worked on. */
  static PlinthException othersCommitted(String branch) {
    return new PlinthException(
        "PLINTH-GIT-DIRTY",
        "commit " + SafeText.of(branch),
        SafeText.of(branch) + ": somebody else has committed to it",
        "merge that branch, or delete it, and run this again; nothing of it was changed");
  }

  /** Another run has the folder of fetched repositories. */
  static PlinthException repositoriesBusy(Path folder) {
    return new PlinthException(
        "PLINTH-REPOSITORIES-BUSY",
        "work in " + SafeText.of(folder.toString()),
        "another run works there",
        "wait for its end, or give this one another folder by XDG_CACHE_HOME");
  }

  /** A list of repositories that is none. */
  static PlinthException repositoryList(Path file, String why) {
    return new PlinthException(
        "PLINTH-REPOSITORIES-LIST",
        "read the repositories of " + SafeText.of(file.toString()),
        SafeText.of(why),
        "write a git URL or a folder on each line");
  }

  /** Nothing says which images are approved. */
  static PlinthException nothingApproved() {
    return new PlinthException(
        "PLINTH-POLICY-APPROVED",
        "find out which images are approved",
        "neither .plinth.yaml nor an organisation's policy has a section 'approved'",
        "write one as docs/approved.md shows, or name the policy with --policy");
  }

  /** What a target cannot express. */
  static PlinthException notExported(String format, String why) {
    return new PlinthException(
        "PLINTH-APPROVED-EXPORT",
        "write what is approved for " + format,
        "it cannot express " + SafeText.of(why),
        "write the entry so that it can be, or take another format; nothing was written");
  }

  /** A Dockerfile that must not be replaced. */
  static PlinthException notMended(Path file, String cause) {
    return new PlinthException(
        "PLINTH-OUTPUT",
        "write " + SafeText.of(file.toString()),
        cause,
        "see to that and mend it again; nothing was written");
  }

  static PlinthException standardOutput(IOException e) {
    return new PlinthException(
        "PLINTH-OUTPUT",
        "write to standard output",
        "it failed: " + reason(e),
        "look at where it goes; what it has is not whole",
        e);
  }

  static PlinthException initThere(Path folder, List<String> there) {
    return new PlinthException(
        "PLINTH-INIT-THERE",
        "write the files of a new project into " + SafeText.of(folder.toString()),
        String.join(" and ", there) + (there.size() == 1 ? " is" : " are") + " there already",
        "look at what would be written with --dry-run, or replace with --force");
  }

  static PlinthException initLink(Path file) {
    return new PlinthException(
        "PLINTH-INIT-LINK",
        "write " + SafeText.of(file.toString()),
        "a link or a folder stands there or on the way, and what it leads to is not replaced",
        "remove it, or name the folder it leads to");
  }

  static PlinthException noDockerfiles(String where) {
    return new PlinthException(
        "PLINTH-LINT-NOTHING",
        "lint " + SafeText.of(where),
        "there is no Dockerfile, and no file of a pipeline, that git does not ignore",
        "name the files, or patterns of their names with --name");
  }

  static PlinthException noDigest(String target, String form, @Nullable Digest id) {
    return new PlinthException(
        "PLINTH-DIGEST-NONE",
        "find the digest of " + SafeText.of(target),
        "what is stored as " + form + " has no manifest",
        id == null
            ? "name the image in a registry or an OCI layout"
            : "its image ID is " + id + "; name it in a registry or an OCI layout");
  }

  static PlinthException notJson(String name, IOException e) {
    return new PlinthException(
        "PLINTH-DOCUMENT-JSON",
        "print " + SafeText.of(name),
        "it is not sound JSON: " + SafeText.of(String.valueOf(e.getMessage())),
        "print it without --pretty, into a file",
        e);
  }

  static PlinthException path(InvalidPathException e) {
    return new PlinthException(
        "PLINTH-PATH",
        "use \"" + SafeText.of(e.getInput()) + "\" as a path",
        "this system has no such paths (" + SafeText.of(e.getReason()) + ")",
        "name the file otherwise, or set LC_ALL=C.UTF-8");
  }

  static PlinthException noOutputFile(String option) {
    return new PlinthException(
        "PLINTH-OUTPUT-FILE",
        "write to the file of -o " + SafeText.of(option),
        "none is named after the =",
        "name one, or leave the = out for standard output");
  }

  static PlinthException sameOutput(@Nullable Path file) {
    return new PlinthException(
        "PLINTH-OUTPUT-TWICE",
        "write two results",
        "both would go to " + (file == null ? "standard output" : SafeText.of(file.toString())),
        "name a file of its own for each: -o FORMAT=FILE");
  }

  static PlinthException demoFolder(PlinthException e) {
    return new PlinthException(
        e.code(), e.tried(), e.because(), "name a folder to write to: plinth demo FOLDER", e);
  }

  static PlinthException notAFormat(String format, String known) {
    return new PlinthException(
        "PLINTH-OUTPUT-FORMAT",
        "write the report as \"" + SafeText.of(format) + "\"",
        "no such format is known",
        "choose one of " + known);
  }

  static PlinthException notAnImage(String target) {
    return new PlinthException(
        "PLINTH-INSPECT-TARGET",
        "say what " + SafeText.of(target) + " is",
        "it is no image and no root file system",
        "name an image, an archive, a layout or a folder with a root file system (dir:)");
  }

  static PlinthException policyAddress(String address) {
    return new PlinthException(
        "PLINTH-POLICY-ADDRESS",
        "fetch the organisation's policy",
        "\"" + SafeText.of(address) + "\" is no address",
        "give a file, or an address such as https://example.org/plinth.yaml");
  }

  static PlinthException policyVex(String address) {
    return new PlinthException(
        "PLINTH-POLICY-VEX",
        "read the policy in " + SafeText.of(address),
        "it names VEX documents, and only a policy in a file has any beside it",
        "take `vex` out of it, or give the policy as a file with them");
  }

  static PlinthException noStore(Path file) {
    return new PlinthException(
        "PLINTH-STORE-ABSENT",
        "read the advisory store",
        "there is none at " + SafeText.of(file.toString()),
        "make one with plinth db update");
  }

  static PlinthException unexplained(String name, String why, String near) {
    return new PlinthException(
        "PLINTH-EXPLAIN",
        "explain " + SafeText.of(name),
        why,
        near.isEmpty()
            ? "check its spelling, or bring the store up to date with plinth db update"
            : "perhaps " + near + " was meant");
  }

  static PlinthException noStoreToJudgeAge(@Nullable Path file, Judge.MaxDbAge limit) {
    return new PlinthException(
        "PLINTH-STORE-AGE",
        aged(limit),
        file == null
            ? "only the starter set is at hand"
            : "there is no advisory store at " + SafeText.of(file.toString()),
        "make one with plinth db update");
  }

  static PlinthException storeTooOld(Freshness freshness, String ago, Judge.MaxDbAge limit) {
    return new PlinthException(
        "PLINTH-STORE-AGE",
        aged(limit),
        "those of " + SafeText.of(freshness.feed()) + " are of " + freshness.time() + ", " + ago,
        "update them with plinth db update");
  }

  private static String aged(Judge.MaxDbAge limit) {
    return "scan with advisories no older than "
        + TimeSpan.of(limit.most())
        + ", as "
        + SafeText.of(limit.place().equals("command line") ? "--max-db-age" : limit.place())
        + " asks";
  }

  /** What an IOException means to a person; a bare path says nothing. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "there is no such file or folder";
      case java.nio.file.AccessDeniedException _ -> "permission is denied";
      case java.nio.file.FileSystemException f when f.getReason() != null ->
          SafeText.of(f.getReason());
      default -> SafeText.of(String.valueOf(e.getMessage()));
    };
  }
}
