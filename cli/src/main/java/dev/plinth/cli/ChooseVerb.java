package dev.plinth.cli;

import dev.plinth.bases.choose.Advice;
import dev.plinth.bases.choose.Chooser;
import dev.plinth.bases.choose.Lines;
import dev.plinth.bases.choose.Offer;
import dev.plinth.bases.choose.Project;
import dev.plinth.bases.choose.Wishes;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.FamilyNames;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.start.Request;
import dev.plinth.bases.start.Starts;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.write.SourceDate;
import dev.plinth.report.choose.ChoiceJson;
import dev.plinth.report.choose.ChoiceReport;
import dev.plinth.report.choose.ChoiceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Which base suits a program, and why. */
final class ChooseVerb implements Verb {
  static final String SUMMARY = "which base image suits a program, and why";

  private static final List<String> FORMATS = List.of("text", "json");

  /** The questions that options answer, with what they take. */
  private static final Map<String, List<String>> QUESTIONS =
      Map.of(
          "libc", List.of("glibc", "musl", "none"),
          "shell", List.of("yes", "no", "powershell"),
          "support", List.of("rhel"),
          "compliance", List.of("fips", "stig"),
          "native", List.of("no", "musl", "glibc", "yes"),
          "debug", List.of("twin"),
          "prefer", List.of("size", "security"));

  private static final List<String> PLATFORMS =
      List.of(
          "amd64",
          "arm64",
          "arm/v5",
          "arm/v6",
          "arm/v7",
          "386",
          "ppc64le",
          "riscv64",
          "s390x",
          "windows/amd64");

