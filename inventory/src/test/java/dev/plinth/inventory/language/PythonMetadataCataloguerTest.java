package dev.plinth.inventory.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonMetadataCataloguerTest {
  private static Reading read(String path, String text) {
    return Reading.of(new PythonMetadataCataloguer(), path, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/python3/dist-packages/six-1.16.0.dist-info/METADATA",
        "app/.venv/lib/python3.11/site-packages/six-1.16.0.egg-info/PKG-INFO",
        "usr/lib/python3/dist-packages/six-1.16.0.egg-info",
        "opt/six-1.16.0-py3.11.egg/EGG-INFO/PKG-INFO"
      })
  void readsEveryLayout(String path) {
    Reading reading = read(path, "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n");
    assertThat(reading.names()).containsExactly("pypi/six@1.16.0");
    assertThat(reading.problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/METADATA",
        "a.dist-info/RECORD",
        "a/PKG-INFO",
        "a.egg-info/SOURCES.txt",
        "METADATA"
      })
  void leavesOtherFiles(String path) {
    assertThat(new PythonMetadataCataloguer().open(Reading.file(path, 10, 0644), new Reading()))
        .isNull();
  }

  @Test
  void metadataWinsOverTheFolder() {
    assertThat(read("a/foo-1.0.dist-info/METADATA", "Name: Foo_Bar\r\nVersion: 2.0\r\n").names())
        .containsExactly("pypi/Foo_Bar@2.0");
  }

  @Test
  void theFolderServesWhereMetadataIsSilent() {
    assertThat(read("a/foo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\n").names())
        .containsExactly("pypi/foo@1.0");
    assertThat(read("a/foo-1.0-py3.egg/EGG-INFO/PKG-INFO", "Name: foo\n").names())
        .containsExactly("pypi/foo@1.0");
  }

  @Test
  void reportsWhatHasNoVersion() {
    Reading reading = read("a/foo.egg-info/PKG-INFO", "Name: foo\n");
    assertThat(reading.packages).isEmpty();
    assertThat(reading.problems)
        .containsExactly("the Python metadata states no usable name and version");
  }

  @Test
  void doesNotReadTheDescription() {
    Reading reading =
        read("a/foo-1.dist-info/METADATA", "Name: foo\nVersion: 1\n\nVersion: 9\nLicense: X\n");
    assertThat(reading.names()).containsExactly("pypi/foo@1");
    assertThat(reading.packages.get(0).licenses()).isEmpty();
  }

  @Test
  void licences() {
    String head = "Name: foo\nVersion: 1\n";
    assertThat(
            read(
                    "a/f-1.dist-info/METADATA",
                    head
                        + "License: The MIT License\n        with more text\n"
                        + "Classifier: License :: OSI Approved\n"
                        + "Classifier: License :: OSI Approved :: MIT License\n"
                        + "Classifier: Topic :: X\n")
                .packages
                .get(0)
                .licenses())
        .containsExactly("The MIT License", "MIT License");
    assertThat(
            read(
                    "a/f-1.dist-info/METADATA",
                    head + "License: UNKNOWN\nLicense-Expression: MIT OR Apache-2.0\nlicense: Z\n")
                .packages
                .get(0)
                .licenses())
        .containsExactly("MIT OR Apache-2.0");
  }

  @Test
  void marksVendoredCopies() {
    assertThat(
            read("l/setuptools/_vendor/wheel-0.43.dist-info/METADATA", "Name: wheel\nVersion: 0.43")
                .packages
                .get(0)
                .details())
        .containsEntry("vendored", "true");
  }

  @Test
  void piecesMakeNoDifference() {
    byte[] text =
        "Metadata-Version: 2.1\r\nName: six\r\nVersion: 1.16.0\r\nLicense: MIT\r\n\r\nName: no\r\n"
            .getBytes(UTF_8);
    for (int piece = 1; piece < 20; piece++) {
      Reading reading =
          Reading.of(new PythonMetadataCataloguer(), "six.dist-info/METADATA", text, piece);
      assertThat(reading.names()).isEqualTo(List.of("pypi/six@1.16.0"));
      assertThat(reading.packages.get(0).licenses()).containsExactly("MIT");
    }
  }
}
