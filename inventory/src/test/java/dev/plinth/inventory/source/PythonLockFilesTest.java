package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The forms that lock files of pip, Poetry, PDM and Pipenv have in the field beside the plain ones
 * of {@link RealLockFilesTest}.
 */
class PythonLockFilesTest extends WrittenTree {
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
}
