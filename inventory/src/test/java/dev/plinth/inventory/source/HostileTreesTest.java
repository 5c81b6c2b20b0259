package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.Inventory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken or meant to do harm: a problem in an inventory that is not whole, or an error. */
class HostileTreesTest {
  @TempDir Path root;

  /** A file that is fine stands beside each, so that the tree can be read. */
  private String problem(String path, String text) {
    Trees.write(root, path, text);
    Trees.write(
        root, "zz/Cargo.lock", "[[package]]\nname='ok'\nversion='1.0.0'\nsource='registry+x'\n");
    Inventory inventory = SourceTree.read(root);
    assertThat(Trees.lines(inventory)).anyMatch(line -> line.endsWith("pkg:cargo/ok@1.0.0"));
    assertThat(inventory.problems()).isNotEmpty();
    assertThat(inventory.problems().getFirst().path()).isEqualTo(path);
    return inventory.problems().getFirst().text();
  }

  @Test
  void brokenFiles() {
    assertThat(problem("package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {"))
        .startsWith("it is no JSON");
    assertThat(problem("package-lock.json", "[]")).isEqualTo("it is no JSON object");
    assertThat(problem("package-lock.json", "{}")).contains("neither packages nor");
    assertThat(problem("package-lock.json", "{} {}")).contains("after its JSON object");
    assertThat(problem("package-lock.json", "\u0000")).contains("NUL");
    assertThat(problem("package-lock.json", "{\"a\":".repeat(200))).startsWith("it is no JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pylock.toml",
        "Pipfile.lock",
        "pom.xml",
        "gradle.lockfile",
        "go.mod",
        "Cargo.lock",
        "Gemfile.lock",
        "composer.lock",
        "packages.lock.json",
        "packages.config"
      })
  void whatIsOfNoFormat(String name) {
    assertThat(problem(name, "\u007fELF )(&%$ {[ \n\t \"")).isNotEmpty();
  }

  @Test
  void yamlBombs() {
    StringBuilder yaml = new StringBuilder("lockfileVersion: 9\na0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 20; i++) {
      yaml.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
    }
    assertThat(problem("pnpm-lock.yaml", yaml.toString())).contains("aliases");
  }

  @Test
  void xmlBombs() {
    assertThat(
            problem(
                "pom.xml",
                """
                <?xml version="1.0"?>
                <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>
                <project><artifactId>&lol2;</artifactId></project>
                """))
        .contains("document type");
  }

  @Test
  void noFileOutsideIsReadThroughXml(@TempDir Path other) throws IOException {
    Path secret = Files.writeString(other.resolve("secret.txt"), "9.9.9");
    String text =
        "<!DOCTYPE p [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><project><dependencies><dependency><groupId>g</groupId><artifactId>a"
            + "</artifactId><version>&x;</version></dependency></dependencies></project>";
    assertThat(problem("pom.xml", text)).contains("document type").doesNotContain("9.9.9");
    assertThat(Trees.lines(SourceTree.read(root))).noneMatch(line -> line.contains("9.9.9"));
  }

  @Test
  void deepAndEndlessPoms() {
    assertThat(problem("a/pom.xml", "<project>".repeat(60) + "</project>".repeat(60)))
        .contains("deeper");
    String pom =
        "<project><parent><artifactId>%s</artifactId><relativePath>%s</relativePath></parent>"
            + "<artifactId>%s</artifactId><properties><a>${b}${b}</a><b>${a}${a}</b></properties>"
            + "<dependencies><dependency><groupId>g</groupId><artifactId>x</artifactId>"
            + "<version>${a}</version></dependency></dependencies></project>";
    Trees.write(root, "a/pom.xml", "<project/>");
    Trees.write(root, "pom.xml", pom.formatted("b", "b/pom.xml", "a"));
    assertThat(problem("b/pom.xml", pom.formatted("a", "../pom.xml", "b")))
        .contains("no version that this source tree tells");
  }

  @Test
  void requirementsThatGoRoundInCircles() {
    Trees.write(root, "a.txt", "-r b.txt\none==1\n");
    Trees.write(root, "b.txt", "-r a.txt\n-r requirements.txt\n-c c.txt\n");
    Trees.write(root, "c.txt", "-c c.txt\n-c d.txt\n");
    Trees.write(root, "d.txt", "-c c.txt\n");
    Trees.write(root, "requirements.txt", "-r a.txt\n-r /etc/passwd\n-r ../../../etc/passwd\n");
    Inventory inventory = SourceTree.read(root);
    assertThat(Trees.lines(inventory)).containsExactly("a.txt:2 pkg:pypi/one@1");
    assertThat(inventory.problems()).hasSize(2).allMatch(p -> p.text().contains("outside"));
  }

  @Test
  void absurdNamesAndVersions() {
    String text =
        problem(
            "package-lock.json",
            "{\"packages\":{\"node_modules/a\\u001b[31m\":{\"version\":\"1\"},"
                + "\"node_modules/b\":{\"version\":\"1 2\"},\"node_modules/c\":{},"
                + "\"node_modules/d\":{\"version\":\""
                + "9".repeat(500)
                + "\"}}}");
    assertThat(text).startsWith("4 entries have a name or version that no package can have");
  }

