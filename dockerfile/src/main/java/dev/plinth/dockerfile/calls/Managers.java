package dev.plinth.dockerfile.calls;

import org.jspecify.annotations.Nullable;

/** Which program is which package manager, and which of its options take a value. */
final class Managers {
  private Managers() {}

  private static final String DNF_LONGS =
      " setopt enablerepo disablerepo repo repoid releasever installroot exclude excludepkgs config"
          + " debuglevel errorlevel forcearch randomwait advisory advisories bz bzs cve cves color"
          + " comment downloaddir destdir repofrompath enableplugin disableplugin rpmverbosity"
          + " sec-severity secseverity ";
  private static final String PIP_LONGS =
      " requirement constraint build-constraint editable target index-url extra-index-url"
          + " find-links trusted-host prefix root src platform python-version implementation abi"
          + " progress-bar proxy retries timeout cert client-cert cache-dir log python build"
          + " no-binary only-binary upgrade-strategy install-option global-option config-settings"
          + " config-setting use-feature use-deprecated report hash exists-action dest wheel-dir"
          + " root-user-action group keyring-provider resume-retries path uploaded-prior-to ";
  private static final String UV_LONGS =
      " requirements override overrides index default-index index-strategy extra only-group"
          + " no-group no-extra prerelease resolution python-platform link-mode refresh-package"
          + " reinstall-package upgrade-package exclude-newer directory project package config-file"
          + " allow-insecure-host with with-requirements with-editable no-build-package"
          + " no-binary-package tag branch rev bounds color no-install-package script constraints"
          + " build-constraints excludes torch-backend ";
  private static final String NPM_LONGS =
      " registry prefix cache loglevel omit include only also userconfig globalconfig tag workspace"
          + " save-prefix install-strategy cpu os libc before maxsockets fetch-retries"
          + " fetch-retry-maxtimeout fetch-retry-mintimeout fetch-retry-factor fetch-timeout"
          + " script-shell https-proxy proxy noproxy scope auth-type cafile network-timeout"
          + " network-concurrency cwd cache-folder modules-folder mutex dir filter store-dir"
          + " reporter config backend cache-dir use-yarnrc yarn-folder virtual-store-dir"
          + " linker mode otp ";

  /** The manager that a program is; null where it is none. */
  static @Nullable PackageManager of(String program) {
    return switch (program) {
      case "apt-get" -> PackageManager.APT_GET;
      case "apt" -> PackageManager.APT;
      case "aptitude" -> PackageManager.APTITUDE;
      case "dpkg" -> PackageManager.DPKG;
      case "apk" -> PackageManager.APK;
      case "dnf", "dnf5", "dnf-3", "dnf4" -> PackageManager.DNF;
      case "microdnf" -> PackageManager.MICRODNF;
      case "yum" -> PackageManager.YUM;
      case "tdnf" -> PackageManager.TDNF;
      case "zypper" -> PackageManager.ZYPPER;
      case "rpm" -> PackageManager.RPM;
      case "uv" -> PackageManager.UV;
      case "pipx" -> PackageManager.PIPX;
      case "poetry" -> PackageManager.POETRY;
      case "conda" -> PackageManager.CONDA;
      case "mamba", "micromamba" -> PackageManager.MAMBA;
      case "npm" -> PackageManager.NPM;
      case "pnpm" -> PackageManager.PNPM;
      case "yarn", "yarnpkg" -> PackageManager.YARN;
      case "bun" -> PackageManager.BUN;
      case "gem" -> PackageManager.GEM;
      case "bundle", "bundler" -> PackageManager.BUNDLE;
      case "go" -> PackageManager.GO;
      case "cargo" -> PackageManager.CARGO;
      case "composer", "composer.phar" -> PackageManager.COMPOSER;
      default -> versioned(program, "pip") ? PackageManager.PIP : null;
    };
  }

