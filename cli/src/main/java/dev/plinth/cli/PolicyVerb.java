package dev.plinth.cli;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.approved.PolicyExport;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Which images are approved, and the same for what enforces it at run time. */
final class PolicyVerb implements Verb {
  static final String SUMMARY = "which images are approved; the same for what runs them";

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "The section approved of .plinth.yaml, or of the organisation's policy, says which"
                + " images are approved. check judges names by it; export writes it for what"
                + " enforces it at run time. What a target cannot express is refused: nothing is"
                + " let through that Plinth refuses.")
        .footer(
            "",
            "Exit codes: 0 done, 1 check refuses a name, 3 the target cannot express an entry.",
            "",
            "Examples:",
            "  plinth policy check debian:12 harbor.corp/base/python:3.13",
            "  plinth policy export --format containers -o policy.json");
    CommandSpec check = CommandSpec.create();
    check.usageMessage().description("Says of each name whether it is approved, and by what.");
    check.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("IMAGE")
            .description("Names as they stand in files.")
            .build());
    BaseArguments.addTo(check);
    spec.addSubcommand("check", check);
    CommandSpec export = CommandSpec.create();
    export.usageMessage().description("Writes what is approved for what enforces it.");
    export.addOption(
        CommandLines.choice(
            "FORMAT",
            PolicyExport.FORMATS,
            "One of " + String.join(", ", PolicyExport.FORMATS) + ".",
            "--format"));
    export.addOption(
        CommandLines.option(
            "FILE",
            "Where to write; of containerd the folder. Standard output else.",
            "-o",
            "--output"));
    BaseArguments.addTo(export);
    spec.addSubcommand("export", export);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    ParseResult sub = arguments.subcommand();
    if (sub == null) {
      throw ImageArguments.usage(arguments, "say what to do: check or export");
    }
    boolean checks = sub.commandSpec().name().equals("check");
    String format = checks ? "" : format(sub);
    BaseSettings settings = BaseArguments.of(sub, console.folder(), console).settings();
    if (!settings.approvals().given()) {
      throw CliErrors.nothingApproved();
    }
    LocalDate today = PlaceArguments.today(console);
    return checks
        ? check(sub, settings.approvals(), today, console)
        : export(format, sub, settings, today, console);
  }

  private static String format(ParseResult arguments) {
    String format = arguments.matchedOptionValue("--format", "");
    if (!PolicyExport.FORMATS.contains(format)) {
      throw ImageArguments.usage(
          arguments, "--format takes one of " + String.join(", ", PolicyExport.FORMATS));
    }
    return format;
  }

  private static int check(
      ParseResult arguments, Approvals approvals, LocalDate today, Console console) {
    boolean refused = false;
    for (String name : arguments.matchedPositionalValue(0, List.<String>of())) {
      Approvals.Judgement judgement = approvals.judge(name, today);
      boolean approved = judgement.standing() == Approvals.Standing.APPROVED;
      refused |= !approved;
      console
          .out()
          .println(
              (approved ? "approved  " : "refused   ")
                  + SafeText.of(name)
                  + "  "
                  + SafeText.of(judgement.why()));
    }
    return refused ? Main.BLOCKED : Main.PASSED;
  }

  private static int export(
      String format,
      ParseResult arguments,
      BaseSettings settings,
      LocalDate today,
      Console console) {
    PolicyExport.Result result =
        PolicyExport.of(format, settings.approvals(), settings.mirrors(), today);
    if (!result.refused().isEmpty()) {
      throw CliErrors.notExported(format, String.join("; ", result.refused()));
    }
    String place = arguments.matchedOptionValue("--output", "");
    boolean folder = format.equals("containerd");
    if (folder && place.isEmpty()) {
      throw ImageArguments.usage(arguments, "containerd has a folder for each registry: name -o");
    }
    for (Map.Entry<String, String> file : result.files().entrySet()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      if (place.isEmpty()) {
        console.out().print(file.getValue());
        continue;
      }
      Path base = console.folder().resolve(place);
      Path path = folder ? base.resolve(file.getKey()) : base;
      try {
        if (folder) {
          Files.createDirectories(path.getParent());
        }
      } catch (IOException e) {
        throw CliErrors.output(path, e);
      }
      Outputs.writeFile(path, to -> to.write(bytes));
    }
    return Main.PASSED;
  }
}
