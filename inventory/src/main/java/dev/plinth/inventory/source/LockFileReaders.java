package dev.plinth.inventory.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one list of readers of lock files. */
final class LockFileReaders {
  private static final List<LockFileReader> ALL =
      List.of(
          new NpmLock(),
          new YarnLock(),
          new PnpmLock(),
          new BunLock(),
          new RequirementsFile(),
          new PythonLock(),
          new PipfileLock(),
          new MavenPom(),
          new GradleLock(),
          new GoMod(),
          new CargoLock(),
          new GemfileLock(),
          new ComposerLock(),
          new NugetLock(),
          new PackagesConfig());

  private LockFileReaders() {}

  /** Who reads the file there, null when nobody does. */
  static @Nullable LockFileReader of(TreePath path) {
    for (LockFileReader reader : ALL) {
      if (reader.reads(path)) {
        return reader;
      }
    }
    return null;
  }
}
