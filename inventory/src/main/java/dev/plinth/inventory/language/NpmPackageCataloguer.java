package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.inventory.catalog.WholeFile;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Installed npm packages, by the {@code package.json} of each package's folder.
 *
 * <ul>
 *   <li>A package's folder is {@code node_modules/NAME} or {@code node_modules/@SCOPE/NAME}, at any
 *       depth: local and global installs, npm's own bundle, pnpm's {@code
 *       node_modules/.pnpm/NAME@VERSION/node_modules/NAME}, and Debian's {@code
 *       usr/share/nodejs/NAME} and {@code usr/lib/nodejs/NAME}, which its node searches likewise.
 *       What lies deeper in a package ({@code dist/esm/package.json}) is no package.
 *   <li>A {@code package.json} outside of any {@code node_modules} is the first row of {@code npm
 *       ls}, the project itself, when it has a name, a version and dependencies. It is marked by
 *       the detail {@code main-module}; nothing says that its name is that of a published package.
 *       One that is not valid JSON is a template or test data, not a project, and passed over.
 *   <li>Of aliased packages the name in the {@code package.json} counts, not the folder's.
 *   <li>A {@code package.json} without name or version (a mere marker such as {@code
 *       {"type":"module"}}) describes no release and is passed over.
 *   <li>A {@code node_modules} that no package manager makes, such as one among a package's test
 *       data ({@code node_modules/a/test/node_modules/b}), is read too, as the code there is; the
 *       detail {@code nested} marks what {@code npm ls} would not list.
 * </ul>
 *
 * <p>Private packages have the detail {@code private}; npm up to version 6 wrote {@code deprecated}
 * texts, which are kept.
 */
public final class NpmPackageCataloguer implements Cataloguer {
  private static final int LIMIT = 4 << 20;
  private static final String FILE = "/package.json";
  private static final String MODULES = "node_modules";

  @Override
  public String id() {
    return "npm-package";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (entry.type() != EntryType.FILE || !path.endsWith(FILE)) {
      return null;
    }
    Place place = place(path);
    if (place == Place.NONE) {
      return null;
    }
    return new WholeFile(entry, LIMIT, sink, content -> NpmPackageJson.read(content, place, sink));
  }

  /** What a {@code package.json} is by its path. */
  enum Place {
    /** Nothing of interest. */
    NONE,
    /** A package where a package manager puts it. */
    INSTALLED,
    /** A package in a {@code node_modules} within another package's own files. */
    NESTED,
    /** Outside of {@code node_modules}: a project, or anything. */
    PROJECT
  }

  /** By the path alone, without allocating. */
  static Place place(String path) {
    int folderEnd = path.length() - FILE.length();
    int modules = lastModules(path, folderEnd);
    if (modules < 0) {
      return debianFolder(path, folderEnd) ? Place.INSTALLED : Place.PROJECT;
    }
    int from = modules + MODULES.length() + 1;
    if (!packageFolder(path, from, folderEnd)) {
      return Place.NONE;
    }
    // The folder that holds this node_modules must itself be a package's folder, or lie outside.
    int holderEnd = modules - 1;
    int outer = holderEnd <= 0 ? -1 : lastModules(path, holderEnd);
    if (outer < 0) {
      return Place.INSTALLED;
    }
    int holder = outer + MODULES.length() + 1;
    if (path.startsWith(".pnpm/", holder) || path.startsWith(".store/", holder)) {
      return Place.INSTALLED;
    }
    return packageFolder(path, holder, holderEnd) ? Place.INSTALLED : Place.NESTED;
  }

  /** The start of the last {@code node_modules} part that ends before {@code end}, or -1. */
  private static int lastModules(String path, int end) {
    int at = end;
    while (true) {
      at = path.lastIndexOf(MODULES, at - 1);
      if (at < 0) {
        return -1;
      }
      int after = at + MODULES.length();
      if (after <= end && path.charAt(after) == '/' && (at == 0 || path.charAt(at - 1) == '/')) {
        return at;
      }
      if (at == 0) {
        return -1;
      }
    }
  }

  /** Whether the parts from..to are {@code NAME} or {@code @SCOPE/NAME}. */
  private static boolean packageFolder(String path, int from, int to) {
    if (from >= to || path.charAt(from) == '.') {
      return false;
    }
    int slash = path.indexOf('/', from);
    if (slash < 0 || slash >= to) {
      return path.charAt(from) != '@';
    }
    int second = path.indexOf('/', slash + 1);
    return path.charAt(from) == '@' && slash + 1 < to && (second < 0 || second >= to);
  }

  private static boolean debianFolder(String path, int folderEnd) {
    int nodejs = path.indexOf("/nodejs/");
    return nodejs >= 0
        && (path.startsWith("usr/share/nodejs/") || path.startsWith("usr/lib/"))
        && packageFolder(path, nodejs + "/nodejs/".length(), folderEnd);
  }
}
