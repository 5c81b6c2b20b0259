package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What official-images says of tags, from {@code db update} to the verbs that go by it. */
class OfficialTagsVerbTest {
  private static final String FOLDER = "official-images-master/library/";
  private static final String PYTHON =
      """
      Maintainers: somebody

      Tags: 3.13.9-trixie, 3.13-trixie
      SharedTags: 3.13.9, 3.13

      Tags: 3.13.9-slim-trixie, 3.13-slim-trixie, 3.13.9-slim, 3.13-slim

      Tags: 3.13.9-alpine3.22, 3.13-alpine3.22, 3.13.9-alpine, 3.13-alpine
      """;
  private static final String NODE =
      """
      Tags: 24.11.0-trixie, 24-trixie, 24.11.0, 24, latest
      Architectures: amd64, arm64v8
      """;

  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void harness() throws IOException {
    cli =
        new CliHarness(folder)
            .with("XDG_CONFIG_HOME", folder.resolve("config").toString())
            .with("SOURCE_DATE_EPOCH", "1796083200"); // 2026-12-01
  }

  private Path archive(String python, String node) throws IOException {
    Path file = folder.resolve("images.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, FOLDER + "python", python);
      put(zip, FOLDER + "node", node);
      put(zip, "official-images-master/README.md", "# images");
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(python.hashCode())));
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private CliHarness.Run update(String python, String node) throws IOException {
    return cli.run(
        "db",
        "update",
        "official-images",
        "--feed=official-images=" + archive(python, node).toUri());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CliHarness.Run lint(Path file) {
    return cli.run("lint", "--only", "discontinued-image", "--only", "hidden-distribution", file);
  }

  /** Without what lines were wrapped by. */
  private static String flat(CliHarness.Run run) {
    return run.out().replaceAll("[ |\n]+", " ").replaceAll(" = (?=[a-z])| {2,}", " ");
  }

  private Path tags() {
    return folder.resolve("data/plinth/official-tags.tsv");
  }

  @Test
  void updateKeepsThemAndStatusSaysSo() throws IOException {
    CliHarness.Run run = update(PYTHON, NODE);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("  official-images 2 records, 2 taken\n");
    assertThat(Files.readString(tags()))
        .startsWith("# official images as of 2")
        .contains("\nnode\t24.11.0-trixie 24-trixie 24.11.0 24 latest\t\tamd64 arm64v8\n")
        .contains("\nnode\t=\tbookworm\ttrixie\t")
        .contains("\npython\t3.13.9-trixie 3.13-trixie\t3.13.9 3.13\t\n");
    assertThat(cli.line("db status").out())
        .contains("official-images: 2", "official-images 2 records, current", "images.zip");
    assertThat(update(PYTHON, NODE).out()).contains("official-images unchanged, 2 records");
    CliHarness.Run bad = update(PYTHON, "nothing of the kind\n");
    assertThat(bad.code()).isZero();
    assertThat(bad.err()).contains("skipped official-images-master/library/node");
    assertThat(Files.readString(tags())).doesNotContain("node");
    String before = Files.readString(tags());
    Files.writeString(folder.resolve("images.zip"), "no archive");
    assertThat(
            cli.run(
                    "db",
                    "update",
                    "official-images",
                    "--feed=official-images=" + folder.resolve("images.zip").toUri())
                .code())
        .isEqualTo(Main.UNFINISHED);
    assertThat(Files.readString(tags())).isEqualTo(before);
  }

  @Test
  void lintGoesByThem() throws IOException {
    Path file =
        write(
            "Dockerfile", "FROM python:3.13-slim-bookworm AS a\nFROM node:24\nCOPY --from=a / /\n");
    assertThat(flat(lint(file)))
        .doesNotContain("no longer rebuilt")
        .contains("to Debian 12 (bookworm)");
    update(PYTHON, NODE);
    assertThat(flat(lint(file)))
        .contains("python:3.13-slim-bookworm is no longer rebuilt", "official-images of 20")
        .contains("from Debian 12 (bookworm) to Debian 13 (trixie)");
    Files.writeString(tags(), "nonsense");
    CliHarness.Run run = lint(file);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(flat(run)).contains("official-tags.tsv does not begin with");
    CliHarness.Run images = cli.run("images", folder);
    assertThat(images.code()).isEqualTo(Main.UNFINISHED);
    assertThat(images.err()).contains("PLINTH-BASE-OFFICIAL-TAGS", "db update official-images");
    assertThat(cli.run("lint", "--only", "no-user", write("Other.Dockerfile", "FROM x:1\n")).err())
        .as("who does not ask for them does not read them")
        .isEmpty();
    assertThat(update(PYTHON + "\n", NODE).code()).as("it is written anew").isZero();
    assertThat(lint(file).err()).isEmpty();
  }

  @Test
  void imagesSayWhatATagMeans() throws IOException {
    write(
        "project/Dockerfile",
        "FROM python:3.13\nFROM python:3.13.1-slim\nFROM python:3.13-slim-bookworm\nFROM debian:13\n");
    String project = folder.resolve("project").toString();
    assertThat(flat(cli.run("images", project))).doesNotContain("official-images", "rebuilt");
    update(PYTHON, NODE);
    assertThat(flat(cli.run("images", project)))
        .contains("upon Debian 13 today")
        .contains("no longer rebuilt, but 3.13.9-slim is")
        .contains("tags by official-images of 20");
    assertThat(flat(cli.run("images", project, "-o", "json")))
        .contains("\"source\": \"official-images\"")
        .contains("\"instead\": \"3.13.9-slim\"")
        .contains("\"aliases\": [ \"3.13-trixie\", \"3.13.9\", \"3.13.9-trixie\" ]");
  }

  @Test
  void chooseNamesTagsThatAreBuilt() throws IOException {
    String words = "choose --language=python --release=3.13 --native=no --all";
    assertThat(flat(cli.line(words))).doesNotContain("official-images");
    update(PYTHON, NODE);
    assertThat(flat(cli.line(words)))
        .contains("python:3.13-alpine3.22", "python:3.13-slim-trixie")
        .contains("built today, by official-images of 20");
  }
}
