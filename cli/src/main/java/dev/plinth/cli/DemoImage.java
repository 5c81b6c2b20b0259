package dev.plinth.cli;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.tar.TarWriter;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The sample that {@code plinth demo} writes: a web shop on Debian as somebody forgot it in the
 * summer of 2023. Three layers: Debian 12.1 as its packages were then, a Java runtime with tools
 * beside it, and the application with libraries of its time. The package databases are real; the
 * programs themselves are left out, since a scan has no need of them.
 */
final class DemoImage {
  /** When Debian 12.1 came out, and the image's own date. */
  private static final Instant DATE = Instant.parse("2023-07-22T12:00:00Z");

  private static final long TIME = DATE.getEpochSecond();

  private static final String OS_RELEASE =
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      NAME="Debian GNU/Linux"
      VERSION_ID="12"
      VERSION="12 (bookworm)"
      VERSION_CODENAME=bookworm
      ID=debian
      HOME_URL="https://www.debian.org/"
      """;

  private DemoImage() {}

  /** Writes the layout, replacing an earlier one. */
  static void writeTo(Path folder) {
    try (LayoutWriter writer = LayoutWriter.to(folder, DATE)) {
      List<WrittenLayer> layers =
          List.of(
              writer.layer(
                  Compression.GZIP,
                  "/bin/sh -c #(nop) ADD file:debian-12.1-rootfs in / ",
                  DemoImage::base),
              writer.layer(
                  Compression.GZIP,
                  "RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends"
                      + " openjdk-17-jre-headless curl git libgd3 python3 # buildkit",
                  DemoImage::runtime),
              writer.layer(
                  Compression.GZIP, "COPY target/shop /app # buildkit", DemoImage::application));
      ImageConfig config =
          new ImageConfig(
              new Platform("linux", "amd64", "", ""),
              "",
              "",
              "",
              List.of("8080/tcp"),
              List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
              List.of("java", "-jar", "/app/shop.jar"),
              List.of(),
              List.of(),
              "/app",
              Map.of("org.opencontainers.image.title", "shop"),
              "",
              List.of(),
              List.of());
      Descriptor image = writer.image(config, layers, Map.of());
      writer.tag("shop:1.0", image);
      writer.finish();
    }
  }

  private static void base(TarWriter tar) throws IOException {
    folders(tar, "etc", "usr", "usr/lib", "var", "var/lib", "var/lib/dpkg");
    file(tar, "etc/debian_version", bytes("12.1\n"));
    tar.symlink("etc/os-release", "../usr/lib/os-release", TIME);
    file(tar, "usr/lib/os-release", bytes(OS_RELEASE));
    file(tar, "var/lib/dpkg/status", resource("base.status"));
  }

  private static void runtime(TarWriter tar) throws IOException {
    folders(tar, "var", "var/lib", "var/lib/dpkg");
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    status.write(resource("base.status"));
    status.write('\n');
    status.write(resource("runtime.status"));
    file(tar, "var/lib/dpkg/status", status.toByteArray());
  }

  private static void application(TarWriter tar) throws IOException {
    folders(tar, "app", "app/admin", "app/admin/node_modules");
    npm(tar, "lodash", "4.17.15");
    npm(tar, "next", "14.1.0");
    file(tar, "app/shop.jar", shopJar());
    folders(tar, "opt", "opt/jobs", "opt/jobs/site-packages");
    python(tar, "requests", "2.31.0");
    python(tar, "aiohttp", "3.9.1");
  }

  private static void npm(TarWriter tar, String name, String version) throws IOException {
    String folder = "app/admin/node_modules/" + name;
    folders(tar, folder);
    file(
        tar,
        folder + "/package.json",
        bytes("{\"name\": \"" + name + "\", \"version\": \"" + version + "\"}\n"));
  }

  private static void python(TarWriter tar, String name, String version) throws IOException {
    String folder = "opt/jobs/site-packages/" + name + "-" + version + ".dist-info";
    folders(tar, folder);
    file(
        tar,
        folder + "/METADATA",
        bytes("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n"));
  }

  /** A jar of jars, as Spring Boot packs applications. */
  private static byte[] shopJar() throws IOException {
    return zip(
        Map.entry(
            "BOOT-INF/lib/log4j-core-2.14.1.jar",
            library("org.apache.logging.log4j", "log4j-core", "2.14.1")),
        Map.entry(
            "BOOT-INF/lib/spring-beans-5.3.17.jar",
            library("org.springframework", "spring-beans", "5.3.17")),
        Map.entry(
            "BOOT-INF/lib/tomcat-embed-core-9.0.60.jar",
            library("org.apache.tomcat.embed", "tomcat-embed-core", "9.0.60")),
        Map.entry(
            "META-INF/MANIFEST.MF",
            bytes(
                "Manifest-Version: 1.0\r\nMain-Class: org.springframework.boot.loader.JarLauncher\r\n\r\n")));
  }

  private static byte[] library(String group, String artifact, String version) throws IOException {
    return zip(
        Map.entry(
            "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
            bytes(
                "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")));
  }

  @SafeVarargs
  private static byte[] zip(Map.Entry<String, byte[]>... members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members) {
        ZipEntry entry = new ZipEntry(member.getKey());
        // Stored, not deflated: the same bytes whatever zlib the JDK has.
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(member.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(2023, 7, 22, 12, 0));
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static void folders(TarWriter tar, String... paths) throws IOException {
    for (String path : paths) {
      tar.directory(path, 0755, TIME);
    }
  }

  private static void file(TarWriter tar, String path, byte[] content) throws IOException {
    tar.file(path, 0644, TIME, content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = DemoImage.class.getResourceAsStream("demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the demo's " + name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