  /** True for {@code python}, {@code python3}, {@code python3.12}: a name and a version. */
  static boolean versioned(String program, String name) {
    if (!program.startsWith(name)) {
      return false;
    }
    for (int i = name.length(); i < program.length(); i++) {
      char c = program.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Letters of the short options whose value follows. */
  static String valueShorts(PackageManager manager, String command) {
    return switch (manager) {
      case APT_GET, APT -> "tocaP";
      case APTITUDE -> "towFO";
      case DPKG, YARN, GO -> "";
      case APK -> "tXp";
      case DNF, MICRODNF, YUM, TDNF -> "xcdeR";
      case ZYPPER -> "Rctrp";
      case RPM -> "DE";
      case PIP -> "rcetifbdwC";
      case UV -> command.startsWith("pip") ? "rcetifbpPC" : "rcifpPCw";
      case PIPX -> "i";
      case POETRY -> "ECPG";
      case CONDA -> command.startsWith("env") ? "cnpf" : "cnp";
      case MAMBA -> command.equals("clean") ? "cnp" : "cnpf";
      case NPM -> "Cw";
      case PNPM -> "CF";
      case BUN -> "c";
      case GEM -> "vsniPpg";
      case BUNDLE -> "jr";
      case CARGO -> "FpjZC";
      case COMPOSER -> "d";
    };
  }

  /** Names of the long options whose value may be the next word, each with a space around it. */
  static String valueLongs(PackageManager manager) {
    return switch (manager) {
      case APT_GET, APT, APTITUDE ->
          " target-release default-release option config-file host-architecture build-profiles"
              + " with-source planner solver ";
      case DPKG -> " root admindir instdir log status-fd ";
      case APK ->
          " virtual repository root keys-dir repositories-file wait arch cache-dir cache-max-age"
              + " progress-fd timeout repositories-file ";
      case DNF, MICRODNF, YUM, TDNF -> DNF_LONGS;
      case ZYPPER ->
          " root config plus-repo plus-content installroot reposd-dir cache-dir raw-cache-dir"
              + " solv-cache-dir pkg-cache-dir releasever type repo from ";
      case RPM -> " root dbpath define eval relocate prefix excludepath rcfile macros pipe ";
      case PIP -> PIP_LONGS;
      case UV -> PIP_LONGS + UV_LONGS;
      case PIPX -> " python suffix index-url pip-args spec preinstall ";
      case POETRY -> " without with only extras directory project group source python ";
      case CONDA, MAMBA ->
          " channel name prefix file solver repodata-fn platform subdir root-prefix rc-file"
              + " experimental ";
      case NPM, PNPM, YARN, BUN -> NPM_LONGS;
      case GEM ->
          " version source bindir install-dir trust-policy file platform http-proxy build-root"
              + " without ";
      case BUNDLE -> " jobs retry path without with gemfile group source version shebang ";
      case GO -> "";
      case CARGO ->
          " version vers git branch tag rev path root target features package jobs profile bin"
              + " manifest-path target-dir registry index config color example test bench"
              + " message-format exclude lockfile-path ";
      case COMPOSER ->
          " working-dir prefer-install apcu-autoloader-prefix ignore-platform-req repository"
              + " repository-url stability audit-format ";
    };
  }

  /** Options of go, which have one hyphen or two, that take a value. */
  static boolean goTakesValue(String name) {
    return switch (name) {
      case "o",
          "C",
          "p",
          "ldflags",
          "gcflags",
          "asmflags",
          "gccgoflags",
          "tags",
          "mod",
          "modfile",
          "overlay",
          "pkgdir",
          "toolexec",
          "buildmode",
          "compiler",
          "coverpkg",
          "covermode",
          "installsuffix",
          "exec",
          "run",
          "count",
          "timeout",
          "pgo",
          "reuse" ->
          true;
      default -> false;
    };
  }

  /** True where options have one hyphen or two, and are not combined. */
  static boolean singleHyphen(PackageManager manager) {
    return manager == PackageManager.GO;
  }
}
