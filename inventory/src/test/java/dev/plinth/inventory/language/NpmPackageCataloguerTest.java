package dev.plinth.inventory.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.language.NpmPackageCataloguer.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpmPackageCataloguerTest {
  private static Reading read(String path, String text) {
    return Reading.of(new NpmPackageCataloguer(), path, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "app/node_modules/a/package.json, INSTALLED",
    "node_modules/a/package.json, INSTALLED",
    "app/node_modules/@s/a/package.json, INSTALLED",
    "app/node_modules/a/node_modules/@s/b/package.json, INSTALLED",
    "usr/local/lib/node_modules/npm/node_modules/b/package.json, INSTALLED",
    "app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json, INSTALLED",
    "app/node_modules/.pnpm/@s+a@1.0.0_b@2/node_modules/@s/a/package.json, INSTALLED",
    "usr/share/nodejs/express/package.json, INSTALLED",
    "usr/lib/x86_64-linux-gnu/nodejs/@s/b/package.json, INSTALLED",
    "app/node_modules/a/dist/esm/package.json, NONE",
    "app/node_modules/@s/package.json, NONE",
    "app/node_modules/@s/a/dist/package.json, NONE",
    "app/node_modules/.cache/package.json, NONE",
    "app/node_modules/package.json, NONE",
    "app/node_modules/a/test/node_modules/b/package.json, NESTED",
    "app/package.json, PROJECT",
    "usr/share/nodejs/express/lib/package.json, PROJECT",
    "app/my_node_modules/a/package.json, PROJECT",
    "app/node_modules_old/a/package.json, PROJECT",
  })
  void places(String path, Place place) {
    assertThat(NpmPackageCataloguer.place(path)).isEqualTo(place);
  }

  @Test
  void readsNameVersionAndLicence() {
    Reading reading =
        read(
            "app/node_modules/a/package.json",
            "\uFEFF{\"x\":{\"name\":\"no\"},\"name\":\"@s/real\",\"version\":\"1.2.3\","
                + "\"license\":\"MIT\",\"private\":true,\"deprecated\":\"use b\"}");
    assertThat(reading.names()).containsExactly("npm/@s/real@1.2.3");
    assertThat(reading.packages.get(0).namespace()).isEqualTo("@s");
    assertThat(reading.packages.get(0).licenses()).containsExactly("MIT");
    assertThat(reading.packages.get(0).details())
        .containsEntry("private", "true")
        .containsEntry("deprecated", "use b")
        .hasSize(2);
  }

  @Test
  void olderLicences() {
    assertThat(
            read(
                    "node_modules/a/package.json",
                    "{\"name\":\"a\",\"version\":\"1\",\"licenses\":[{\"type\":\"MIT\",\"url\":[1]},"
                        + "\"BSD\",[[]],7]}")
                .packages
                .get(0)
                .licenses())
        .containsExactly("MIT", "BSD");
  }

  @Test
  void theLastOfTwoMembersCounts() {
    assertThat(
            read("node_modules/a/package.json", "{\"name\":\"x\",\"version\":\"1\",\"name\":\"y\"}")
                .names())
        .containsExactly("npm/y@1");
  }

  @Test
  void markersAreNoPackages() {
    Reading reading = read("node_modules/a/package.json", "{\"type\":\"module\"}");
    assertThat(reading.packages).isEmpty();
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void aProjectNeedsDependencies() {
    String head = "{\"name\":\"app\",\"version\":\"1.0.0\"";
    assertThat(read("app/package.json", head + "}").packages).isEmpty();
    assertThat(read("app/package.json", head + ",\"dependencies\":{}}").packages).isEmpty();
    Reading reading = read("app/package.json", head + ",\"dependencies\":{\"a\":{\"b\":[]}}}");
    assertThat(reading.names()).containsExactly("npm/app@1.0.0");
    assertThat(reading.packages.get(0).details()).containsEntry("main-module", "true");
  }

  @Test
  void brokenJsonIsAProblem() {
    for (String text : new String[] {"", "{", "{\"name\":\"a\",", "[1,", "{\"name\" \"a\"}"}) {
      Reading reading = read("node_modules/a/package.json", text);
      assertThat(reading.packages).isEmpty();
      assertThat(reading.problems).hasSize(1);
      assertThat(reading.problems.get(0)).startsWith("the package.json is not valid JSON");
    }
  }

  @Test
  void hostileNamesAreAProblem() {
    Reading reading =
        read("node_modules/a/package.json", "{\"name\":\"a\\u001b[2J\",\"version\":\"1\"}");
    assertThat(reading.packages).isEmpty();
    assertThat(reading.problems)
        .containsExactly("the package.json states no usable name and version");
  }
}
