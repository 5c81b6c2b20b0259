package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.JsonReader;
import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input from end to end: exit code 3, one line that says what is wrong, nothing on standard
 * output, and soon.
 */
@Timeout(60)
class BadInputTest {
  @TempDir Path folder;

  private void refused(Path file, byte[] bytes, String code) throws IOException {
    Files.write(file, bytes);
    for (String verb : List.of("scan", "sbom")) {
      refused(new CliHarness(folder).run(verb, file), file.toString(), code);
      if (bytes.length > 0) {
        refused(new CliHarness(folder).input(bytes).run(verb, "-"), "pipe of " + file, code);
      }
    }
  }

  private static void refused(CliHarness.Run run, String what, String code) {
    assertThat(run.code()).as("%s: %s%s", what, run.out(), run.err()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).as(what).isEmpty();
    assertThat(run.err())
        .as(what)
        .startsWith("plinth: Tried to ")
        .containsPattern("\\[" + code + "[A-Z-]*\\]\n$")
        .hasLineCount(1)
        .doesNotContain("\tat ", "Exception", "DEFECT");
  }

  /** An OCI layout with one layer, as a tar. */
  private byte[] archive() throws IOException {
    return TestImages.tar(TestImages.layout(folder.resolve("sound"), TestImages.debian()));
  }

