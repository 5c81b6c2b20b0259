package dev.plinth.cli;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry: finds the verb, runs it, turns what happens into an exit code. */
public final class Main {
  /** Passed. */
  static final int PASSED = 0;

  /** The policy blocks. */
  static final int BLOCKED = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** Could not finish, and nothing is claimed. */
  static final int UNFINISHED = 3;

  private Main() {}

  /** Runs the verb that the arguments name and exits with its code. */
  public static void main(String[] args) {
    int code = run(args, Console.ofProcess());
    System.err.flush();
    // Everything is closed and flushed; exit would load the logging system first (docs/adr/0004).
    Runtime.getRuntime().halt(code);
  }

  /** As {@link #main}, with everything the process would give handed in. */
  static int run(String[] args, Console console) {
    int code = dispatch(args, console);
    IOException failure = console.outFailure();
    if (failure == null || code == UNFINISHED) {
      return code;
    }
    PlinthException error = CliErrors.standardOutput(failure);
    printError(console.err(), error.getMessage(), error.code());
    return UNFINISHED;
  }

  private static int dispatch(String[] args, Console console) {
    String first = args.length == 0 ? "" : args[0];
    return switch (first) {
      case "" -> {
        printHelp(console.err());
        yield USAGE;
      }
      case "-h", "--help" -> {
        printHelp(console.out());
        yield PASSED;
      }
      case "help" -> help(args, console);
      case "-V", "--version", "version" -> {
        Version.print(console.out());
        yield PASSED;
      }
      default -> {
        Verbs.Entry entry = Verbs.find(first);
        yield entry == null
            ? unknownVerb(first, console)
            : runVerb(entry, Arrays.copyOfRange(args, 1, args.length), console);
      }
    };
  }

  private static int runVerb(Verbs.Entry entry, String[] args, Console console) {
    Verb verb = entry.verb().get();
    verb.prepare(args, console);
    CommandLine parser = CommandLines.of(verb);
    ParseResult arguments;
    try {
      arguments = parser.parseArgs(args);
    } catch (ParameterException e) {
      return usageError(e, entry.name(), console);
    }
    ParseResult deepest = arguments;
    while (deepest.hasSubcommand()) {
      deepest = deepest.subcommand();
    }
    if (deepest.isUsageHelpRequested()) {
      deepest.commandSpec().commandLine().usage(console.out());
      return PASSED;
    }
    try {
      return verb.run(arguments, console);
    } catch (ParameterException e) {
      return usageError(e, entry.name(), console);
    } catch (InvalidPathException e) {
      PlinthException error = CliErrors.path(e);
      printError(console.err(), error.getMessage(), error.code());
      return USAGE;
    } catch (PlinthException e) {
      console.out().flush();
      printError(console.err(), e.getMessage(), e.code());
      return wrongUsage(e.code()) ? USAGE : UNFINISHED;
    } catch (OutOfMemoryError e) {
      printError(
          console.err(),
          "Tried to "
              + entry.name()
              + ", but the memory the program may use was not enough; "
              + "give it more with PLINTH_JAVA_OPTIONS=-Xmx1g, and please report the input",
          "PLINTH-MEMORY");
      return UNFINISHED;
    } catch (RuntimeException | StackOverflowError e) {
      if (System.getenv("PLINTH_DEBUG") != null) {
        e.printStackTrace(console.err());
      }
      printError(
          console.err(),
          "Tried to "
              + entry.name()
              + ", but Plinth itself failed ("
              + e.getClass().getSimpleName()
              + ": "
              + SafeText.of(String.valueOf(e.getMessage()))
              + "); this is a defect of Plinth: please report it with the trace that PLINTH_DEBUG=1 prints",
          "PLINTH-DEFECT");
      return UNFINISHED;
    }
  }

