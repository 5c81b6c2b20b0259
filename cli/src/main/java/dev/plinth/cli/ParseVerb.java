package dev.plinth.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A Dockerfile's tree as JSON. */
final class ParseVerb implements Verb {
  static final String SUMMARY = "print what a Dockerfile says as JSON, for your own tools";

  @Override
  public String name() {
    return "parse";
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
            .paramLabel("FILE")
            .description("A Dockerfile; - is standard input.")
            .build());
    spec.usageMessage()
        .description(
            "Prints instructions, flags, arguments, heredocs, stages, the images they name and the"
                + " programs they run, each with its place. What the builder would refuse is among"
                + " the problems; the rest is there all the same. The members: docs/parse-json.md.")
        .footer("", "Example: plinth parse Dockerfile | jq '.images[].name'");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    SourceText source = DockerfileInput.read(arguments.matchedPositionalValue(0, ""), console);
    Build build = Build.of(DockerfileParser.parse(source));
    try (JsonGenerator json =
        JsonReader.streaming().createGenerator(console.out(), JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      new ParseJson(build, json).write();
    } catch (IOException e) {
      throw CliErrors.standardOutput(e);
    }
    console.out().println();
    console.out().flush();
    return Main.PASSED;
  }
}
