package dev.plinth.dockerfile.calls;

/** The package managers whose calls are understood. */
public enum PackageManager {
  APT_GET("apt-get"),
  APT("apt"),
  APTITUDE("aptitude"),
  DPKG("dpkg"),
  APK("apk"),
  DNF("dnf"),
  MICRODNF("microdnf"),
  YUM("yum"),
  TDNF("tdnf"),
  ZYPPER("zypper"),
  RPM("rpm"),
  /** Also {@code pip3}, {@code pip3.12} and {@code python -m pip}. */
  PIP("pip"),
  UV("uv"),
  PIPX("pipx"),
  POETRY("poetry"),
  CONDA("conda"),
  /** Also {@code micromamba}. */
  MAMBA("mamba"),
  NPM("npm"),
  PNPM("pnpm"),
  YARN("yarn"),
  BUN("bun"),
  GEM("gem"),
  /** Also {@code bundler}. */
  BUNDLE("bundle"),
  GO("go"),
  CARGO("cargo"),
  COMPOSER("composer");

  private final String program;

  PackageManager(String program) {
    this.program = program;
  }

  /** The name people type. */
  public String program() {
    return program;
  }

  /** True for apt-get, apt and aptitude. */
  public boolean isApt() {
    return this == APT_GET || this == APT || this == APTITUDE;
  }

  /** True for dnf and those that take its arguments: microdnf, yum, tdnf. */
  public boolean isDnf() {
    return this == DNF || this == MICRODNF || this == YUM || this == TDNF;
  }

  /** True for those that install packages of a distribution. */
  public boolean ofDistribution() {
    return compareTo(RPM) <= 0;
  }
}
