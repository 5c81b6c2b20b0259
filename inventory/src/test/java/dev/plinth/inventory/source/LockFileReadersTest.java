package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Inventory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forms that lock files have in the field beside the plain ones of {@link RealLockFilesTest}.
 */
class LockFileReadersTest {
  @TempDir Path root;

  private List<String> found(String path, String text) {
    Trees.write(root, path, text);
    return Trees.lines(SourceTree.read(root));
  }

  private List<String> problems() {
    return Trees.problems(SourceTree.read(root));
  }

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

  @Test
  void requirements() {
    Trees.write(
        root, "constraints.txt", "Open_One == 7.0 ; python_version > '3'\n-c constraints.txt\n");
    Trees.write(root, "deps/base.txt", "included===1.0\n-r ../requirements.txt\n");
    assertThat(
            found(
                "requirements.txt",
                """
                # pip's own words
                --index-url https://user:hunter2@example.com/simple
                -c constraints.txt
                -r deps/base.txt
                -r ../outside.txt
                -r absent.txt
                -e .
                ./local
                Django[argon2] == 3.2.1 ; python_version >= "3.6"  # why
                a.b_c==1.0,!=1.1
                hashed==2.0 \\
                    --hash=sha256:%s
                wild==1.*
                templated=={{ version }}
                ranged>=1.0
                bare
                open-one>1
                direct @ https://user:hunter2@example.com/direct-1.0.tar.gz
                https://user:hunter2@example.com/other-1.0.whl
                (nonsense
                """
                    .formatted("0".repeat(64))))
        .containsExactly(
            "requirements.txt:9 pkg:pypi/django@3.2.1",
            "requirements.txt:10 pkg:pypi/a.b-c@1.0",
            "requirements.txt:11 pkg:pypi/hashed@2.0",
            "deps/base.txt:1 pkg:pypi/included@1.0",
            "requirements.txt:17 pkg:pypi/open-one@7.0");
    assertThat(problems())
        .containsExactly(
            "requirements.txt: line 5 includes a file outside of the source tree, which is not read",
            "requirements.txt: line 6 includes a file that is not there, which is not read",
            "requirements.txt: 5 requirements have no exact version (==), so what gets installed is"
                + " not known: wild, templated, ranged, bare, direct",
            "requirements.txt: 2 lines name an address or a path instead of a package and its"
                + " version")
        .noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void poetryOfAllTimes() {
    assertThat(
            found(
                "old/poetry.lock",
                """
                [[package]]
                name = "a"
                version = "1.0"
                category = "main"
                [[package]]
                name = "b"
                version = "1.0"
                category = "dev"
                [metadata.files]
                a = []
                """))
        .containsExactly(
            "old/poetry.lock:2 pkg:pypi/a@1.0", "old/poetry.lock:6 pkg:pypi/b@1.0 (dev)");
    Trees.write(
        root,
        "mid/pyproject.toml",
        """
        [tool.poetry.dependencies]
        python = "^3.9"
        A = "^1"
        [tool.poetry.group.dev.dependencies]
        d = "^1"
        """);
    assertThat(
            found(
                "mid/poetry.lock",
                """
                [[package]]
                name = "a"
                version = "1.0"
                [package.dependencies]
                b-x = ">=1"
                [[package]]
                name = "B_x"
                version = "1.1"
                [[package]]
                name = "d"
                version = "1.2"
                [package.source]
                type = "git"
                url = "https://example.com/d.git"
                [[package]]
                name = "ours"
                version = "0"
                [package.source]
                type = "directory"
                url = "../ours"
                """))
        .contains(
            "mid/poetry.lock:2 pkg:pypi/a@1.0",
            "mid/poetry.lock:7 pkg:pypi/b-x@1.1",
            "mid/poetry.lock:10 pkg:pypi/d@1.2 (dev)")
        .noneMatch(line -> line.contains("ours"));
    assertThat(
            found(
                "new/poetry.lock",
                """
                [[package]]
                name = "a"
                version = "1.0"
                groups = ["main", "dev"]
                [[package]]
                name = "b"
                version = "1.0"
                groups = ["dev"]
                """))
        .contains("new/poetry.lock:2 pkg:pypi/a@1.0", "new/poetry.lock:6 pkg:pypi/b@1.0 (dev)");
  }

  @Test
  void pdmAndPipenv() {
    Trees.write(
        root, "pyproject.toml", "[dependency-groups]\ntest = ['b']\n[project]\nname = 'x'\n");
    Trees.write(
        root,
        "pdm.lock",
        """
        [metadata]
        groups = ["default", "test", "extra"]
        [[package]]
        name = "a"
        version = "1.0"
        groups = ["extra"]
        [[package]]
        name = "b"
        version = "2.0"
        groups = ["test"]
        """);
    assertThat(
            found(
                "Pipfile.lock",
                """
                {"_meta": {"hash": {}},
                 "default": {"c": {"version": "==3.0", "hashes": []}, "g": {"git": "https://x", "ref": "1"}},
                 "develop": {"d": {"version": "==4.0"}, "o": {"path": "."}}}
                """))
        .containsExactly(
            "pdm.lock:4 pkg:pypi/a@1.0",
            "pdm.lock:8 pkg:pypi/b@2.0 (dev)",
            "Pipfile.lock:2 pkg:pypi/c@3.0",
            "Pipfile.lock:3 pkg:pypi/d@4.0 (dev)");
    assertThat(problems())
        .containsExactly("Pipfile.lock: g has no version: it comes from an address");
  }

  @Test
  void goModInAllItsForms() {
    assertThat(
            found(
                "go.mod",
                """
                module "example.com/m" // why

                go 1.22
                toolchain go1.22.5
                require example.com/a v1.0.0
                require (
                \texample.com/b/v2 v2.0.0 // indirect
                \texample.com/c v1.0.0
                \texample.com/d v1.0.0
                \texample.com/e v0.0.0-20200101000000-0123456789ab // indirect
                \texample.com/f v1.0.0
                )
                replace example.com/c => ../c
                replace (
                \texample.com/d v1.0.0 => example.com/fork v1.0.1
                \texample.com/e v9.9.9 => example.com/never v1.0.0
                )
                exclude example.com/f v1.0.0
                retract [v0.1.0, v0.2.0]
                tool example.com/a/cmd
                """))
        .containsExactly(
            "go.mod:5 pkg:golang/example.com/a@v1.0.0",
            "go.mod:10 pkg:golang/example.com/e@v0.0.0-20200101000000-0123456789ab",
            "go.mod:9 pkg:golang/example.com/fork@v1.0.1",
            "go.mod:4 pkg:golang/stdlib@1.22.5",
            "go.mod:7 pkg:golang/example.com/b/v2@v2.0.0");
    assertThat(problems())
        .containsExactly(
            "go.mod: example.com/f v1.0.0 is required and excluded, so another version is built");
  }

  @Test
  void goModBeforeItWasWhole() {
    assertThat(found("go.mod", "module m\ngo 1.16\nrequire example.com/a v1.0.0\n"))
        .containsExactly("go.mod:3 pkg:golang/example.com/a@v1.0.0");
    assertThat(problems()).hasSize(1).first().asString().contains("before 1.17");
  }

  @Test
  void cargoOfVersionOneAndGit() {
    Inventory inventory;
    Trees.write(
        root,
        "Cargo.lock",
        """
        [[package]]
        name = "a"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        [[package]]
        name = "g"
        version = "0.2.0"
        source = "git+https://example.com/g?branch=main#0123"

        [metadata]
        "checksum a 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "%s"
        """
            .formatted("ab".repeat(32)));
    inventory = SourceTree.read(root);
    assertThat(Trees.lines(inventory))
        .containsExactly("Cargo.lock:2 pkg:cargo/a@1.0.0", "Cargo.lock:7 pkg:cargo/g@0.2.0");
    assertThat(inventory.packages().get(0).details()).containsEntry("sha256", "ab".repeat(32));
    assertThat(inventory.packages().get(1).details()).containsEntry("source", "git");
  }

  @Test
  void gemfile() {
    assertThat(
            found(
                "Gemfile.lock",
                """
                GIT
                  remote: https://example.com/g.git
                  revision: 0123
                  specs:
                    g (0.1.0)

                PATH
                  remote: .
                  specs:
                    ours (1.0)
                      rack

                GEM
                  remote: https://rubygems.org/
                  specs:
                    nokogiri (1.13.0-x86_64-linux)
                      racc (~> 1.4)
                    nokogiri (1.13.0-arm64-darwin)
                    racc (1.6.0)

                PLATFORMS
                  x86_64-linux

                DEPENDENCIES
                  nokogiri

                CHECKSUMS
                  racc (1.6.0) sha256=%s

                BUNDLED WITH
                   2.3.15
                """
                    .formatted("cd".repeat(32))))
        .containsExactly(
            "Gemfile.lock:5 pkg:gem/g@0.1.0",
            "Gemfile.lock:16 pkg:gem/nokogiri@1.13.0",
            "Gemfile.lock:19 pkg:gem/racc@1.6.0");
    assertThat(SourceTree.read(root).packages().getLast().details())
        .containsEntry("sha256", "cd".repeat(32));
  }

  @Test
  void composerAndNuget() {
    Trees.write(
        root,
        "composer.lock",
        """
        {"packages": [
          {"name": "symfony/http-kernel", "version": "v5.4.0", "license": ["MIT"],
           "dist": {"type": "zip", "shasum": ""}},
          {"name": "ours/lib", "version": "dev-main", "dist": {"type": "path"}}],
         "packages-dev": [{"name": "phpunit/phpunit", "version": "9.5.0"}]}
        """);
    Trees.write(
        root,
        "packages.config",
        """
        <?xml version="1.0" encoding="utf-8"?>
        <packages>
          <package id="Old.One" version="1.0.0" targetFramework="net48" />
          <package id="Tool" version="2.0.0" developmentDependency="true" />
        </packages>
        """);
    assertThat(
            found(
                "packages.lock.json",
                """
                {"version": 1, "dependencies": {"net6.0": {
                  "Newtonsoft.Json": {"type": "Direct", "requested": "[9.0.1, )", "resolved": "9.0.1"},
                  "other": {"type": "Project"}}}}
                """))
        .containsExactly(
            "composer.lock:2 pkg:composer/symfony/http-kernel@v5.4.0",
            "composer.lock:5 pkg:composer/phpunit/phpunit@9.5.0 (dev)",
            "packages.lock.json:2 pkg:nuget/Newtonsoft.Json@9.0.1",
            "packages.config:3 pkg:nuget/Old.One@1.0.0",
            "packages.config:4 pkg:nuget/Tool@2.0.0 (dev)");
  }

  @Test
  void gradle() {
    Trees.write(root, "buildscript-gradle.lockfile", "g:plugin:1.0=classpath\nempty=\n");
    assertThat(
            found(
                "gradle.lockfile",
                """
                # This is a Gradle generated file for dependency locking.
                org.a:a:1.0=compileClasspath,runtimeClasspath,testCompileClasspath
                org.b:b:2.0=testCompileClasspath,testRuntimeClasspath
                empty=annotationProcessor
                """))
        .containsExactly(
            "gradle.lockfile:2 pkg:maven/org.a/a@1.0",
            "gradle.lockfile:3 pkg:maven/org.b/b@2.0 (dev)",
            "buildscript-gradle.lockfile:1 pkg:maven/g/plugin@1.0 (dev)");
  }

  @Test
  void aPomOfAnotherReleaseInTheTreeHidesNothing() {
    String pom =
        "<project><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>";
    String needs =
        "<dependencies><dependency><groupId>g</groupId><artifactId>lib</artifactId>"
            + "<version>1.0</version></dependency><dependency><groupId>g</groupId>"
            + "<artifactId>ours</artifactId><version>${project.version}</version></dependency>"
            + "</dependencies>";
    Trees.write(root, "third-party/pom.xml", pom.formatted("lib", "2.0", ""));
    Trees.write(root, "ours/pom.xml", pom.formatted("ours", "3", ""));
    assertThat(found("app/pom.xml", pom.formatted("app", "3", needs)))
        .containsExactly("app/pom.xml:1 pkg:maven/g/lib@1.0");
  }

  @Test
  void mavenWithParentPropertiesAndManagement() {
    Trees.write(
        root,
        "pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <groupId>org.ours</groupId><artifactId>parent</artifactId><version>1.0</version>
          <properties><log4j.version>2.14.1</log4j.version><loop>${loop}</loop></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId>
              <version>${log4j.version}</version></dependency>
            <dependency><groupId>junit</groupId><artifactId>junit</artifactId>
              <version>4.13</version><scope>test</scope></dependency>
          </dependencies></dependencyManagement>
        </project>
        """);
    assertThat(
            found(
                "app/pom.xml",
                """
                <project>
                  <parent><groupId>org.ours</groupId><artifactId>parent</artifactId>
                    <version>1.0</version></parent>
                  <artifactId>app</artifactId>
                  <properties><own>1.${minor}</own><minor>7</minor></properties>
                  <dependencies>
                    <dependency>
                      <groupId>org.apache.logging.log4j</groupId>
                      <artifactId>log4j-core</artifactId>
                    </dependency>
                    <dependency><groupId>junit</groupId><artifactId>junit</artifactId></dependency>
                    <dependency><groupId>g</groupId><artifactId>own</artifactId><version>${own}</version></dependency>
                    <dependency><groupId>${project.groupId}</groupId><artifactId>parent</artifactId><version>${project.version}</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>ranged</artifactId><version>[1,2)</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>exact</artifactId><version>[1.5]</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>bom</artifactId></dependency>
                  </dependencies>
                </project>
                """))
        .containsExactly(
            "app/pom.xml:15 pkg:maven/g/exact@1.5",
            "app/pom.xml:11 pkg:maven/junit/junit@4.13 (dev)",
            "app/pom.xml:7 pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
            "app/pom.xml:12 pkg:maven/g/own@1.7");
    assertThat(problems())
        .containsExactly(
            "app/pom.xml: 3 dependencies have no version that this source tree tells: g:ranged,"
                + " g:loop, g:bom",
            "app/pom.xml: a pom.xml names direct dependencies only; what they bring is not known"
                + " here: scan the image or the archive that is built for that");
  }
}
