package dev.plinth.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The program's own texts. Opening the jars of the class path one after the other, to find a few
 * kilobytes in one of them, costs a short run a tenth of its time: the folder that the program is
 * assembled in has the texts as files, too ({@code lib/resources}).
 */
public final class Resources {
  private Resources() {}

  /**
   * The text of that name.
   *
   * @param beside a class in the same package
   * @param name of the file in that package; with a slash before it, in that of all
   */
  public static String text(Class<?> beside, String name) {
    try {
      String home = System.getProperty("plinth.home", "");
      if (!home.isEmpty()) {
        try {
          String path =
              name.startsWith("/")
                  ? name.substring(1)
                  : beside.getPackageName().replace('.', '/') + "/" + name;
          return new String(
              Files.readAllBytes(Path.of(home, "lib", "resources", path)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
          // It is in the jar.
        }
      }
      try (InputStream in = beside.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("the program lacks its resource " + name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the program's resource " + name + " is damaged", e);
    }
  }
}