  /** Errors in what was typed, as against in what was read. */
  private static boolean wrongUsage(String code) {
    return code.startsWith("PLINTH-POLICY-")
        || code.startsWith("PLINTH-OUTPUT-")
        || code.equals("PLINTH-REPORT-FORMAT")
        || code.equals("PLINTH-TARGET")
        || code.equals("PLINTH-COPY-DESTINATION");
  }

  private static void printError(PrintStream err, @Nullable String message, String code) {
    err.println("plinth: " + message + " [" + code + "]");
  }

  private static int usageError(ParameterException e, String verb, Console console) {
    PrintStream err = console.err();
    err.println("plinth " + verb + ": " + SafeText.of(String.valueOf(e.getMessage())));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      err.println("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    }
    err.println("See: plinth " + verb + " --help");
    return USAGE;
  }

  private static int help(String[] args, Console console) {
    if (args.length == 1 || args[1].startsWith("-")) {
      printHelp(console.out());
      return PASSED;
    }
    Verbs.Entry entry = Verbs.find(args[1]);
    if (entry == null) {
      return unknownVerb(args[1], console);
    }
    CommandLines.of(entry.verb().get()).usage(console.out());
    return PASSED;
  }

  private static int unknownVerb(String word, Console console) {
    if (word.startsWith("-")) {
      console.err().println("plinth: " + SafeText.of(word) + " is no option of plinth itself");
      console.err().println("The verb comes first: plinth VERB [TARGET] [options]");
      console.err().println("See: plinth --help");
      return USAGE;
    }
    List<String> near =
        Suggestions.near(word, Verbs.all().stream().map(Verbs.Entry::name).toList());
    console.err().println("plinth: there is no verb \"" + SafeText.of(word) + "\"");
    if (!near.isEmpty()) {
      console.err().println("Did you mean " + String.join(" or ", near) + "?");
    }
    console.err().println("See: plinth --help");
    return USAGE;
  }

  private static void printHelp(PrintStream out) {
    StringBuilder text = new StringBuilder(2048);
    text.append("Usage: plinth VERB [TARGET] [options]\n\n");
    text.append("What your containers stand on: what an image carries, what is wrong with it,\n");
    text.append(
        "who brought it in, and whether it may go out. No daemon needed, nor a network.\n\n");
    text.append("Verbs:\n");
    for (Verbs.Entry entry : Verbs.all()) {
      text.append("  ").append(entry.name());
      text.repeat(' ', Math.max(1, 12 - entry.name().length()));
      text.append(entry.summary()).append('\n');
    }
    text.append("\nTargets:\n");
    text.append("  docker:NAME, podman:NAME       an image in a running engine\n");
    text.append("  docker-archive:FILE[:TAG]      what `docker save` or `podman save` wrote\n");
    text.append("  oci-dir:PATH[:TAG|@DIGEST]     an OCI image layout, as a folder\n");
    text.append("  oci-archive:FILE[:TAG|@DIGEST] the same as a tar\n");
    text.append("  dir:PATH                       a root file system\n");
    text.append("  src:PATH                       a source tree: its lock files\n");
    text.append("  sbom:FILE                      a CycloneDX or SPDX document\n");
    text.append("  -                              an archive on standard input\n");
    text.append("  PATH                           any of these, recognised by its content\n");
    text.append("  registry:NAME                  an image in a registry\n");
    text.append("  NAME                           an image in an engine, else in its registry\n");
    text.append("\nOptions:\n");
    text.append("  -h, --help                     this text; plinth VERB --help for a verb\n");
    text.append("  -V, --version                  version, Java, decompression engine\n");
    text.append(
        "\nExit codes: 0 passed, 1 the policy blocks, 2 wrong usage, 3 could not finish.\n");
    text.append("Start with: plinth demo\n");
    out.print(text);
  }

  /** For completion and the documentation. */
  static List<CommandSpec> specs() {
    return Verbs.all().stream()
        .map(entry -> CommandLines.of(entry.verb().get()).getCommandSpec())
        .toList();
  }
}
