package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.calls.PackageCall.Action;

/** The sub-commands of package managers, and what they do. */
final class SubCommands {
  private SubCommands() {}

  /** How many words the sub-command has that begins with this one: none for dpkg and rpm. */
  static int words(PackageManager manager, String first) {
    boolean two =
        switch (manager) {
          case DPKG, RPM -> false;
          case APK, NPM, PIP -> first.equals("cache") || first.equals("config");
          case DNF, YUM, MICRODNF, TDNF -> first.equals("group") || first.equals("module");
          case UV ->
              first.equals("pip")
                  || first.equals("tool")
                  || first.equals("cache")
                  || first.equals("python")
                  || first.equals("self");
          case POETRY -> first.equals("cache") || first.equals("self") || first.equals("env");
          case CONDA, MAMBA -> first.equals("env");
          case PNPM -> first.equals("store") || first.equals("config");
          case YARN ->
              first.equals("global")
                  || first.equals("cache")
                  || first.equals("workspaces")
                  || first.equals("config");
          case BUN -> first.equals("pm");
          case GO -> first.equals("mod") || first.equals("work");
          case COMPOSER -> first.equals("global");
          default -> false;
        };
    return two ? 2 : 1;
  }

  /** What it does. */
  static Action action(PackageManager manager, String command) {
    return switch (manager) {
      case APT_GET, APT, APTITUDE -> apt(command);
      case APK -> apk(command);
      case DNF, MICRODNF, YUM, TDNF -> dnf(command);
      case ZYPPER -> zypper(command);
      case PIP, PIPX -> pip(command);
      case UV -> uv(command);
      case POETRY -> poetry(command);
      case CONDA, MAMBA -> conda(command);
      case NPM, PNPM, YARN, BUN -> node(manager, command);
      case GEM -> gem(command);
      case BUNDLE -> bundle(command);
      case GO -> go(command);
      case CARGO -> cargo(command);
      case COMPOSER -> composer(command);
      case DPKG, RPM -> Action.OTHER;
    };
  }

  /** What an option makes dpkg or rpm do; OTHER for those that say nothing of it. */
  static Action byOption(PackageManager manager, String option) {
    if (manager == PackageManager.DPKG) {
      return switch (option) {
        case "-i", "--install", "--unpack" -> Action.INSTALL;
        case "-r", "-P", "--remove", "--purge" -> Action.REMOVE;
        default -> Action.OTHER;
      };
    }
    return switch (option) {
      case "-i", "-U", "-F", "--install", "--upgrade", "--freshen", "--reinstall" -> Action.INSTALL;
      case "-e", "--erase" -> Action.REMOVE;
      default -> Action.OTHER;
    };
  }

