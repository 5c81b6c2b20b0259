package dev.plinth.inventory.language;

import static dev.plinth.inventory.language.ExecutableFiles.concat;
import static dev.plinth.inventory.language.ExecutableFiles.elf;
import static dev.plinth.inventory.language.ExecutableFiles.noise;
import static dev.plinth.inventory.language.ExecutableFiles.zlib;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CargoAuditableTest {
  private static final String JSON =
      "{\"packages\":[{\"name\":\"app\",\"version\":\"0.1.0\",\"source\":\"local\","
          + "\"dependencies\":[1],\"root\":true},"
          + "{\"name\":\"cc\",\"version\":\"1.0.0\",\"source\":\"crates.io\",\"kind\":\"build\"},"
          + "{\"name\":\"libc\",\"version\":\"0.2.150\",\"source\":\"crates.io\"}],\"format\":1}";

  private static Reading read(byte[] file, int piece) {
    return Reading.of(new ExecutableCataloguer(), "usr/bin/app", file, piece);
  }

  private static void assertCrates(Reading reading) {
    assertThat(reading.problems).isEmpty();
    assertThat(reading.names()).containsExactly("cargo/app@0.1.0", "cargo/libc@0.2.150");
    assertThat(reading.packages.get(0).details())
        .containsEntry("main-module", "true")
        .containsEntry("source", "local");
    assertThat(reading.packages.get(1).details()).containsEntry("source", "crates.io").hasSize(1);
  }

  @Test
  void inElfAtAnyPlaceAndLevelInPiecesOfAnySize() {
    for (int level : new int[] {1, 5, 6, 9}) {
      byte[] section = zlib(JSON, level);
      for (int before : new int[] {0, 1, 4000, 4097}) {
        byte[] readOnly = concat(noise(before, before), section, noise(7, 3000));
        byte[] file = elf(readOnly, new byte[4096], false, 4096 + before, true);
        for (int piece : new int[] {1, 11, 500, 512, 513, 4096, 1 << 20}) {
          assertCrates(read(file, piece));
        }
      }
    }
  }

  @Test
  void atTheVeryEndOfTheSegment() {
    byte[] section = zlib(JSON, 6);
    byte[] file = elf(concat(noise(1, 700), section), new byte[16], false, 4096 + 700, true);
    for (int piece : new int[] {1, 300, 1 << 20}) {
      assertCrates(read(file, piece));
    }
  }

  @Test
  void behindTheLoadedSegments() {
    for (int before : new int[] {0, 178, 5000}) {
      byte[] notLoaded = concat(noise(3, before), zlib(JSON, 6), noise(4, 300));
      byte[] file = elf(noise(1, 4096), new byte[100], notLoaded, false, 8292 + before, true);
      for (int piece : new int[] {1, 300, 513, 1 << 20}) {
        assertCrates(read(file, piece));
      }
    }
    byte[] other = elf(noise(1, 4096), new byte[100], zlib(JSON, 6), false, 8300, true);
    assertThat(read(other, 4096).names()).isEmpty();
  }

  @Test
  void inPortableAndMachFiles() {
    for (int piece : new int[] {1, 1000, 1 << 20}) {
      assertCrates(read(ExecutableFiles.portable(".dep-v0", zlib(JSON, 6)), piece));
      assertCrates(read(ExecutableFiles.mach(".dep-v0", zlib(JSON, 6)), piece));
    }
  }

  @Test
  void dataThatIsNoSectionIsNotTakenForOne() {
    byte[] other = zlib(JSON.replace("libc", "nope"), 6);
    byte[] readOnly = concat(new byte[3], other, noise(5, 900), zlib(JSON, 9), new byte[600]);
    int place = 4096 + 3 + other.length + 900;
    assertCrates(read(elf(readOnly, new byte[16], false, place, true), 4096));
    assertThat(read(elf(readOnly, new byte[16], false, 9, true), 4096).names()).isEmpty();
  }

  @Test
  void withoutSectionHeadersWhatWasFoundCounts() {
    byte[] readOnly = concat(noise(1, 99), zlib(JSON, 6), noise(2, 99));
    assertCrates(read(elf(readOnly, new byte[4096], false, 0, false), 333));
  }

  @Test
  void damageIsAProblem() {
    byte[] section = zlib(JSON, 6);
    section[section.length - 1] ^= 1;
    byte[] file =
        elf(concat(noise(1, 50), section, noise(2, 900)), new byte[16], false, 4146, true);
    assertThat(read(file, 4096).problems)
        .containsExactly("the list of crates in the section .dep-v0 is damaged");
    byte[] noJson = zlib("{\"packages\":[}", 6);
    assertThat(read(ExecutableFiles.portable(".dep-v0", noJson), 4096).problems)
        .containsExactly("the list of crates in the section .dep-v0 is not valid JSON");
    byte[] empty = zlib("{\"format\":1}", 6);
    assertThat(read(ExecutableFiles.portable(".dep-v0", empty), 4096).problems)
        .containsExactly("the list of crates in the section .dep-v0 has no packages");
  }

  @Test
  void bombsEnd() {
    byte[] bomb = zlib("{\"packages\":[" + " ".repeat(20 << 20), 6);
    byte[] file = elf(concat(bomb, new byte[600]), new byte[16], false, 4096, true);
    assertThat(read(file, 1 << 16).problems)
        .containsExactly("the list of crates in the section .dep-v0 is damaged");
    byte[] starts = new byte[1 << 20];
    for (int i = 0; i < starts.length; i += 3) {
      System.arraycopy(
          new byte[] {0x78, (byte) 0x9C, 1}, 0, starts, i, Math.min(3, starts.length - i));
    }
    assertThat(read(elf(starts, new byte[16], false, 9, true), 1 << 16).problems)
        .containsExactly("the program has too many places where a list of crates might begin");
  }

  @Test
  void programsWithoutTheListSayNothing() {
    byte[] file = elf(noise(1, 100_000), noise(2, 5000), false, 9, true);
    Reading reading = read(file, 1 << 12);
    assertThat(reading.packages).isEmpty();
    assertThat(reading.problems).isEmpty();
    assertThat(read(Arrays.copyOf(file, 5000), 1 << 12).problems).isEmpty();
  }
}
