package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths that the calls of one RUN name. A path is written as the file has it, without quotes,
 * made absolute: variables stay in it by their names, and two that are written alike are taken for
 * the same. Where the working folder is not known, the base image's is {@code ?}.
 */
final class Folders {
  /** Mounts of one RUN beyond which no more are looked at. */
  private static final int MOST_MOUNTS = 64;

  private final String[] current;
  private final List<String> mounted = new ArrayList<>();

  /** Of an instruction and its calls. */
  Folders(Place place, Calls calls) {
    for (Flag flag : place.instruction().flags()) {
      if (flag.named("mount") && mounted.size() < MOST_MOUNTS) {
        String target = Mount.of(flag).target();
        if (!target.isEmpty()) {
          mounted.add(absolute(target, workdir(place)));
        }
      }
    }
    current = new String[calls.all().size()];
    String outer = workdir(place);
    String inner = outer;
    int innerList = Integer.MAX_VALUE;
    for (Call call : calls.all()) {
      boolean within = call.where().subshell() && call.where().list() >= innerList;
      current[call.index()] = within ? inner : outer;
      if (call.isAny("cd", "pushd") && !call.arguments().isEmpty()) {
        String to = path(call, call.arguments().getLast());
        if (call.where().subshell()) {
          innerList = within ? innerList : call.where().list();
          inner = to;
        } else {
          outer = call.where().conditional() ? "?" + call.index() : to;
        }
      }
    }
  }

  /** The folder that an instruction begins in. */
  static String workdir(Place place) {
    String known = place.step().before().workdir();
    return known == null ? "?" : known;
  }

  /** The path that a word of a call names. */
  String path(Call call, ShellWord word) {
    return path(call, call.text().raw(word.from(), word.to()));
  }

  /** The path that a text names where a call runs. */
  String path(Call call, String text) {
    return absolute(text, current[call.index()]);
  }

  /** True where what is written there goes to a mount, and so into no layer. */
  boolean mounted(String path) {
    for (String target : mounted) {
      if (within(path, target)) {
        return true;
      }
    }
    return false;
  }

  /** True for a path and all beneath it. */
  static boolean within(String path, String folder) {
    return path.equals(folder)
        || folder.equals("/")
        || (path.startsWith(folder) && path.charAt(folder.length()) == '/');
  }

  /** A path made absolute, without quotes, {@code .}, {@code ..} and doubled slashes. */
  static String absolute(String written, String folder) {
    String text = written.replace("\"", "").replace("'", "");
    if (text.equals("~") || text.startsWith("~/")) {
      text = "/root" + text.substring(1);
    }
    if (!text.startsWith("/") && !text.startsWith("$")) {
      text = folder + "/" + text;
    }
    boolean rooted = text.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return (rooted ? "/" : "") + String.join("/", parts);
  }

  /** A path for people. */
  static String shown(String path) {
    return SourceText.utf8(path.startsWith("?/") ? path.substring(2) : path);
  }

  /** The last part of a path or of an address; empty where it ends with a slash. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * What a call takes away.
   *
   * @param word as it stands
   * @param path with {@code *} and {@code ?} as the shell takes them
   * @param recursive folders too
   */
  record Removal(Call call, ShellWord word, String path, boolean recursive) {
    /** True where a file or folder of that path is gone by it. */
    boolean takes(String other) {
      if (path.indexOf('*') >= 0 || path.indexOf('?', 1) >= 0) {
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        if (!other.startsWith(parent + "/")) {
          return false;
        }
        String rest = other.substring(parent.length() + 1);
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        return (slash < 0 || recursive) && Globs.matches(name(path), name);
      }
      return other.equals(path) || (recursive && within(other, path));
    }
  }

  /** What the calls of the RUN take away: {@code rm}, {@code unlink}, {@code rmdir}. */
  List<Removal> removals(Calls calls) {
    List<Removal> found = new ArrayList<>();
    for (Call call : calls.all()) {
      if (!call.isAny("rm", "unlink")) {
        continue;
      }
      boolean recursive = false;
      boolean operands = false;
      for (ShellWord word : call.arguments()) {
        String text = word.pattern();
        if (!operands && text.startsWith("-") && text.length() > 1) {
          operands = text.equals("--");
          recursive |= text.equals("--recursive");
          recursive |= !text.startsWith("--") && (text.contains("r") || text.contains("R"));
        }
      }
      operands = false;
      for (ShellWord word : call.arguments()) {
        String text = word.pattern();
        if (!operands && text.startsWith("-") && text.length() > 1) {
          operands = text.equals("--");
        } else {
          found.add(new Removal(call, word, path(call, word), recursive));
        }
      }
    }
    return found;
  }

  /** True where a path is all variable, so that it cannot be told from others. */
  static boolean opaque(ShellWord word) {
    return word.pattern().replace("\0", "").isBlank();
  }

  /** A folder's path behind {@code -C} or {@code -d}; null where there is none. */
  static @Nullable ShellWord valueOf(Call call, String option) {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).is(option)) {
        return words.get(i + 1);
      }
    }
    return null;
  }
}
