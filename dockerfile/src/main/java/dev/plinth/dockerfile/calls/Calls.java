package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All programs that one instruction runs, in the order they stand, however deep. Worked out once,
 * in linear time; what is asked of package managers when it is first asked for. For one thread.
 */
public final class Calls {
  /** Of an instruction that runs nothing. */
  public static final Calls NONE = new Calls(List.of(), Map.of());

  private final List<Call> all;
  private final Map<String, List<Exported>> exported;
  private @Nullable List<PackageCall> packages;
  private @Nullable List<Cleanup> cleanups;

  /** A variable that a script sets for what follows, and the index of the call that follows. */
  record Exported(int before, Setting setting) {}

  Calls(List<Call> all, Map<String, List<Exported>> exported) {
    this.all = List.copyOf(all);
    this.exported = Map.copyOf(exported);
  }

  /**
   * Of an instruction's shell or exec form, HEALTHCHECK's included; none where it runs nothing. Its
   * text is read as a POSIX shell's: whether that is what runs it, is for the caller to know.
   */
  public static Calls of(Instruction instruction) {
    Arguments.Command command = instruction.command();
    if (command == null) {
      return NONE;
    }
    if (command.json()) {
      return ofExec(command);
    }
    RunScript script = RunScript.of(instruction);
    return script == null || (!script.interpreter().isEmpty() && !shell(script.interpreter()))
        ? NONE
        : of(ShellParser.parse(script.text()));
  }

  private static boolean shell(String interpreter) {
    for (String word : interpreter.split("\\s+", -1)) {
      String name = word.substring(word.lastIndexOf('/') + 1);
      if (!name.equals("env") && !name.startsWith("-")) {
        return Wrappers.isShell(name);
      }
    }
    return false;
  }

  /** Of a script that was read. */
  public static Calls of(ShellScript script) {
    CallReader reader = new CallReader();
    reader.script(script);
    return reader.calls();
  }

  /** Of an exec form. */
  public static Calls ofExec(Arguments.Command command) {
    if (!command.json() || command.words().isEmpty()) {
      return NONE;
    }
    CallReader reader = new CallReader();
    reader.exec(command.words());
    return reader.calls();
  }

  /** In the order they stand; an inner script's in the place of the shell that runs it. */
  public List<Call> all() {
    return all;
  }

  /** Those of one program. */
  public List<Call> of(String program) {
    return all.stream().filter(call -> call.is(program)).toList();
  }

  /** The call whose output that one reads; null where there is none, or no simple command. */
  public @Nullable Call fedBy(Call call) {
    return neighbour(call, -1);
  }

  /** The call that reads its output; null where there is none, or no simple command. */
  public @Nullable Call feeds(Call call) {
    return neighbour(call, 1);
  }

  private @Nullable Call neighbour(Call call, int step) {
    Surroundings where = call.where();
    int wanted = where.piped() + step;
    if (wanted < 0 || wanted >= where.pipeline()) {
      return null;
    }
    for (int i = call.index() + step; i >= 0 && i < all.size(); i += step) {
      Surroundings other = all.get(i).where();
      if (other.list() == where.list()) {
        if (other.item() != where.item() || other.chained() != where.chained()) {
          return null;
        }
        if (other.piped() == wanted) {
          return all.get(i);
        }
      }
      if (other.list() < where.list()) {
        return null;
      }
    }
    return null;
  }

  /**
   * The variable that a call is given by its script: set for it alone, else the last one that was
   * exported before it. Null where none is; what ENV and ARG give is for the caller to know.
   */
  public @Nullable Setting variable(Call call, String name) {
    Setting own = call.setting(name);
    if (own != null) {
      return own;
    }
    List<Exported> known = exported.getOrDefault(name, List.of());
    int low = 0;
    int high = known.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (known.get(middle).before() <= call.index()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : known.get(low - 1).setting();
  }

  /** What is asked of package managers, in order. */
  public List<PackageCall> packages() {
    List<PackageCall> known = packages;
    if (known == null) {
      known = new ArrayList<>();
      for (Call call : all) {
        PackageCall read = PackageCallReader.read(call);
        if (read != null) {
          known.add(read);
        }
      }
      packages = known = List.copyOf(known);
    }
    return known;
  }

  /** What is asked of one package manager to do one thing. */
  public List<PackageCall> packages(PackageManager manager, PackageCall.Action action) {
    return packages().stream()
        .filter(call -> call.manager() == manager && call.action() == action)
        .toList();
  }

  /** What of package managers' leftovers the instruction takes away, in order. */
  public List<Cleanup> cleanups() {
    List<Cleanup> known = cleanups;
    if (known == null) {
      cleanups = known = CleanupReader.read(this);
    }
    return known;
  }

  /** True where the instruction takes these leftovers away. */
  public boolean cleans(Cleanup.Leftover leftover) {
    for (Cleanup cleanup : cleanups()) {
      if (cleanup.leftover() == leftover) {
        return true;
      }
    }
    return false;
  }
}