  private static Action apt(String command) {
    return switch (command) {
      case "update" -> Action.UPDATE;
      case "upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade" -> Action.UPGRADE;
      case "install", "reinstall", "build-dep", "satisfy" -> Action.INSTALL;
      case "remove", "purge", "autoremove", "auto-remove", "autopurge", "auto-purge" ->
          Action.REMOVE;
      case "clean", "autoclean", "auto-clean", "distclean", "dist-clean" -> Action.CLEAN;
      case "download", "source" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action apk(String command) {
    return switch (command) {
      case "update" -> Action.UPDATE;
      case "upgrade" -> Action.UPGRADE;
      case "add" -> Action.INSTALL;
      case "del" -> Action.REMOVE;
      case "cache clean", "cache purge" -> Action.CLEAN;
      case "fetch" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action dnf(String command) {
    return switch (command) {
      case "makecache", "check-update", "check-upgrade" -> Action.UPDATE;
      case "update",
          "upgrade",
          "up",
          "update-minimal",
          "upgrade-minimal",
          "distro-sync",
          "distrosync",
          "dsync",
          "group update",
          "group upgrade",
          "groupupdate" ->
          Action.UPGRADE;
      case "install",
          "in",
          "localinstall",
          "reinstall",
          "downgrade",
          "groupinstall",
          "group install",
          "module install",
          "builddep",
          "build-dep",
          "swap" ->
          Action.INSTALL;
      case "remove", "rm", "erase", "autoremove", "groupremove", "group remove", "module remove" ->
          Action.REMOVE;
      case "clean" -> Action.CLEAN;
      case "download", "reposync" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action zypper(String command) {
    return switch (command) {
      case "refresh", "ref" -> Action.UPDATE;
      case "update", "up", "dist-upgrade", "dup", "patch" -> Action.UPGRADE;
      case "install", "in", "source-install", "si", "install-new-recommends", "inr" ->
          Action.INSTALL;
      case "remove", "rm" -> Action.REMOVE;
      case "clean", "cc" -> Action.CLEAN;
      case "download" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action pip(String command) {
    return switch (command) {
      case "install", "inject" -> Action.INSTALL;
      case "uninstall" -> Action.REMOVE;
      case "upgrade", "upgrade-all" -> Action.UPGRADE;
      case "download", "wheel" -> Action.DOWNLOAD;
      case "cache purge", "cache remove" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action uv(String command) {
    return switch (command) {
      case "pip install", "pip sync", "sync", "add", "tool install", "python install" ->
          Action.INSTALL;
      case "pip uninstall", "remove", "tool uninstall", "python uninstall" -> Action.REMOVE;
      case "tool upgrade" -> Action.UPGRADE;
      case "cache clean", "cache prune" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action poetry(String command) {
    return switch (command) {
      case "install", "add", "sync", "self add" -> Action.INSTALL;
      case "remove", "self remove" -> Action.REMOVE;
      case "update" -> Action.UPGRADE;
      case "cache clear" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action conda(String command) {
    return switch (command) {
      case "install", "create", "env create" -> Action.INSTALL;
      case "update", "upgrade", "env update" -> Action.UPGRADE;
      case "remove", "uninstall", "env remove" -> Action.REMOVE;
      case "clean" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action node(PackageManager manager, String command) {
    return switch (command) {
      case "" -> manager == PackageManager.YARN ? Action.INSTALL : Action.OTHER;
      case "install",
          "i",
          "in",
          "ins",
          "inst",
          "isntall",
          "add",
          "a",
          "ci",
          "clean-install",
          "ic",
          "install-clean",
          "install-test",
          "it",
          "cit",
          "global add",
          "workspaces focus" ->
          Action.INSTALL;
      case "uninstall", "unlink", "remove", "rm", "r", "un", "global remove" -> Action.REMOVE;
      case "update", "upgrade", "up", "udpate", "global upgrade" -> Action.UPGRADE;
      case "cache clean", "cache clear", "cache rm", "cache verify", "store prune", "pm cache" ->
          Action.CLEAN;
      case "fetch", "pack" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action gem(String command) {
    return switch (command) {
      case "install", "i" -> Action.INSTALL;
      case "uninstall" -> Action.REMOVE;
      case "update" -> Action.UPGRADE;
      case "cleanup" -> Action.CLEAN;
      case "fetch" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action bundle(String command) {
    return switch (command) {
      case "", "install", "add" -> Action.INSTALL;
      case "remove" -> Action.REMOVE;
      case "update" -> Action.UPGRADE;
      case "clean" -> Action.CLEAN;
      case "cache", "package", "pack" -> Action.DOWNLOAD;
      default -> Action.OTHER;
    };
  }

  private static Action go(String command) {
    return switch (command) {
      case "install", "get" -> Action.INSTALL;
      case "mod download", "mod vendor" -> Action.DOWNLOAD;
      case "clean" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action cargo(String command) {
    return switch (command) {
      case "install", "add", "binstall" -> Action.INSTALL;
      case "uninstall", "remove", "rm" -> Action.REMOVE;
      case "update" -> Action.UPGRADE;
      case "fetch", "vendor" -> Action.DOWNLOAD;
      case "clean" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }

  private static Action composer(String command) {
    return switch (command) {
      case "install", "i", "require", "r", "create-project", "global require", "global install" ->
          Action.INSTALL;
      case "remove", "rm", "uninstall", "global remove" -> Action.REMOVE;
      case "update", "upgrade", "u", "global update" -> Action.UPGRADE;
      case "clear-cache", "clearcache", "cc", "global clear-cache" -> Action.CLEAN;
      default -> Action.OTHER;
    };
  }
}
