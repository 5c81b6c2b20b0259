package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.tar.TarWriter;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Images for the tests of verbs, sound ones; what is wrong with them each test adds. */
final class TestImages {
  static final String DEBIAN = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n";

  private TestImages() {}

  static String dpkg(String name, String version) {
    return "Package: "
        + name
        + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: "
        + version
        + "\n\n";
  }

  /** One layer of these files, for linux/amd64, tagged {@code test:1}. */
  static Path layout(Path folder, Map<String, byte[]> files) {
    return layout(folder, files, "amd64", "COPY . /");
  }

  static Path layout(
      Path folder, Map<String, byte[]> files, String architecture, String createdBy) {
    try (LayoutWriter writer = LayoutWriter.to(folder, Instant.EPOCH)) {
      WrittenLayer layer =
          writer.layer(
              Compression.GZIP,
              createdBy,
              tar -> {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                  tar.file(file.getKey(), 0644, 0, file.getValue());
                }
              });
      Descriptor image = writer.image(config(architecture), List.of(layer), Map.of());
      writer.tag("test:1", image);
      writer.finish();
    }
    return folder;
  }

  /** One image a platform, in an index. */
  static Path platforms(Path folder, String... architectures) {
    try (LayoutWriter writer = LayoutWriter.to(folder, Instant.EPOCH)) {
      List<Descriptor> images = new ArrayList<>();
      for (String architecture : architectures) {
        WrittenLayer layer =
            writer.layer(
                Compression.GZIP,
                "COPY",
                tar -> {
                  tar.file("etc/os-release", 0644, 0, DEBIAN.getBytes(UTF_8));
                  tar.file(
                      "var/lib/dpkg/status",
                      0644,
                      0,
                      dpkg("on-" + architecture, "1").getBytes(UTF_8));
                });
        images.add(writer.image(config(architecture), List.of(layer), Map.of()));
      }
      writer.tag("test:1", writer.index(images));
      writer.finish();
    }
    return folder;
  }

  private static ImageConfig config(String architecture) {
    return new ImageConfig(
        new Platform("linux", architecture, "", ""),
        "",
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Map.of(),
        "",
        List.of(),
        List.of());
  }

  /** A small Debian image with one package that nothing is known of. */
  static Map<String, byte[]> debian() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("etc/os-release", DEBIAN.getBytes(UTF_8));
    files.put("var/lib/dpkg/status", dpkg("nothing-known", "1.0-1").getBytes(UTF_8));
    return files;
  }

  /** The folder's files as a tar, in the order of their names. */
  static byte[] tar(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(bytes);
        Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        tar.file(folder.relativize(path).toString(), 0644, 0, Files.readAllBytes(path));
      }
      tar.finish();
    }
    return bytes.toByteArray();
  }

  /** The largest blob of a layout: the layer, where it is larger than the documents. */
  static Path largestBlob(Path layout) throws IOException {
    try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
      return blobs
          .max(java.util.Comparator.comparingLong(blob -> blob.toFile().length()))
          .orElseThrow();
    }
  }
}
