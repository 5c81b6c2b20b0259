package dev.plinth.oci.compress;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how gzip is inflated: by ISA-L where its library is installed, else by the ISA-L in the
 * library that the jar {@code com.intel.gkl:gkl} carries for Linux on x86-64, else by the JDK. The
 * system property {@code plinth.inflate} ({@code isal}, {@code gkl}, {@code jdk}) forces one.
 */
public final class InflateEngines {
  private InflateEngines() {}

  private static final class Selected {
    static final InflateEngine ENGINE = select(System.getProperty("plinth.inflate"));
  }

  /**
   * The engine this process uses, chosen at the first call.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-INFLATE-ENGINE when one is forced that is
   *     not there
   */
  public static InflateEngine selected() {
    return Selected.ENGINE;
  }

  static InflateEngine select(@Nullable String forced) {
    if (forced != null && !forced.isEmpty()) {
      InflateEngine engine = named(forced);
      if (engine == null) {
        throw CompressErrors.engine(forced);
      }
      return engine;
    }
    InflateEngine engine = named("isal");
    if (engine == null) {
      engine = named("gkl");
    }
    return engine == null ? new JdkInflateEngine() : engine;
  }

  /** The engine of that name, null when it cannot be had here. */
  static @Nullable InflateEngine named(String name) {
    return switch (name) {
      case "isal" -> linux() ? installed() : null;
      case "gkl" -> linux() && x86() ? carried() : null;
      case "jdk" -> new JdkInflateEngine();
      default -> null;
    };
  }

  private static boolean linux() {
    return "Linux".equals(System.getProperty("os.name"))
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  private static boolean x86() {
    String architecture = System.getProperty("os.arch");
    return "amd64".equals(architecture) || "x86_64".equals(architecture);
  }

  private static @Nullable InflateEngine installed() {
    try {
      SymbolLookup library = SymbolLookup.libraryLookup("libisal.so.2", Arena.global());
      return IsalInflateEngine.of("isal", "ISA-L (libisal.so.2)", library);
    } catch (RuntimeException | LinkageError e) {
      return null; // not installed, or not what its name says: the next one serves as well
    }
  }

  private static @Nullable InflateEngine carried() {
    try {
      Path file = NativeLibraryFile.gkl();
      if (file == null) {
        return null;
      }
      SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
      return IsalInflateEngine.of("gkl", "ISA-L (carried by gkl 0.9.1)", library);
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }
}
