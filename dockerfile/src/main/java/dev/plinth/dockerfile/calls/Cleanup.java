package dev.plinth.dockerfile.calls;

/**
 * Something that package managers leave behind, taken away.
 *
 * @param leftover what
 * @param call by which program
 */
public record Cleanup(Leftover leftover, Call call) {
  /** What package managers leave behind. */
  public enum Leftover {
    /** {@code /var/lib/apt/lists}. */
    APT_LISTS,
    /** {@code /var/cache/apt/archives}. */
    APT_ARCHIVES,
    /** {@code /var/cache/apk}. */
    APK_CACHE,
    /** {@code /var/cache/dnf}, {@code /var/cache/libdnf5}, {@code /var/cache/yum}, tdnf's too. */
    DNF_CACHE,
    /** {@code /var/cache/zypp}. */
    ZYPPER_CACHE,
    /** {@code ~/.cache/pip}. */
    PIP_CACHE,
    /** {@code ~/.cache/uv}. */
    UV_CACHE,
    /** Poetry's, under {@code ~/.cache/pypoetry}. */
    POETRY_CACHE,
    /** The package folder of conda and mamba. */
    CONDA_CACHE,
    /** {@code ~/.npm}. */
    NPM_CACHE,
    /** Yarn's cache. */
    YARN_CACHE,
    /** Pnpm's store. */
    PNPM_STORE,
    /** Bun's cache. */
    BUN_CACHE,
    /** Gems as they were fetched. */
    GEM_CACHE,
    /** {@code ~/go/pkg/mod} or what {@code go build} keeps. */
    GO_CACHE,
    /** {@code ~/.cargo/registry}. */
    CARGO_REGISTRY,
    /** Composer's cache. */
    COMPOSER_CACHE
  }
}
