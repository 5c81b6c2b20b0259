package dev.plinth.inventory.language;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Fuzz target: programs of Rust, whole files, their sections and the JSON alone. */
class CargoAuditableFuzzTest {
  /** Jazzer's entry: the bytes are a program, read-only data, a section, and JSON. */
  public static void fuzzerTestOneInput(byte[] data) {
    program(data, 1 << 16);
    program(data, 53);
    if (data.length <= 1 << 16) {
      program(ExecutableFiles.elf(data, new byte[16], false, 4096, true), 999);
      program(ExecutableFiles.portable(".dep-v0", data), 4096);
      program(ExecutableFiles.mach(".dep-v0", data), 1 << 16);
    }
    Reading reading = new Reading();
    CargoAuditableJson.read(data, reading);
    FuzzSeeds.check(reading);
  }

  private static void program(byte[] file, int piece) {
    Reading reading = new Reading();
    Reading.push(new ExecutableCataloguer.Consumer(reading), file, piece);
    FuzzSeeds.check(reading);
  }

  @Test
  void seeds() throws IOException {
    FuzzSeeds.replay("cargo-auditable", CargoAuditableFuzzTest::fuzzerTestOneInput);
  }
}
