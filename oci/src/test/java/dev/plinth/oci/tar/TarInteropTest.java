package dev.plinth.oci.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.layer.Gathered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs write is read here, and what is written here they read. */
class TarInteropTest {
  @TempDir Path folder;

  @Test
  void commons_compress_reads_what_is_written_here() throws Exception {
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    List<TarEntry> entries = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(out)) {
      for (int i = 0; i < 300; i++) {
        TarEntry entry = RandomEntries.next(random);
        // its names are strings of one character set: names in no set cannot be compared
        if (SurrogateFree.test(entry.path()) && SurrogateFree.test(entry.link())) {
          entries.add(entry);
          writer.entry(entry, new byte[(int) entry.size()]);
        }
      }
    }
    List<String> theirs = new ArrayList<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "UTF-8")) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        String name = e.getName();
        theirs.add(
            (name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
                + " "
                + (e.getLinkFlag() - '0')
                + " "
                + e.getSize()
                + " "
                + (e.getMode() & 07777)
                + " "
                + e.getLongUserId()
                + " "
                + e.getLongGroupId()
                + " "
                + e.getLastModifiedTime().to(TimeUnit.SECONDS)
                + " "
                + e.getLinkName()
                + " "
                + e.getDevMajor()
                + " "
                + e.getDevMinor());
      }
    }
    assertThat(theirs)
        .as("seed %d", seed)
        .containsExactlyElementsOf(
            entries.stream()
                .map(e ->
                    e.path()
                        + " "
                        + flag(e.type())
                        + " "
                        + e.size()
                        + " "
                        + e.mode()
                        + " "
                        + e.uid()
                        + " "
                        + e.gid()
                        + " "
                        + e.modified()
                        + " "
                        + e.link()
                        + " "
                        + e.deviceMajor()
                        + " "
                        + e.deviceMinor())
                .toList());
  }

  private static int flag(EntryType type) {
    return "0521346".charAt(type.ordinal()) - '0';
  }

  @Test
  void reads_what_commons_compress_writes_in_each_of_its_modes() throws Exception {
    String name = "folder/".repeat(30) + "name-\u00e4";
    for (int mode :
        new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
        tar.setLongFileMode(mode);
        tar.setBigNumberMode(
            mode == TarArchiveOutputStream.LONGFILE_GNU
                ? TarArchiveOutputStream.BIGNUMBER_STAR
                : TarArchiveOutputStream.BIGNUMBER_POSIX);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(3);
        entry.setUserId(1L << 33);
        entry.setModTime(-5_000L);
        tar.putArchiveEntry(entry);
        tar.write("abc".getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
      }
      Gathered seen = TarReaderTest.read(out.toByteArray());
      assertThat(seen.only().path()).isEqualTo(name);
      assertThat(seen.only().uid()).isEqualTo(1L << 33);
      assertThat(seen.only().modified()).isEqualTo(-5);
      assertThat(seen.contents.get(name)).asString().isEqualTo("abc");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v7",
        "oldgnu",
        "gnu",
        "ustar",
        "posix",
        "sparse0.0",
        "sparse0.1",
        "sparse1.0",
        "sparse-gnu"
      })
  void reads_what_the_systems_tar_writes(String format) throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Map<String, byte[]> files = new HashMap<>();
    Random random = new Random(5);
    String deep = "d".repeat(60) + "/" + "e".repeat(60);
    Files.createDirectories(root.resolve(deep));
    for (String name :
        List.of("empty", "block", deep + "/" + (format.equals("v7") ? "f" : "f".repeat(50)))) {
      byte[] content = new byte[name.equals("empty") ? 0 : name.equals("block") ? 512 : 100_000];
      random.nextBytes(content);
      if (format.equals("v7") && name.startsWith("d")) {
        continue; // too long for that format
      }
      files.put(name, content);
      Files.write(root.resolve(name), content);
    }
    if (!format.equals("v7")) {
      Files.createSymbolicLink(root.resolve("link"), Path.of("t".repeat(90)));
    } else {
      deleteDeep(root, deep);
    }
    Files.createLink(root.resolve("zhard"), root.resolve("block"));
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(3_000_000);
      for (int i = 0; i < 30; i++) {
        sparse.seek(100_000L * i + 50_000);
        sparse.write(("piece" + i).getBytes(StandardCharsets.UTF_8));
      }
    }
    files.put("sparse", Files.readAllBytes(root.resolve("sparse")));
    List<String> command =
        new ArrayList<>(List.of("tar", "-C", root.toString(), "-cf", folder + "/t.tar"));
    switch (format) {
      case "sparse-gnu" -> command.addAll(List.of("--sparse", "--format=gnu"));
      case "sparse0.0", "sparse0.1", "sparse1.0" ->
          command.addAll(
              List.of("--sparse", "--format=posix", "--sparse-version=" + format.substring(6)));
      default -> command.add("--format=" + format);
    }
    command.add(".");
    run(command);

    Gathered seen = TarReaderTest.read(Files.readAllBytes(folder.resolve("t.tar")));
    Map<String, TarEntry> entries = new HashMap<>();
    seen.entries.forEach(entry -> entries.put(entry.path(), entry));
    assertThat(entries.get("").type()).isEqualTo(EntryType.DIRECTORY);
    String linked = entries.get("block").type() == EntryType.FILE ? "block" : "zhard";
    TarEntry link = entries.get(linked.equals("block") ? "zhard" : "block");
    assertThat(link.type()).isEqualTo(EntryType.HARDLINK);
    assertThat(link.link()).isEqualTo(linked);
    files.put(linked, Files.readAllBytes(root.resolve("block")));
    if (!linked.equals("block")) {
      files.remove("block");
    }
    files.forEach((name, content) -> {
      assertThat(entries.get(name).size()).as(name).isEqualTo(content.length);
      assertThat(seen.contents.get(name)).as(name).isEqualTo(content);
    });
    if (!format.equals("v7")) {
      assertThat(entries.get("link").link()).isEqualTo("t".repeat(90));
    }
    assertThat(entries.get("empty").modified())
        .isEqualTo(Files.getLastModifiedTime(root.resolve("empty")).to(TimeUnit.SECONDS));
    assertThat(seen.problems).isEmpty();
  }

  private static void deleteDeep(Path root, String deep) throws IOException {
    Files.delete(root.resolve(deep));
    Files.delete(root.resolve(deep.substring(0, 60)));
  }

  @Test
  void the_systems_tar_lists_what_is_written_here() throws Exception {
    Path file = folder.resolve("t.tar");
    String name = "n".repeat(120) + "/\u00e4";
    try (TarWriter writer = new TarWriter(Files.newOutputStream(file))) {
      writer.directory("", 0755, 0);
      writer.file(name, 0640, 86_400, "abc".getBytes(StandardCharsets.UTF_8));
      writer.symlink("sym", "x".repeat(120), 0);
      writer.hardlink("hard", name, 0);
    }
    String listing =
        run(
            List.of(
                "tar", "--utc", "--numeric-owner", "--quoting-style=literal", "-tvf", file + ""));
    assertThat(listing.lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "drwxr-xr-x 0/0 0 1970-01-01 00:00 ./",
            "-rw-r----- 0/0 3 1970-01-02 00:00 " + name,
            "lrwxrwxrwx 0/0 0 1970-01-01 00:00 sym -> " + "x".repeat(120),
            "hrw-r--r-- 0/0 0 1970-01-01 00:00 hard link to " + name);
  }

  private static String run(List<String> command) throws Exception {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      process = builder.start();
    } catch (IOException e) {
      Assumptions.assumeTrue(false, "no tar program is installed");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Names that are text. */
  private static final class SurrogateFree {
    static boolean test(String name) {
      return name.equals(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
  }
}
