package dev.plinth.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plinth.dockerfile.context.BuildContext;
import dev.plinth.dockerfile.context.BuildContext.Entry;
import dev.plinth.dockerfile.context.ContextReader;
import dev.plinth.dockerfile.context.IgnoreFile;
import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What a build would send. */
final class ContextVerb implements Verb {
  static final String SUMMARY = "list what a build would send, biggest first, with secrets marked";

  private static final List<String> FORMATS = List.of("table", "json");

  /** Rows of each part of the table, unless all are asked for. */
  private static final int ROWS = 20;

  @Override
  public String name() {
    return "context";
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
            .description("The folder that is sent; . by default.")
            .build());
    spec.addOption(
        CommandLines.option(
            "FILE",
            "The Dockerfile, whose own FILE.dockerignore goes first; DIR/Dockerfile by default.",
            "-f",
            "--file"));
    spec.addOption(CommandLines.flag("All rows of the table, not the biggest alone.", "--all"));
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            FORMATS,
            "table or json. To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    spec.usageMessage()
        .description(
            "Lists what COPY . . would take: the build context less what .dockerignore keeps out,"
                + " and which of its lines does. Symbolic links are not followed; of secrets only"
                + " their kind is told.")
        .footer(
            "",
            "Exit codes: 0 listed, 2 wrong usage, 3 could not finish: then the list says so.",
            "",
            "Example: plinth context . -f docker/Dockerfile");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "table");
    for (Outputs.Output output : outputs) {
      if (!FORMATS.contains(output.format())) {
        throw ImageArguments.usage(
            arguments, "-o takes table or json, not \"" + SafeText.of(output.format()) + "\"");
      }
    }
    Path given = Path.of(arguments.matchedPositionalValue(0, "."));
    Path folder = console.folder().resolve(given);
    String file = arguments.matchedOptionValue("--file", "");
    Path dockerfile =
        file.isEmpty() ? folder.resolve("Dockerfile") : console.folder().resolve(file);
    BuildContext context;
    try {
      context = ContextReader.read(folder, dockerfile, ContextReader.Limits.DEFAULT);
    } catch (IOException e) {
      throw CliErrors.input(given, e);
    }
    IgnoreFile.Line bad =
        context.ignore().bad().isEmpty() ? null : context.ignore().bad().getFirst();
    if (bad != null) {
      throw CliErrors.ignorePattern(
          String.valueOf(context.ignoreFile()),
          bad.number(),
          context.ignore().source().text(bad.written()));
    }
    int rows = arguments.hasMatchedOption("--all") ? Integer.MAX_VALUE : ROWS;
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            json(context, to);
          } else {
            table(context, rows, to);
          }
        });
    return context.complete() ? Main.PASSED : Main.UNFINISHED;
  }

  private static List<Entry> biggest(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(Entry::size).reversed().thenComparing(Entry::path));
    return sorted;
  }

  private static long size(List<Entry> entries) {
    long sum = 0;
    for (Entry entry : entries) {
      sum += entry.size();
    }
    return sum;
  }

  private static int files(List<Entry> entries) {
    int sum = 0;
    for (Entry entry : entries) {
      sum += entry.files();
    }
    return sum;
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }

  private static void table(BuildContext context, int rows, OutputStream to) {
    PrintStream out = new PrintStream(to, false, StandardCharsets.UTF_8);
    Path ignore = context.ignoreFile();
    out.println(
        "Would be sent: "
            + files(files(context.sent()))
            + ", "
            + ByteSize.of(context.size())
            + (ignore == null ? "; there is no .dockerignore" : ""));
    rows(biggest(context.sent()), rows, false, out);
    List<Entry> secrets = context.sent().stream().filter(e -> e.secret() != null).toList();
    if (!secrets.isEmpty()) {
      out.println();
      out.println("Secrets among it:");
      for (Entry entry : secrets) {
        out.println("  " + SafeText.of(entry.path()) + "  (" + entry.secret() + ")");
      }
    }
    if (ignore != null) {
      out.println();
      out.println(
          "Kept out by "
              + SafeText.of(String.valueOf(ignore.getFileName()))
              + ": "
              + files(files(context.ignored()))
              + ", "
              + ByteSize.of(size(context.ignored())));
      rows(biggest(context.ignored()), rows, true, out);
    }
    if (!context.complete()) {
      out.println();
      out.println("Not whole: " + context.incomplete() + ".");
    }
    out.flush();
  }

  private static void rows(List<Entry> entries, int rows, boolean why, PrintStream out) {
    for (Entry entry : entries.subList(0, Math.min(rows, entries.size()))) {
      String size = entry.kind() == BuildContext.Kind.LINK ? "link" : ByteSize.of(entry.size());
      StringBuilder line = new StringBuilder("  ");
      line.repeat(" ", Math.max(0, 9 - size.length())).append(size).append("  ");
      line.append(SafeText.of(entry.path()));
      if (entry.kind() == BuildContext.Kind.FOLDER) {
        line.append("/  ").append(files(entry.files()));
      }
      IgnoreFile.Line by = entry.by();
      if (why && by != null) {
        line.append("  line ").append(by.number()).append(": ").append(by.negated() ? "!" : "");
        line.append(SafeText.of(by.pattern()));
      }
      if (entry.secret() != null) {
        line.append("  ! ").append(entry.secret());
      }
      out.println(line);
    }
    if (entries.size() > rows) {
      out.println("  … and " + (entries.size() - rows) + " more; --all lists them");
    }
  }

  private static void json(BuildContext context, OutputStream to) throws IOException {
    try (JsonGenerator json = JsonReader.streaming().createGenerator(to, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      json.writeStartObject();
      json.writeNumberField("schema", 1);
      Path ignore = context.ignoreFile();
      json.writeStringField("ignoreFile", ignore == null ? null : ignore.toString());
      json.writeBooleanField("complete", context.complete());
      json.writeStringField("incomplete", context.complete() ? null : context.incomplete());
      json.writeNumberField("files", files(context.sent()));
      json.writeNumberField("size", context.size());
      entries("sent", context.sent(), json);
      entries("ignored", context.ignored(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void entries(String name, List<Entry> entries, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Entry entry : biggest(entries)) {
      json.writeStartObject();
      json.writeStringField("path", entry.path());
      json.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("size", entry.size());
      json.writeNumberField("files", entry.files());
      json.writeStringField("secret", entry.secret());
      IgnoreFile.@Nullable Line by = entry.by();
      if (by == null) {
        json.writeNullField("by");
      } else {
        json.writeObjectFieldStart("by");
        json.writeNumberField("line", by.number());
        json.writeStringField("pattern", (by.negated() ? "!" : "") + by.pattern());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