  @Test
  void tooLargeAFile() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("yarn.lock").toFile(), "rw")) {
      file.setLength(TreeFiles.MAX_FILE + 1L);
    }
    assertThatThrownBy(() -> SourceTree.read(root))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TREE-BROKEN"))
        .hasMessageContaining("larger than");
  }

  @Test
  void linksAreNotFollowed(@TempDir Path other) throws IOException {
    Trees.write(
        other, "package-lock.json", "{\"packages\":{\"node_modules/x\":{\"version\":\"1.0.0\"}}}");
    Files.createSymbolicLink(root.resolve("package-lock.json"), other.resolve("package-lock.json"));
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("elsewhere"), other);
    Trees.write(root, "zz/Cargo.lock", "version = 4\n");
    Files.createSymbolicLink(root.resolve("Cargo.lock"), root.resolve("zz/Cargo.lock"));
    Inventory inventory = SourceTree.read(root);
    assertThat(inventory.packages()).isEmpty();
    assertThat(Trees.problems(inventory))
        .containsExactly(
            "package-lock.json: it is a symbolic link out of the source tree, which is not followed");
  }

  @Test
  void nothingToRead() {
    assertThatThrownBy(() -> SourceTree.read(root))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TREE-NOTHING"));
    Trees.write(root, "package.json", "{\"dependencies\":{\"a\":\"^1\"}}");
    assertThatThrownBy(() -> SourceTree.read(root))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TREE-NO-LOCK"))
        .hasMessageContaining("package-lock-only");
    assertThatThrownBy(() -> SourceTree.read(root.resolve("package.json")))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TREE-UNREADABLE"));
  }

  @Test
  void whatIsDeclaredAndNotLockedIsSaid() {
    Trees.write(root, "Cargo.lock", "version = 4\n");
    Trees.write(root, "Cargo.toml", "[dependencies]\na = '1'\n");
    Trees.write(root, "crates/b/Cargo.toml", "[dependencies]\na = '1'\n");
    Trees.write(root, "web/package.json", "{\"dependencies\":{\"a\":\"^1\"}}");
    Trees.write(root, "tool/package.json", "{\"devDependencies\":{\"a\":\"^1\"}}");
    Trees.write(root, "vendor/x/package-lock.json", "{");
    Trees.write(root, "node_modules/x/package-lock.json", "{");
    Trees.write(root, "target/Cargo.lock", "{");
    assertThat(Trees.problems(SourceTree.read(root)))
        .satisfiesExactly(
            text ->
                assertThat(text)
                    .startsWith("web/package.json: it has no lock file beside or above it"),
            text -> assertThat(text).startsWith("node_modules: its files are others' code"));
  }

  /** Whatever a file of that name holds, it ends in an inventory or in an error of our own. */
  @Test
  void nothingElseComesOut() {
    long seed = Long.getLong("plinth.seed", 4_711L);
    Random random = new Random(seed);
    Map<String, String> seeds =
        Map.of(
            "yarn.lock", "\"a@^1\", b@2:\n  version \"1.0\"\n  dependencies:\n    c \"^1\"\n",
            "pnpm-lock.yaml",
                "lockfileVersion: 9\nimporters:\n  .:\n    dependencies:\n      a:\n        version: 1.0.0\npackages:\n  a@1.0.0: {}\nsnapshots:\n  a@1.0.0: {}\n",
            "bun.lock",
                "{\"lockfileVersion\":1,\"packages\":{\"a\":[\"a@1.0\",\"\",{},\"sha512-A\"]}}",
            "go.mod",
                "module m\ngo 1.21.0\nrequire (\na v1.0.0 // indirect\n)\nreplace a => b v1\n",
            "requirements.txt", "a==1.0 --hash=sha256:00 \\\n # c\n-r b.txt\nb[x] @ http://x\n",
            "Gemfile.lock", "GEM\n  specs:\n    a (1.0-x)\nCHECKSUMS\n  a (1.0) sha256=00\n",
            "gradle.lockfile", "a:b:1=testX,c\nempty=\n",
            "pom.xml",
                "<project><dependencies><dependency><version>${a}</version></dependency></dependencies></project>",
            "uv.lock", "[[package]]\nname='a'\nversion='1'\nsource={registry='x'}\n");
    for (int round = 0; round < 150; round++) {
      seeds.forEach((name, text) -> Trees.write(root, name, mangled(text, random)));
      try {
        assertThat(SourceTree.read(root).packages()).isNotNull();
        assertThat(Trees.problems(SourceTree.read(root)))
            .as("seed %s round %s", seed, round)
            .noneMatch(text -> text.contains("could not be understood"));
      } catch (PlinthException e) {
        assertThat(e.code()).startsWith("PLINTH-TREE-");
      }
    }
  }

  private static String mangled(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(3)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, "{}[]()\":@=,\n -/\u00e9$<".charAt(random.nextInt(18)));
        default -> out.setLength(at);
      }
    }
    return out.toString();
  }
}
