package dev.plinth.advisories.debian;

import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A Debian archive in a folder, with real packages in it. */
public final class TestMirror {
  final Path root;
  final List<String> opened = new ArrayList<>();
  private final StringBuilder sources = new StringBuilder();
  private final StringBuilder packages = new StringBuilder();

  public TestMirror(Path root) {
    this.root = root;
  }

  /** The mirror, which notes what was opened. */
  Mirror mirror() {
    Mirror folder = Mirror.of(root);
    return path -> {
      opened.add(path);
      return folder.open(path);
    };
  }

  public TestMirror source(String name, String version) {
    sources.append("Package: " + name + "\nBinary: x,\n y\nVersion: " + version + "\n\n");
    return this;
  }

  /** A package whose documentation is this tar's. */
  public TestMirror binary(String name, String source, String version, byte[] dataTar, int padding)
      throws Exception {
    byte[] deb = deb("data.tar.xz", xz(dataTar), padding);
    String path = "pool/" + name + "_" + version.replace(":", "%3a") + "_amd64.deb";
    write(path, deb);
    packages.append("Package: " + name + "\n");
    if (!source.isEmpty()) {
      packages.append("Source: " + source + "\n");
    }
    packages
        .append("Version: " + version + "\nFilename: " + path + "\nSize: " + deb.length)
        .append("\nSHA256: " + sha256(deb) + "\n\n");
    return this;
  }

  /** Writes the indexes and the release file that vouches for them. */
  public TestMirror suite(String name, String date) throws Exception {
    StringBuilder release = new StringBuilder();
    release
        .append("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOrigin: Debian\nCodename: ")
        .append(name)
        .append("\nDate: " + date + "\nMD5Sum:\n 0123 1 main/source/Sources.xz\nSHA256:\n");
    index(release, name, "main/source/Sources.xz", xz(bytes(sources.toString())));
    index(release, name, "main/binary-amd64/Packages.xz", xz(bytes(packages.toString())));
    release.append("-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n");
    write("dists/" + name + "/InRelease", bytes(release.toString()));
    return this;
  }

  private void index(StringBuilder release, String suite, String path, byte[] content)
      throws Exception {
    write("dists/" + suite + "/" + path, content);
    release.append(" " + sha256(content) + "  " + content.length + " " + path + "\n");
  }

  public void write(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  public static byte[] documented(String packageName, String file, String changelog)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out)) {
      tar.file("usr/bin/" + packageName, 0755, 0, bytes("binary"));
      tar.file("usr/share/doc/" + packageName + "/" + file, 0644, 0, gzip(bytes(changelog)));
    }
    return out.toByteArray();
  }

  static byte[] linked(String packageName, String to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out)) {
      tar.symlink("usr/share/doc/" + packageName, to, 0);
    }
    return out.toByteArray();
  }

  static byte[] deb(String member, byte[] data, int padding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes("!<arch>\n"));
    member(out, "debian-binary", bytes("2.0\n"));
    member(out, "control.tar.xz", new byte[padding + 1]);
    member(out, member, data);
    return out.toByteArray();
  }

  private static void member(OutputStream out, String name, byte[] content) throws IOException {
    out.write(
        bytes(
            String.format(
                "%-16s%-12s%-6s%-6s%-8s%-10d`\n", name, "0", "0", "0", "100644", content.length)));
    out.write(content);
    if (content.length % 2 == 1) {
      out.write('\n');
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  static byte[] xz(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
      xz.write(plain);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
