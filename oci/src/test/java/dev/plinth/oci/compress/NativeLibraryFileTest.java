package dev.plinth.oci.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryFileTest {
  private static final String RESOURCE = "dev/plinth/oci/compress/NativeLibraryFile.class";

  @TempDir Path folder;
  private byte[] bytes = {};
  private String sha256 = "";

  @BeforeEach
  void read() throws Exception {
    Assumptions.assumeTrue("Linux".equals(System.getProperty("os.name")), "not Linux");
    try (var in = NativeLibraryFile.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      bytes = in.readAllBytes();
    }
    sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void extracts_once_into_a_folder_of_its_owner_alone() throws Exception {
    Path file = NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString());
    assertThat(file)
        .isEqualTo(folder.resolve("plinth/native/" + sha256 + "/NativeLibraryFile.class"))
        .hasBinaryContent(bytes);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    Object time = Files.getLastModifiedTime(file);
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString())).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void replaces_other_bytes_and_links() throws Exception {
    Path file = NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString());
    Files.write(file, new byte[5]);
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString()))
        .hasBinaryContent(bytes);
    Path other = Files.write(folder.resolve("other"), bytes);
    Files.delete(file);
    Files.createSymbolicLink(file, other);
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString()))
        .isRegularFile()
        .matches(path -> !Files.isSymbolicLink(path));
  }

  @Test
  void refuses_folders_others_can_write_to_and_other_resources() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("plinth/native/" + sha256));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, null, folder.toString())).isNull();
    String wrong = "0".repeat(64);
    assertThat(NativeLibraryFile.find(RESOURCE, wrong, null, folder.toString())).isNull();
    assertThat(folder.resolve("plinth/native/" + wrong)).doesNotExist();
    assertThat(NativeLibraryFile.find("no/such.so", sha256, null, folder.toString())).isNull();
  }

  @Test
  void takes_what_a_launcher_placed_if_it_is_the_right_one() throws Exception {
    Path placed = Files.createDirectory(folder.resolve("placed"));
    Files.setPosixFilePermissions(placed, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.write(placed.resolve("NativeLibraryFile.class"), bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path cache = folder.resolve("cache");
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, placed.toString(), cache.toString()))
        .isEqualTo(file);
    assertThat(cache).doesNotExist();
    Files.write(file, new byte[1]);
    assertThat(NativeLibraryFile.find(RESOURCE, sha256, placed.toString(), cache.toString()))
        .startsWith(cache)
        .hasBinaryContent(bytes);
  }
}