  @Override
  public String name() {
    return "choose";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("DIR")
            .description(
                "The project's folder, whose files answer what no option does; . by default.")
            .build());
    spec.addOption(
        choice("NAME", Wishes.LANGUAGES, "What the program is written in", "--language"));
    spec.addOption(
        CommandLines.option("VERSION", "Its release, such as 3.14, and no other.", "--release"));
    spec.addOption(question("libc", "The C library that the program needs; none for a static one"));
    spec.addOption(question("shell", "Whether a shell is needed in the image, to look inside"));
    spec.addOption(question("support", "Whose support is required"));
    spec.addOption(question("compliance", "Validated cryptography, or hardening guides"));
    spec.addOption(
        question(
            "native",
            "Machine code among the dependencies: none, published for musl too, for glibc alone, or"
                + " some"));
    spec.addOption(question("debug", "An image with a shell must be published beside it"));
    spec.addOption(question("prefer", "What counts most"));
    spec.addOption(
        CommandLines.repeated(
            "PLATFORM",
            PLATFORMS,
            "Where it is to run, such as linux/arm64; linux/amd64 by default. May be repeated.",
            "--platform"));
    spec.addOption(
        CommandLines.flag(
            "Ask PyPI which files it has of each requirement, where no lock file tells.",
            "--online"));
    spec.addOption(CommandLines.flag("Tell the reasons of every base.", "-a", "--all"));
    spec.addOption(
        CommandLines.repeated(
            "FORMAT", FORMATS, "text or json; with =FILE to a file. May be repeated.", "-o"));
    BaseArguments.addTo(spec);
    spec.usageMessage()
        .description(
            "Answers which base image suits a program, with the reasons, what each gives up, what"
                + " would change the answer, and the lines of a Dockerfile. What no option says is"
                + " read from the project's files: none of its code is run. Without options, files"
                + " and folder, a terminal is asked.")
        .footer(
            "",
            "Exit codes: 0 answered, 2 wrong usage, 3 could not finish.",
            "",
            "Examples: plinth choose",
            "          plinth choose --language=go --shell=no --platform=linux/arm64");
    return spec;
  }

  private static picocli.CommandLine.Model.OptionSpec question(String name, String what) {
    return choice("ANSWER", QUESTIONS.getOrDefault(name, List.of()), what, "--" + name);
  }

  private static picocli.CommandLine.Model.OptionSpec choice(
      String label, List<String> words, String what, String name) {
    return CommandLines.choice(label, words, what + ": " + String.join(", ", words) + ".", name);
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("-o", List.<String>of()), "text");
    for (Outputs.Output output : outputs) {
      if (!FORMATS.contains(output.format())) {
        throw ImageArguments.usage(
            arguments, "-o takes text or json, not \"" + SafeText.of(output.format()) + "\"");
      }
    }
    Wishes asked = wishes(arguments);
    Path given = Path.of(arguments.matchedPositionalValue(0, "."));
    Path folder = console.folder().resolve(given);
    BaseArguments settled = BaseArguments.of(arguments, folder, console);
    Releases releases = ReleasesFile.known(Folders.advisories(console.environment()));
    LocalDate today =
        LocalDate.ofInstant(SourceDate.of(console.environment(), Instant.now()), ZoneOffset.UTC);
    Chooser chooser = new Chooser(releases, today, settled.settings().bases(), settled.approves());
    boolean named = arguments.hasMatchedPositional(0);
    // A language that is named outright is answered for without looking around.
    boolean looks =
        named || asked.language().equals("any") || arguments.hasMatchedOption("--online");
    Request request = null;
    Project project = null;
    String current = "";
    if (looks) {
      ProjectFolder files = new ProjectFolder(folder, given);
      current = CurrentBase.of(files);
      request =
          new Request(
              files,
              asked.language().equals("any") ? "" : asked.language(),
              "",
              false,
              today,
              releases);
      project =
          Project.read(request, settled.settings().mirrors().known(current), asked.platforms());
      if (arguments.hasMatchedOption("--online")) {
        project = OnlineWheels.of(project, request, asked.platforms(), arguments, console);
      }
      boolean nothing =
          project.language().equals("any") && current.isEmpty() && !answered(arguments);
      if (nothing && !named && console.outIsTerminal() && console.errIsTerminal()) {
        asked = ChoosePrompt.ask(asked, console);
        project = null;
        request = null;
      }
    }
    Wishes wishes = project == null ? asked : told(asked, project);
    if (wishes.release().isEmpty()) {
      wishes = withRelease(wishes, chooser.longest(wishes.language()), false);
    }
    ChoiceReport report =
        report(chooser.choose(wishes), chooser.approves(), project, request, current, settled);
    boolean all = arguments.hasMatchedOption("--all");
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            ChoiceJson.write(report, to);
          } else {
            boolean colour = console.colour() && output.file() == null;
            to.write(
                ChoiceText.of(report, all, console.columns(), colour)
                    .getBytes(StandardCharsets.UTF_8));
          }
        });
    return Main.PASSED;
  }

  private static boolean answered(ParseResult arguments) {
    for (String name : QUESTIONS.keySet()) {
      if (arguments.hasMatchedOption("--" + name)) {
        return true;
      }
    }
    return arguments.hasMatchedOption("--platform");
  }

  private static Wishes wishes(ParseResult arguments) {
    List<String> platforms = new ArrayList<>();
    for (String each : arguments.matchedOptionValue("--platform", List.<String>of())) {
      String platform = Wishes.platform(each);
      if (!PLATFORMS.contains(platform)) {
        throw ImageArguments.usage(
            arguments,
            "--platform takes linux/ and one of "
                + String.join(", ", PLATFORMS)
                + ", not \""
                + SafeText.of(each)
                + "\"");
      }
      if (!platforms.contains(platform)) {
        platforms.add(platform);
      }
    }
    String release = arguments.matchedOptionValue("--release", "");
    if (!release.isEmpty() && !isRelease(release)) {
      throw ImageArguments.usage(arguments, "--release takes numbers with dots, such as 3.14");
    }
    String language = word(arguments, "language", Wishes.LANGUAGES);
    if (!release.isEmpty() && language.isEmpty()) {
      throw ImageArguments.usage(arguments, "--release needs --language");
    }
    String code = word(arguments, "native", QUESTIONS.get("native"));
    return new Wishes(
        language.isEmpty() ? "any" : language,
        release,
        !release.isEmpty(),
        word(arguments, "libc", QUESTIONS.get("libc")),
        word(arguments, "shell", QUESTIONS.get("shell")),
        word(arguments, "support", QUESTIONS.get("support")),
        word(arguments, "compliance", QUESTIONS.get("compliance")),
        code.isEmpty() ? "unknown" : code,
        word(arguments, "debug", QUESTIONS.get("debug")),
        word(arguments, "prefer", QUESTIONS.get("prefer")),
        platforms.isEmpty() ? List.of("amd64") : platforms);
  }

  private static boolean isRelease(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !digit) {
        return false;
      }
      digit = c >= '0' && c <= '9';
      if (!digit && c != '.') {
        return false;
      }
    }
    return digit && text.length() <= 20;
  }

  private static String word(ParseResult arguments, String name, @Nullable List<String> words) {
    String text = arguments.matchedOptionValue("--" + name, "");
    if (!text.isEmpty() && words != null && !words.contains(text)) {
      throw ImageArguments.usage(
          arguments,
          "--"
              + name
              + " takes "
              + String.join(", ", words)
              + ", not \""
              + SafeText.of(text)
              + "\"");
    }
    return text;
  }

  /** Options go before files. */
  private static Wishes told(Wishes asked, Project project) {
    boolean known = !asked.machineCode().equals("unknown");
    boolean release = !asked.release().isEmpty();
    return new Wishes(
        project.language(),
        release ? asked.release() : project.release(),
        release || project.exact(),
        asked.libc(),
        asked.shell(),
        asked.support(),
        asked.compliance(),
        known ? asked.machineCode() : project.machineCode().state().word(),
        asked.debug(),
        asked.prefer(),
        asked.platforms());
  }

  private static Wishes withRelease(Wishes wishes, String release, boolean exact) {
    return new Wishes(
        wishes.language(),
        release,
        exact,
        wishes.libc(),
        wishes.shell(),
        wishes.support(),
        wishes.compliance(),
        wishes.machineCode(),
        wishes.debug(),
        wishes.prefer(),
        wishes.platforms());
  }

  private static ChoiceReport report(
      Advice advice,
      boolean approves,
      @Nullable Project project,
      @Nullable Request request,
      String current,
      BaseArguments settled) {
    Family family = current.isEmpty() ? null : FamilyNames.of(settled.settings().name(current));
    String lines = "";
    String look = "";
    boolean whole = false;
    if (!advice.offers().isEmpty()) {
      Offer first = advice.offers().getFirst();
      lines = request == null || !current.isEmpty() ? "" : written(request, first.image());
      whole = !lines.isEmpty();
      lines = whole ? lines : Lines.of(first, advice.wishes());
      look = Lines.look(first);
    }
    return new ChoiceReport(
        Version.number(),
        project,
        advice,
        approves,
        current,
        family == null ? "" : family.id(),
        lines,
        whole,
        look);
  }

  /** The Dockerfile that {@code init} writes, where it stands on that image; else empty. */
  private static String written(Request request, String image) {
    try {
      String text = Starts.of(request).dockerfile();
      return text.contains("FROM " + image + " AS runtime\n") ? text : "";
    } catch (PlinthException e) {
      return ""; // what it is to run is not told
    }
  }
}
