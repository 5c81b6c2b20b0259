package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The forms that lock files of npm, Yarn, pnpm and Bun have in the field beside the plain ones of
 * {@link RealLockFilesTest}.
 */
class JavaScriptLockFilesTest extends WrittenTree {
  @Test
  void npmWorkspacesLinksBundlesAndGit() {
    assertThat(
            found(
                "package-lock.json",
                """
                {"lockfileVersion": 3, "packages": {
                  "": {"name": "root", "version": "1.0.0", "workspaces": ["packages/*"]},
                  "packages/a": {"version": "0.1.0"},
                  "node_modules/a": {"resolved": "packages/a", "link": true},
                  "node_modules/b": {"version": "2.0.0", "dev": true, "license": "MIT"},
                  "node_modules/c/node_modules/b": {"version": "2.0.0"},
                  "node_modules/c": {"version": "1.0.0", "devOptional": true},
                  "node_modules/@s/d": {"version": "1.1.0",
                    "resolved": "git+ssh://git@example.com/s/d.git#0123"},
                  "node_modules/e": {"version": "3.0.0", "extraneous": true}
                }}
                """))
        .containsExactly(
            "package-lock.json:5 pkg:npm/b@2.0.0",
            "package-lock.json:7 pkg:npm/c@1.0.0",
            "package-lock.json:8 pkg:npm/%40s/d@1.1.0");
  }

  @Test
  void npmOfVersionOne() {
    assertThat(
            found(
                "npm-shrinkwrap.json",
                """
                {"name": "x", "lockfileVersion": 1, "dependencies": {
                  "alias": {"version": "npm:@s/real@1.0.0"},
                  "folder": {"version": "file:../folder"},
                  "hosted": {"version": "github:user/repo#0123"},
                  "outer": {"version": "2.0.0", "dev": true, "dependencies": {
                    "inner": {"version": "0.1.0", "dev": true}}}
                }}
                """))
        .containsExactly(
            "npm-shrinkwrap.json:6 pkg:npm/inner@0.1.0 (dev)",
            "npm-shrinkwrap.json:5 pkg:npm/outer@2.0.0 (dev)",
            "npm-shrinkwrap.json:2 pkg:npm/%40s/real@1.0.0");
    assertThat(problems())
        .containsExactly(
            "npm-shrinkwrap.json: hosted comes from elsewhere than the registry, its version is not"
                + " told");
  }

  @Test
  void yarnWithWorkspaces() {
    Trees.write(
        root, "package.json", "{\"workspaces\": [\"a\"], \"devDependencies\": {\"d\": \"^1\"}}");
    Trees.write(root, "a/package.json", "{\"dependencies\": {\"p\": \"^1\"}}");
    assertThat(
            found(
                "yarn.lock",
                """
                # yarn lockfile v1


                "d@^1":
                  version "1.5.0"
                  dependencies:
                    shared "^2"
                    only "~3"

                only@~3:
                  version "3.0.1"

                p@^1, p@^1.2.0:
                  version "1.2.3"
                  resolved "https://registry.yarnpkg.com/p/-/p-1.2.3.tgz#0123"
                  optionalDependencies:
                    shared "^2"

                shared@^2:
                  version "2.0.0"

                "local@file:../local":
                  version "0.0.0"
                """))
        .containsExactly(
            "yarn.lock:4 pkg:npm/d@1.5.0 (dev)",
            "yarn.lock:10 pkg:npm/only@3.0.1 (dev)",
            "yarn.lock:13 pkg:npm/p@1.2.3",
            "yarn.lock:19 pkg:npm/shared@2.0.0");
  }

  @Test
  void yarnWithPatches() {
    assertThat(
            found(
                "yarn.lock",
                """
                __metadata:
                  version: 8

                "t@npm:^5.0.0, t@npm:~5.0.2":
                  version: 5.0.4
                  resolution: "t@npm:5.0.4"
                  linkType: hard

                "t@patch:t@npm%3A^5.0.0#optional!builtin<compat/t>":
                  version: 5.0.4
                  resolution: "t@patch:t@npm%3A5.0.4#optional!builtin<compat/t>::version=5.0.4&hash=1"
                  linkType: hard

                "w@workspace:packages/w":
                  version: 0.0.0-use.local
                  resolution: "w@workspace:packages/w"
                  linkType: soft
                """))
        .containsExactly("yarn.lock:4 pkg:npm/t@5.0.4");
  }

  @Test
  void pnpmOfVersionSixAndPeers() {
    assertThat(
            found(
                "pnpm-lock.yaml",
                """
                lockfileVersion: '6.0'
                packages:
                  /@s/a@1.0.0(react@18.2.0)(@t/b@2.0.0):
                    resolution: {integrity: sha512-AA==}
                    dev: false
                  /b@2.0.0:
                    resolution: {integrity: sha512-AA==}
                    dev: true
                  github.com/u/r/0123:
                    resolution: {tarball: https://codeload.github.com/u/r/tar.gz/0123}
                    name: r
                    version: 0.3.0
                  file:../local:
                    resolution: {directory: ../local, type: directory}
                    name: local
                """))
        .containsExactly(
            "pnpm-lock.yaml:3 pkg:npm/%40s/a@1.0.0",
            "pnpm-lock.yaml:6 pkg:npm/b@2.0.0 (dev)", "pnpm-lock.yaml:9 pkg:npm/r@0.3.0");
  }

  @Test
  void pnpmOfVersionFiveWithPeers() {
    assertThat(
            found(
                "pnpm-lock.yaml",
                """
                lockfileVersion: 5.3
                packages:
                  /@s/a/1.0.0_react@17.0.2:
                    dev: false
                """))
        .containsExactly("pnpm-lock.yaml:3 pkg:npm/%40s/a@1.0.0");
  }

  @Test
  void bun() {
    assertThat(
            found(
                "bun.lock",
                """
                {
                  "lockfileVersion": 1,
                  "workspaces": {
                    "": {"name": "x", "dependencies": {"a": "^1"}, "devDependencies": {"d": "^1"},},
                  },
                  "packages": {
                    "a": ["a@1.0.0", "", {"dependencies": {"c": "^2"}}, "sha512-AA=="],
                    "a/c": ["c@2.0.0", "", {}, "sha512-AA=="],
                    "c": ["c@1.0.0", "", {}, "sha512-AA=="],
                    "d": ["d@1.0.0", "", {"dependencies": {"c": "^1"}}, "sha512-AA=="],
                    "w": ["w@workspace:packages/w"], // ours
                    "x": ["x@root:", {}],
                  }
                }
                """))
        .containsExactly(
            "bun.lock:7 pkg:npm/a@1.0.0",
            "bun.lock:9 pkg:npm/c@1.0.0 (dev)",
            "bun.lock:8 pkg:npm/c@2.0.0",
            "bun.lock:10 pkg:npm/d@1.0.0 (dev)");
  }
}