  @Test
  void archivesThatWereCutShort() throws IOException {
    byte[] whole = archive();
    // The last entry, oci-layout, can be done without: a cut before it may leave the image whole.
    int end = (endOfContent(whole) - 1) / 512 * 512 - 1024;
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      int length = i < 12 ? i * 512 + 512 : 1 + random.nextInt(end - 1);
      if (length < end) {
        refused(
            folder.resolve("cut-" + length + ".tar"),
            java.util.Arrays.copyOf(whole, length),
            "PLINTH-");
      }
    }
  }

  @Test
  void compressedArchivesThatWereCutShort() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(archive());
    }
    byte[] whole = bytes.toByteArray();
    for (int length = 20; length < whole.length; length += whole.length / 11) {
      refused(
          folder.resolve("cut-" + length + ".tar.gz"),
          java.util.Arrays.copyOf(whole, length),
          "PLINTH-");
    }
  }

  private static int endOfContent(byte[] tar) {
    int end = tar.length;
    while (tar[end - 1] == 0) {
      end--;
    }
    return end;
  }

  @Test
  void bytesThatWereChangedInTheLayer() throws IOException {
    Path layout = TestImages.layout(folder.resolve("sound"), TestImages.debian());
    Path layer = TestImages.largestBlob(layout);
    byte[] sound = Files.readAllBytes(layer);
    for (int at = 0; at < sound.length; at += Math.max(1, sound.length / 40)) {
      byte[] changed = sound.clone();
      changed[at] ^= 0x41;
      Files.write(layer, changed);
      refused(new CliHarness(folder).run("scan", layout), "byte " + at, "PLINTH-");
    }
  }

  @Test
  void filesThatAreNoImages() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("%PDF-1.7\n%\u00e2\u00e3\n" + "x".repeat(2000), "PLINTH-TARGET-KIND");
    texts.put("<!DOCTYPE html><html>404</html>", "PLINTH-TARGET-KIND");
    texts.put("hello", "PLINTH-TARGET-KIND");
    texts.put("\0".repeat(10_240), "PLINTH-IMAGE-NONE");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      refused(folder.resolve("file"), text.getKey().getBytes(UTF_8), text.getValue());
    }
    refused(folder.resolve("empty"), new byte[0], "PLINTH-TARGET-EMPTY");
    refused(new CliHarness(folder).run("scan", "-"), "nothing piped", "PLINTH-TARGET-EMPTY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1}", "{\"bomFormat\": \"CycloneDX\",",
            "{\"bomFormat\": \"CycloneDX\", \"components\": 7}",
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"99\"}", "[]",
            "{\"spdxVersion\": \"SPDX-9.9\"}",
      })
  void jsonThatIsNoSbom(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bom.json"), text);
    refused(new CliHarness(folder).run("scan", file), text, "PLINTH-SBOM-");
  }

  @Test
  void nestingWithoutEnd() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bom.json"),
            "{\"bomFormat\": \"CycloneDX\", \"x\": " + "[".repeat(1_000_000));
    refused(new CliHarness(folder).run("scan", file), "nested", "PLINTH-SBOM-LIMIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "[]",
        "{\"manifests\": 7}",
        "{\"schemaVersion\": 2, \"manifests\": []}",
        "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"sha256:x\", \"size\": 1}]}",
        "{\"schemaVersion\": 2, \"manifests\": [{\"mediaType\": \"application/vnd.oci.image.manifest.v1+json\","
            + " \"digest\": \"sha256:0000000000000000000000000000000000000000000000000000000000000000\","
            + " \"size\": 99999999999999999999999999}]}",
        "{\"schemaVersion\": 2, \"manifests\": [{\"mediaType\": \"application/vnd.oci.image.manifest.v1+json\","
            + " \"digest\": \"sha256:0000000000000000000000000000000000000000000000000000000000000000\","
            + " \"size\": 1e99999999}]}",
        "{\"schemaVersion\": 2, \"manifests\": [{\"mediaType\": \"application/vnd.oci.image.manifest.v1+json\","
            + " \"digest\": \"sha256:../../../../../../etc/passwd\", \"size\": 10}]}",
      })
  void indexesThatMakeNoSense(String index) throws IOException {
    Path layout = TestImages.layout(folder.resolve("sound"), TestImages.debian());
    Files.writeString(layout.resolve("index.json"), index);
    refused(new CliHarness(folder).run("scan", layout), index, "PLINTH-");
    refused(folder.resolve("a.tar"), TestImages.tar(layout), "PLINTH-");
  }

  @Test
  void indexesThatLeadToThemselves() throws IOException {
    String digest = "sha256:" + "a".repeat(64);
    String index =
        "{\"schemaVersion\": 2, \"manifests\": [{\"mediaType\":"
            + " \"application/vnd.oci.image.index.v1+json\", \"digest\": \""
            + digest
            + "\", \"size\": 217}]}";
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}".getBytes(UTF_8));
    files.put("index.json", index.getBytes(UTF_8));
    files.put("blobs/sha256/" + "a".repeat(64), index.getBytes(UTF_8));
    refused(folder.resolve("loop.tar"), tar(files), "PLINTH-");
  }

  @Test
  void dockerArchivesWhoseLayersLeadNowhere() throws IOException {
    byte[] manifest =
        "[{\"Config\": \"c.json\", \"RepoTags\": [\"a:1\"], \"Layers\": [\"l/layer.tar\"]}]"
            .getBytes(UTF_8);
    byte[] config =
        ("{\"architecture\": \"amd64\", \"os\": \"linux\", \"rootfs\": {\"type\": \"layers\","
                + " \"diff_ids\": [\"sha256:"
                + "0".repeat(64)
                + "\"]}}")
            .getBytes(UTF_8);
    for (String link :
        List.of("../m/layer.tar", "/etc/passwd", "layer.tar", "../../../../etc/passwd")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (TarWriter tar = new TarWriter(bytes)) {
        tar.file("c.json", 0644, 0, config);
        tar.symlink("l/layer.tar", link, 0);
        tar.symlink("m/layer.tar", "../l/layer.tar", 0);
        tar.file("manifest.json", 0644, 0, manifest);
        tar.finish();
      }
      refused(folder.resolve("links.tar"), bytes.toByteArray(), "PLINTH-");
    }
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        tar.file(file.getKey(), 0644, 0, file.getValue());
      }
      tar.finish();
    }
    return bytes.toByteArray();
  }

  @Test
  void aFolderWithNothingInIt() throws IOException {
    Files.createDirectory(folder.resolve("nothing"));
    refused(
        new CliHarness(folder).run("scan", folder.resolve("nothing")),
        "nothing",
        "PLINTH-TREE-NOTHING");
    Files.createDirectories(folder.resolve("half/blobs"));
    Files.writeString(folder.resolve("half/oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    refused(
        new CliHarness(folder).run("scan", folder.resolve("half")), "half", "PLINTH-IMAGE-NONE");
  }

  private static final String EVIL =
      "\u001b[31mred\u001b]0;t\u0007\nplinth: forged\u202e\u200b\u009b1m";

  @Test
  void hostileNamesAreShownHarmless() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "etc/os-release",
        ("ID=debian\nVERSION_ID=12\nPRETTY_NAME=\"" + EVIL + "\"\n").getBytes(UTF_8));
    files.put(
        "var/lib/dpkg/status",
        (TestImages.dpkg("open\u001b[31mssl", "1") + TestImages.dpkg("fine", "1\u001b[2J"))
            .getBytes(UTF_8));
    files.put(
        EVIL + "/node_modules/lodash/package.json",
        "{\"name\": \"lodash\", \"version\": \"4.17.15\"}".getBytes(UTF_8));
    files.put(EVIL + "/x.jar", "PK\u0003\u0004broken".getBytes(UTF_8));
    Path image = TestImages.layout(folder.resolve("evil"), files, "am" + EVIL, "RUN " + EVIL);
    for (String line : List.of("scan", "scan --details", "sbom -o purls")) {
      Object[] words = (line + " " + image).split(" ");
      CliHarness.Run run = new CliHarness(folder).run(words);
      assertThat(run.code()).as(run.err()).isLessThan(Main.USAGE);
      for (String text : List.of(run.out(), run.err())) {
        assertThat(text)
            .doesNotContain("\u001b", "\u0007", "\u202e", "\u200b", "\u009b", "\nplinth: forged");
      }
    }
    for (String line : List.of("scan -o json", "sbom -o cyclonedx", "sbom -o spdx")) {
      CliHarness.Run run = new CliHarness(folder).run((Object[]) (line + " " + image).split(" "));
      assertThat(run.out()).contains("forged").doesNotContain("\u001b", "\u0007");
      // the names themselves are kept whole, as JSON escapes them
      assertThat(JsonReader.read(run.out().getBytes(UTF_8)).toString())
          .contains("plinth: forged\u202e");
    }
  }

  @Test
  void aTarBombIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("bomb.tar"), Bomb.archive(144));
    refused(new CliHarness(folder).run("scan", file), "a bomb", "PLINTH-LAYER-RATIO");
  }

  @Test
  void aGigabyteOfZerosIsNoBomb() throws IOException {
    // With --verify=stored a docker archive's compressed layer is proved by its DiffID, which is
    // made up here: that it is compared means that everything was read.
    Path file = Files.write(folder.resolve("zeros.tar"), Bomb.archive(16));
    CliHarness.Run run = new CliHarness(folder).run("scan", file);
    assertThat(run.err())
        .contains("the configuration says sha256:0000")
        .doesNotContain("PLINTH-LAYER-RATIO");
  }
}
