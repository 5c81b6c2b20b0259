package dev.plinth.inventory.language;

import static dev.plinth.inventory.language.ExecutableFiles.concat;
import static dev.plinth.inventory.language.ExecutableFiles.elf;
import static dev.plinth.inventory.language.ExecutableFiles.framed;
import static dev.plinth.inventory.language.ExecutableFiles.inlineBuildInfo;
import static dev.plinth.inventory.language.ExecutableFiles.noise;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact.PackageFact;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoBuildInfoTest {
  private static final String MODULES =
      "path\texample.com/app/cmd/app\nmod\texample.com/app\t(devel)\t\n"
          + "dep\tgithub.com/a/b\tv1.2.3\th1:x=\n"
          + "dep\tgithub.com/c/d/v2\tv2.0.0\th1:y=\n=>\tgithub.com/fork/d/v2\tv2.0.1\th1:z=\n"
          + "dep\tgithub.com/e/f\tv0.1.0\n=>\t./f\t\t\n"
          + "build\t-compiler=gc\n"
          + "build\t-ldflags=\"-s -w -X main.version=1.4.0 -X 'example.com/app/v.Version=v9'\"\n"
          + "build\tvcs.revision=abc\nbuild\tvcs.modified=false\n";

  private static Reading read(byte[] file, int piece) {
    return Reading.of(new ExecutableCataloguer(), "usr/bin/app", file, piece);
  }

  private static byte[] program(byte[] readOnly, byte[] data) {
    return elf(readOnly, data, true, 0, true);
  }

  private static void assertModules(Reading reading, String goVersion) {
    assertThat(reading.problems).isEmpty();
    assertThat(reading.names())
        .containsExactly(
            "golang/github.com/a/b@v1.2.3",
            "golang/github.com/fork/d/v2@v2.0.1",
            "golang/github.com/e/f@v0.1.0",
            "golang/example.com/app@v1.4.0",
            "golang/stdlib@" + goVersion);
    assertThat(reading.packages.get(1).details())
        .containsEntry("replaces", "github.com/c/d/v2@v2.0.0");
    assertThat(reading.packages.get(2).details()).containsEntry("replaced-by", "./f");
    PackageFact main = reading.packages.get(3);
    assertThat(main.namespace()).isEqualTo("example.com");
    assertThat(main.details())
        .containsEntry("main-module", "true")
        .containsEntry("main-package", "example.com/app/cmd/app")
        .containsEntry("version-from", "ldflags")
        .containsEntry("go-version", "go" + goVersion)
        .containsEntry("vcs-revision", "abc")
        .containsEntry("vcs-modified", "false");
  }

  @Test
  void inlineStringsInPiecesOfAnySize() {
    byte[] info = inlineBuildInfo("go1.22.3", framed(MODULES));
    byte[] file = program(noise(1, 9000), concat(new byte[48], info, noise(2, 3000)));
    for (int piece : new int[] {1, 7, 16, 17, 33, 100, 4096, 5000, 1 << 20}) {
      assertModules(read(file, piece), "1.22.3");
    }
  }

  @Test
  void magicInOtherPlacesDoesNotMislead() {
    byte[] info = inlineBuildInfo("go1.22.3", framed(MODULES));
    byte[] lookalike = Arrays.copyOf(ExecutableFiles.magic(), 32);
    lookalike[15] = 2;
    byte[] misaligned = concat(new byte[5], inlineBuildInfo("go1.1", framed("mod\tx.y/z\tv1\n")));
    byte[] file =
        program(
            concat(lookalike, "text that follows".getBytes(ISO_8859_1), new byte[15]),
            concat(lookalike, Arrays.copyOf(misaligned, 160), info));
    for (int piece : new int[] {1, 13, 64, 1 << 20}) {
      assertModules(read(file, piece), "1.22.3");
    }
  }

  @Test
  void pointersOfOlderGo() {
    byte[] readOnly =
        concat(
            noise(3, 5000),
            "go1.9 and go1.16.15hchanLeaf".getBytes(ISO_8859_1),
            "go1.5\0".getBytes(ISO_8859_1),
            framed(MODULES),
            noise(4, 777));
    int versionAt = 5000 + "go1.9 and ".length();
    ByteBuffer data = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    data.put(0, ExecutableFiles.magic()).put(14, (byte) 8);
    data.putLong(16, ExecutableFiles.DATA_ADDRESS + 1000);
    data.putLong(24, ExecutableFiles.DATA_ADDRESS + 1016);
    data.putLong(1000, ExecutableFiles.READ_ONLY_ADDRESS + versionAt).putLong(1008, 9);
    byte[] file = program(readOnly, data.array());
    for (int piece : new int[] {1, 3, 64, 65, 128, 4096, 1 << 20}) {
      assertModules(read(file, piece), "1.16.15");
    }
  }

  @Test
  void olderGoWithoutAFollowablePointer() {
    ByteBuffer data = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    data.put(0, ExecutableFiles.magic()).put(14, (byte) 8);
    byte[] one =
        concat("x/go1.3 debugLockgo1.15hchan".getBytes(ISO_8859_1), framed(MODULES), new byte[99]);
    assertModules(read(program(one, data.array()), 50), "1.15");
    byte[] two = concat("\0go1.15\0go1.16\0".getBytes(ISO_8859_1), framed(MODULES));
    Reading unknown = read(program(two, data.array()), 50);
    assertThat(unknown.problems)
        .containsExactly("the version of Go that built the program could not be determined");
    assertThat(unknown.names()).contains("golang/github.com/a/b@v1.2.3").hasSize(4);
    Reading noNote = read(elf(one, data.array(), false, 0, true), 1 << 16);
    assertThat(noNote.problems).contains("the module list of the Go program could not be located");
  }

  @Test
  void otherFormatsAndTools() {
    byte[] info = inlineBuildInfo("go1.22.3", framed(MODULES));
    assertModules(read(ExecutableFiles.portable(".data", info), 1000), "1.22.3");
    assertModules(read(ExecutableFiles.mach("__go_buildinfo", info), 1000), "1.22.3");
  }

  @Test
  void withoutModulesOnlyTheStandardLibrary() {
    byte[] file = program(noise(1, 100), inlineBuildInfo("go1.21.0 X:boringcrypto", new byte[0]));
    Reading reading = read(file, 4096);
    assertThat(reading.names()).containsExactly("golang/stdlib@1.21.0");
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void cutOffInformationIsAProblem() {
    byte[] info = inlineBuildInfo("go1.22.3", framed(MODULES));
    byte[] file = program(noise(1, 100), Arrays.copyOf(info, 300));
    file = Arrays.copyOf(file, 8192 + 300);
    Reading reading = read(file, 4096);
    assertThat(reading.problems).containsExactly("the Go build information is cut off");
    byte[] huge = concat(Arrays.copyOf(info, 41), ExecutableFiles.varint(1 << 30));
    assertThat(read(program(noise(1, 100), concat(huge, new byte[5000])), 4096).problems)
        .containsExactly("the module list of the Go program is larger than 4 MiB or damaged");
  }

  @Test
  void otherFilesAreLetGoAtOnce() {
    for (String text : new String[] {"#!/bin/sh\n", "PK\3\4", "\177ELF\2\1\1"}) {
      Reading reading = new Reading();
      var consumer = new ExecutableCataloguer().open(Reading.file("bin/x", 1 << 20, 0644), reading);
      byte[] bytes = Arrays.copyOf(text.getBytes(ISO_8859_1), 4096);
      assertThat(consumer).isNotNull();
      assertThat(consumer.accept(bytes, 0, bytes.length)).isFalse();
      consumer.end();
      assertThat(reading.problems).isEmpty();
    }
  }

  @Test
  void whichFiles() {
    ExecutableCataloguer cataloguer = new ExecutableCataloguer();
    Reading sink = new Reading();
    for (String path : List.of("bin/a", "usr/sbin/a", "opt/x/bin/a", "sbin/a")) {
      assertThat(cataloguer.open(Reading.file(path, 9999, 0644), sink)).isNotNull();
    }
    for (String path : List.of("a", "lib/a", "cabin/a", "xbin/a", "usr/xsbin/a", "bin")) {
      assertThat(cataloguer.open(Reading.file(path, 9999, 0644), sink)).isNull();
      assertThat(cataloguer.open(Reading.file(path, 9999, 0755), sink)).isNotNull();
      assertThat(cataloguer.open(Reading.file(path, 4095, 0755), sink)).isNull();
    }
  }

  @Test
  void versionFromLinkerFlags() {
    assertThat(GoFlags.version("-X main.Version=1.2", "m")).isEqualTo("v1.2");
    assertThat(GoFlags.version("-X=m/x.gitVersion=v1.2.3-rc1+k", "m")).isEqualTo("v1.2.3-rc1+k");
    assertThat(GoFlags.version("-X 'main.version=1.2.3' -X main.Version=1.2.4", "m")).isEmpty();
    assertThat(GoFlags.version("-X other/dep.Version=1.2.3", "m")).isEmpty();
    assertThat(GoFlags.version("-X main.version=dev -X main.commit=1.2.3 -X", "m")).isEmpty();
  }

  @Test
  void releases() {
    assertThat(GoModules.release("go1.22.3")).isEqualTo("1.22.3");
    assertThat(GoModules.release("go1.23rc1")).isEqualTo("1.23rc1");
    assertThat(GoModules.release("go1.22.3-vendor")).isEqualTo("1.22.3");
    assertThat(GoModules.release("go1.22.3 (Red Hat 1.22.3-1.el9)")).isEqualTo("1.22.3");
    assertThat(GoModules.release("devel go1.24-abc")).isEmpty();
    assertThat(GoModules.release("")).isEmpty();
  }
}
