package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.Locale;

/**
 * Gradle's lock files (docs.gradle.org, Locking Versions).
 *
 * <pre>
 * gradle.lockfile, *-gradle.lockfile       group:name:version=configuration{,configuration}
 * gradle/dependency-locks/CONFIG.lockfile  group:name:version
 * </pre>
 *
 * {@code buildscript-gradle.lockfile} has the plugins of the build; a package that only test
 * configurations and annotation processors name serves development alike.
 */
final class GradleLock implements LockFileReader {
  private static final String SUFFIX = ".lockfile";

  @Override
  public boolean reads(TreePath path) {
    String name = path.name();
    return name.equals("gradle.lockfile")
        || name.endsWith("-gradle.lockfile")
        || (name.endsWith(SUFFIX) && path.folderName().equals("dependency-locks"));
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    String name = file.path().name();
    boolean buildscript = name.startsWith("buildscript-");
    boolean perConfiguration = file.path().folderName().equals("dependency-locks");
    String own = name.substring(0, name.length() - SUFFIX.length());
    int number = 0;
    for (String raw : (Iterable<String>) file.text().lines()::iterator) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("empty=")) {
        continue;
      }
      int equals = line.indexOf('=');
      String[] parts = (equals < 0 ? line : line.substring(0, equals)).split(":", -1);
      if (parts.length != 3 || (equals < 0 && !perConfiguration)) {
        throw new LockFormatException("line " + number + " is no group:name:version");
      }
      String configurations = equals < 0 ? own : line.substring(equals + 1);
      sink.add(
          LockedPackage.maven(parts[0], parts[1], parts[2], number)
              .development(buildscript || development(configurations)));
    }
  }

  private static boolean development(String configurations) {
    for (String configuration : configurations.split(",", -1)) {
      String name = configuration.strip().toLowerCase(Locale.ROOT);
      if (!name.startsWith("test")
          && !name.contains("testcompile")
          && !name.contains("testruntime")
          && !name.contains("annotationprocessor")) {
        return false;
      }
    }
    return true;
  }
}
