package dev.plinth.bases.start;

import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How npm, pnpm or Yarn install what a lock file names.
 *
 * @param shown for people
 * @param made the command that brings the manager itself; empty where the image has it
 * @param madeReason why that
 * @param environment it is set up by; empty where none is needed
 * @param files that it reads, in the project's folder
 * @param workspaces folders with a package.json of their own
 * @param cache the folder it keeps downloads in
 * @param installAll the command that installs all
 * @param installProduction the command that installs what is needed to run
 * @param installReason why that
 * @param runBuild the command that runs the script "build"
 * @param prune the command that removes what is not needed to run
 * @param note what people should know
 */
record NodeManager(
    String shown,
    String made,
    String madeReason,
    String environment,
    List<String> files,
    List<String> workspaces,
    String cache,
    String installAll,
    String installProduction,
    String installReason,
    String runBuild,
    String prune,
    Optional<String> note) {
  private static final Pattern STATED =
      Pattern.compile("(npm|pnpm|yarn)@(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(\\+.*)?");
  private static final Pattern LOCK_VERSION =
      Pattern.compile("(?m)^lockfileVersion:\\s*'?\"?(\\d{1,3})");
  private static final Pattern BERRY_VERSION = Pattern.compile("(?m)^  version: (\\d{1,3})");

  /** The format of yarn.lock since Yarn 4. */
  private static final int FIRST_OF_YARN_4 = 8;

  private static final Pattern PNPM_PACKAGE = Pattern.compile("(?m)^\\s*-\\s*['\"]?([^'\"\\s#]+)");

  /** The manager that the lock file belongs to. */
  static NodeManager of(ProjectFiles files, Json manifest) {
    String field = manifest.text("packageManager");
    Matcher stated = STATED.matcher(field == null ? "" : field);
    boolean known = stated.matches();
    String name = known ? stated.group(1) : "";
    String version = known ? stated.group(2) : "";
    if (files.has("pnpm-lock.yaml")) {
      return pnpm(files, name.equals("pnpm") ? version : "");
    }
    if (files.has("yarn.lock")) {
      return yarn(files, manifest, name.equals("yarn") ? version : "");
    }
    return npm(files, manifest);
  }

  private static NodeManager npm(ProjectFiles files, Json manifest) {
    List<String> read = files.present("package.json", "package-lock.json", "npm-shrinkwrap.json");
    boolean locked = read.size() > 1;
    String install = locked ? "npm ci" : "npm install";
    return new NodeManager(
        locked ? "npm, " + read.get(1) : "npm, no lock file",
        "",
        "",
        "",
        read,
        Workspaces.folders(files, workspaces(manifest), "package.json"),
        "/root/.npm",
        install,
        install + " --omit=dev",
        locked
            ? "npm ci installs exactly what the lock file names, or fails."
            : "Without a lock file each build takes the newest versions that are allowed.",
        "npm run build",
        "npm prune --omit=dev",
        locked
            ? Optional.empty()
            : Optional.of(
                "there is no lock file: each build takes the newest versions; commit"
                    + " package-lock.json"));
  }

  private static NodeManager pnpm(ProjectFiles files, String version) {
    String took = version;
    if (took.isEmpty()) {
      Matcher lock = LOCK_VERSION.matcher(files.text("pnpm-lock.yaml"));
      int format = lock.find() ? Integer.parseInt(lock.group(1)) : 9;
      took = format >= 9 ? "10" : format >= 6 ? "8" : "7";
    }
    List<String> patterns = new ArrayList<>();
    Matcher each = PNPM_PACKAGE.matcher(packages(files.text("pnpm-workspace.yaml")));
    while (each.find()) {
      patterns.add(each.group(1));
    }
    return new NodeManager(
        "pnpm " + took + ", pnpm-lock.yaml",
        "npm install --global --force pnpm@" + took,
        version.isEmpty()
            ? "The image has no pnpm; this release writes the lock file's format."
            : "The image has no pnpm; packageManager in package.json names this release.",
        "",
        files.present("package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"),
        Workspaces.folders(files, patterns, "package.json"),
        "/root/.local/share/pnpm/store",
        "pnpm install --frozen-lockfile",
        "pnpm install --frozen-lockfile --prod",
        "Exactly what the lock file names, or it fails (--frozen-lockfile).",
        "pnpm run build",
        "CI=true pnpm prune --prod",
        Optional.empty());
  }

  /** The part of pnpm-workspace.yaml that lists the packages. */
  private static String packages(String text) {
    int start = text.indexOf("packages:");
    if (start < 0) {
      return "";
    }
    Matcher next = Pattern.compile("(?m)^[A-Za-z]").matcher(text);
    int from = text.indexOf('\n', start);
    return from < 0 ? "" : text.substring(from, next.find(from) ? next.start() : text.length());
  }

  private static NodeManager yarn(ProjectFiles files, Json manifest, String version) {
    boolean classic = files.text("yarn.lock").contains("# yarn lockfile v1");
    List<String> folders = Workspaces.folders(files, workspaces(manifest), "package.json");
    if (classic) {
      String took = version.isEmpty() || !version.startsWith("1.") ? "1.22.22" : version;
      return new NodeManager(
          "Yarn " + took + ", yarn.lock",
          "npm install --global --force yarn@" + took,
          "Not every image has Yarn, and not this release.",
          "",
          files.present("package.json", "yarn.lock"),
          folders,
          "/usr/local/share/.cache/yarn",
          "yarn install --frozen-lockfile",
          "yarn install --frozen-lockfile --production",
          "Exactly what the lock file names, or it fails (--frozen-lockfile).",
          "yarn run build",
          "yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline",
          Optional.empty());
    }
    Matcher format = BERRY_VERSION.matcher(files.text("yarn.lock"));
    boolean old = format.find() && Integer.parseInt(format.group(1)) < FIRST_OF_YARN_4;
    String took = version.isEmpty() || version.startsWith("1.") ? old ? "3" : "4" : version;
    boolean focus = !took.startsWith("3") && !took.startsWith("2");
    return new NodeManager(
        "Yarn " + took + ", yarn.lock",
        "npm install --global --force @yarnpkg/cli-dist@" + took,
        "The image has no Yarn of this release.",
        "YARN_NODE_LINKER=node-modules YARN_ENABLE_GLOBAL_CACHE=true",
        files.present("package.json", "yarn.lock"),
        folders,
        "/root/.yarn/berry/cache",
        "yarn install --immutable",
        focus ? "yarn workspaces focus --all --production" : "yarn install --immutable",
        "Exactly what the lock file names, or it fails.",
        "yarn run build",
        focus ? "yarn workspaces focus --all --production" : "",
        files.has(".yarnrc.yml")
            ? Optional.of(
                ".yarnrc.yml is kept out of the build, since tokens stand in such files; settings"
                    + " the build needs can be set as YARN_… in the Dockerfile")
            : Optional.empty());
  }

  private static List<String> workspaces(Json manifest) {
    List<String> plain = manifest.texts("workspaces");
    Json object = manifest.get("workspaces");
    return plain.isEmpty() && object != null ? object.texts("packages") : plain;
  }
}
