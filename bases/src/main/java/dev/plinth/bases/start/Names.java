package dev.plinth.bases.start;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Words of a project that stand in what is written. They stand there as they are, so only those are
 * taken that mean nothing but themselves to a builder, a shell, JSON and YAML.
 *
 * <pre>
 * name = word { word }        word = letter | digit | "." "_" "+" "-"     (no "-" or "." first)
 * path = name { "/" name }
 * </pre>
 */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}");
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9._+@-]*(/[A-Za-z0-9_.\\[][A-Za-z0-9._+@\\]-]*)*");
  private static final Pattern MODULE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private Names() {}

  /** The name itself. */
  static String name(String what, String name) {
    if (!isName(name)) {
      throw StartErrors.name(what, name);
    }
    return name;
  }

  /** True for what stands for itself everywhere. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The path itself, which leads nowhere but down. */
  static String path(String what, String path) {
    if (!isPath(path)) {
      throw StartErrors.name(what, path);
    }
    return path;
  }

  /** True for a path down from where one is. */
  static boolean isPath(String path) {
    return path.length() < 256
        && PATH.matcher(path).matches()
        && path.indexOf('[') < 0
        && !List.of(path.split("/", -1)).contains("..");
  }

  /** A name of a module or a class, its parts joined by dots. */
  static boolean isModule(String name) {
    return name.length() < 256 && MODULE.matcher(name).matches();
  }
}
