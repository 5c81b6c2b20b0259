package dev.plinth.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Directive;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.dockerfile.tree.Word;
import java.io.IOException;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a Dockerfile's tree and meaning: docs/parse-json.md. */
final class ParseJson {
  private final Build build;
  private final Dockerfile file;
  private final SourceText source;
  private final JsonGenerator json;
  private final BitSet reaching;

  /** The stage an instruction stands in. */
  private final IdentityHashMap<Instruction, Integer> stages = new IdentityHashMap<>();

  ParseJson(Build build, JsonGenerator json) {
    this.build = build;
    this.file = build.file();
    this.source = file.source();
    this.json = json;
    this.reaching = build.reaching();
    for (Stage stage : build.stages()) {
      stages.put(stage.from(), stage.index());
      stage.steps().forEach(step -> stages.put(step.instruction(), stage.index()));
    }
  }

  /** One piece of an array. */
  private interface Element<T> {
    void write(T each) throws IOException;
  }

  void write() throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", 1);
    json.writeStringField("escape", String.valueOf(file.escape()));
    json.writeNumberField("bytes", source.length());
    json.writeNumberField("lines", source.lines());
    array("directives", file.directives(), this::directive);
    array("instructions", file.instructions(), this::instruction);
    array("stages", build.stages(), this::stage);
    array("images", build.images(), this::image);
    array("comments", file.comments(), this::comment);
    array("problems", file.problems(), this::problem);
    json.writeEndObject();
  }

  private <T> void array(String name, List<T> all, Element<T> element) throws IOException {
    json.writeArrayFieldStart(name);
    for (T each : all) {
      element.write(each);
    }
    json.writeEndArray();
  }

  private void span(String name, @Nullable Span span) throws IOException {
    if (span == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeNumberField("line", source.line(span.start()));
    json.writeNumberField("column", source.column(span.start()));
    json.writeNumberField("endLine", source.line(span.end()));
    json.writeNumberField("endColumn", source.column(span.end()));
    json.writeNumberField("startByte", span.start());
    json.writeNumberField("endByte", span.end());
    json.writeEndObject();
  }

  private void directive(Directive directive) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", directive.name());
    json.writeStringField("value", SourceText.utf8(directive.value()));
    span("location", directive.span());
    json.writeEndObject();
  }

  private void comment(Comment comment) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", SourceText.utf8(comment.text()));
    json.writeBooleanField("within", comment.within());
    span("location", comment.span());
    json.writeEndObject();
  }

  private void problem(Problem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeBooleanField("refused", problem.kind().refused());
    json.writeStringField("text", problem.text());
    span("location", problem.span());
    json.writeEndObject();
  }

  private void instruction(Instruction instruction) throws IOException {
    json.writeStartObject();
    json.writeStringField("keyword", instruction.keyword().name());
    json.writeStringField("written", instruction.word().text());
    @Nullable Integer stage = stages.get(instruction);
    if (stage == null) {
      json.writeNullField("stage");
    } else {
      json.writeNumberField("stage", stage);
    }
    span("location", instruction.span());
    array("flags", instruction.flags(), this::flag);
    arguments(instruction.arguments());
    array("heredocs", instruction.heredocs(), this::heredoc);
    Calls calls = Calls.of(instruction);
    array("calls", calls.all(), this::call);
    array("packageCalls", calls.packages(), this::packages);
    json.writeEndObject();
  }

  private void flag(Flag flag) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", SourceText.utf8(flag.name()));
    if (flag.value() == null) {
      json.writeNullField("value");
    } else {
      json.writeStringField("value", SourceText.utf8(flag.value()));
    }
    span("location", flag.span());
    span("valueLocation", flag.valueSpan());
    json.writeEndObject();
  }

  private void arguments(Arguments arguments) throws IOException {
    switch (arguments) {
      case Arguments.Base base -> {
        json.writeStringField("form", "base");
        word("image", base.image());
        word("as", base.name());
      }
      case Arguments.Command command -> command(command);
      case Arguments.Paths paths -> {
        json.writeStringField("form", paths.json() ? "json-paths" : "paths");
        words("words", paths.words());
      }
      case Arguments.Pairs pairs -> {
        json.writeStringField("form", pairs.legacy() ? "legacy-pairs" : "pairs");
        array("pairs", pairs.pairs(), this::pair);
      }
      case Arguments.Words words -> {
        json.writeStringField("form", "words");
        words("words", words.words());
      }
      case Arguments.Rest rest -> {
        json.writeStringField("form", "rest");
        word("rest", rest.word());
      }
      case Arguments.Health health -> {
        word("type", health.type());
        if (health.command() == null) {
          json.writeStringField("form", "none");
        } else {
          command(health.command());
        }
      }
      case Arguments.Trigger trigger -> {
        json.writeStringField("form", "trigger");
        json.writeFieldName("instruction");
        instruction(trigger.instruction());
      }
      case Arguments.Malformed malformed -> {
        json.writeStringField("form", "malformed");
        text("text", malformed.text());
      }
    }
  }

  private void command(Arguments.Command command) throws IOException {
    json.writeStringField("form", command.json() ? "exec" : "shell");
    if (command.json()) {
      words("words", command.words());
    } else {
      text("shell", command.shell());
    }
  }

  private void text(String name, LogicalText text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text.toString());
    span("location", text.span(0, text.length()));
    json.writeEndObject();
  }

  private void words(String name, List<Word> words) throws IOException {
    array(
        name,
        words,
        word -> {
          json.writeStartObject();
          json.writeStringField("text", word.text());
          span("location", word.span());
          json.writeEndObject();
        });
  }

  private void word(String name, @Nullable Word word) throws IOException {
    if (word == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("text", word.text());
    span("location", word.span());
    json.writeEndObject();
  }

  private void pair(Pair pair) throws IOException {
    json.writeStartObject();
    word("name", pair.name());
    word("value", pair.value());
    json.writeEndObject();
  }

  private void heredoc(Heredoc heredoc) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", SourceText.utf8(heredoc.name()));
    json.writeBooleanField("expands", heredoc.expands());
    json.writeBooleanField("chomps", heredoc.chomps());
    json.writeStringField("content", source.text(heredoc.content()));
    span("location", heredoc.content());
    json.writeEndObject();
  }

  /** What an expansion decides is shown as it stands. */
  private static String shown(LogicalText text, ShellWord word) {
    String value = word.value();
    return value == null ? text.text(word.from(), word.to()) : SourceText.utf8(value);
  }

  private void call(Call call) throws IOException {
    json.writeStartObject();
    json.writeStringField(
        "program",
        call.program().isEmpty()
            ? shown(call.text(), call.word())
            : SourceText.utf8(call.program()));
    json.writeBooleanField("known", !call.program().isEmpty());
    array(
        "arguments",
        call.arguments(),
        word -> {
          json.writeStartObject();
          json.writeStringField("text", shown(call.text(), word));
          json.writeBooleanField("known", word.value() != null);
          span("location", call.span(word));
          json.writeEndObject();
        });
    array("wrappers", call.wrappers(), json::writeString);
    json.writeBooleanField("conditional", call.where().conditional());
    json.writeBooleanField("tested", call.where().tested());
    json.writeBooleanField("loop", call.where().loop());
    json.writeBooleanField("reads", call.where().reads());
    json.writeBooleanField("feeds", call.where().feeds());
    span("location", call.span());
    json.writeEndObject();
  }

  private void packages(PackageCall call) throws IOException {
    json.writeStartObject();
    json.writeNumberField("call", call.call().index());
    json.writeStringField("manager", call.manager().program());
    json.writeStringField("action", call.action().name().toLowerCase(Locale.ROOT));
    json.writeStringField("command", printable(call.command()));
    array(
        "packages",
        call.packages(),
        each -> {
          json.writeStartObject();
          json.writeStringField("kind", each.kind().name().toLowerCase(Locale.ROOT));
          json.writeStringField("name", printable(each.name()));
          json.writeStringField("constraint", printable(each.constraint()));
          span("location", call.call().span(each.word()));
          json.writeEndObject();
        });
    array(
        "options",
        call.options(),
        each -> {
          json.writeStartObject();
          json.writeStringField("name", printable(each.name()));
          if (each.value() == null) {
            json.writeNullField("value");
          } else {
            json.writeStringField("value", printable(each.value()));
          }
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  /** Each expansion as an ellipsis in braces. */
  private static String printable(String text) {
    return SourceText.utf8(text).replace("\0", "${…}");
  }

  private void stage(Stage stage) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", stage.index());
    json.writeStringField("name", SourceText.utf8(stage.name()));
    json.writeBooleanField("reachesLast", reaching.get(stage.index()));
    json.writeStringField("user", stage.end().user());
    json.writeStringField("workdir", stage.end().workdir());
    array("shell", stage.end().shell(), json::writeString);
    span("location", stage.from().span());
    json.writeEndObject();
  }

  private void image(ImageUse use) throws IOException {
    json.writeStartObject();
    json.writeStringField("place", use.place().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeStringField("written", SourceText.utf8(use.written()));
    json.writeStringField("name", use.name());
    if (use.refersTo() < 0) {
      json.writeNullField("refersTo");
    } else {
      json.writeNumberField("refersTo", use.refersTo());
    }
    json.writeBooleanField("external", use.external());
    span("location", use.span());
    json.writeEndObject();
  }
}
