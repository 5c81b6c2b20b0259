package dev.plinth.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints the completion script of a shell. */
final class CompletionVerb implements Verb {
  static final String SUMMARY = "print the completion script for bash, zsh or fish";

  @Override
  public String name() {
    return "completion";
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
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("SHELL")
            .completionCandidates(List.of("bash", "zsh", "fish"))
            .description("bash, zsh or fish.")
            .build());
    spec.usageMessage()
        .description(
            "Prints a script that completes verbs, options and files. How to use it from each"
                + " shell:")
        .footer(
            "",
            "bash: source <(plinth completion bash)",
            "zsh:  plinth completion zsh > \"$${fpath[1]}/_plinth\"",
            "fish: plinth completion fish > ~/.config/fish/completions/plinth.fish");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    String shell = arguments.matchedPositionalValue(0, "");
    List<CommandSpec> specs = Main.specs();
    console
        .out()
        .print(
            switch (shell) {
              case "bash" -> Completion.bash(specs);
              case "zsh" -> Completion.zsh(specs);
              case "fish" -> Completion.fish(specs);
              default ->
                  throw new ParameterException(
                      arguments.commandSpec().commandLine(),
                      "no completion for \"" + shell + "\": bash, zsh and fish are known");
            });
    return Main.PASSED;
  }
}
