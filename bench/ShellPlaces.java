import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Writes the distinct texts that a folder's Dockerfiles give to a shell, each as NUMBER.sh, and what the shell
 * parser reads of it as NUMBER.json: the places of commands' names, words and redirections.
 */
public class ShellPlaces {
  private final StringJoiner names = new StringJoiner(",", "[", "]");
  private final StringJoiner words = new StringJoiner(",", "[", "]");
  private final StringJoiner redirections = new StringJoiner(",", "[", "]");

  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[1]);
    Set<String> seen = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        var dockerfile = DockerfileParser.parse(SourceText.of(Files.readAllBytes(file)));
        for (Instruction instruction : dockerfile.instructions()) {
          RunScript run = instruction.keyword() == Keyword.RUN ? RunScript.of(instruction) : null;
          if (run != null
              && run.interpreter().isEmpty()
              && dockerfile.escape() == '\\'
              && seen.add(run.text().raw() + "\n")) {
            write(out, seen.size(), run.text().raw() + "\n");
          }
        }
      }
    }
  }

  private static void write(Path out, int number, String raw) throws IOException {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    SourceText source = SourceText.of(bytes);
    ShellScript script =
        ShellParser.parse(LogicalText.of(source, new Span(0, source.length())));
    ShellPlaces places = new ShellPlaces();
    places.list(script.list());
    String name = "%05d".formatted(number);
    Files.write(out.resolve(name + ".sh"), bytes);
    Files.writeString(
        out.resolve(name + ".json"),
        "{\"complete\":%s,\"names\":%s,\"words\":%s,\"redirections\":%s}\n"
            .formatted(script.complete(), places.names, places.words, places.redirections));
  }

  private void list(ShellList list) {
    if (list != null) {
      list.items().forEach(item -> item.pipelines().forEach(each -> each.commands().forEach(this::command)));
    }
  }

  private static String place(ShellWord word) {
    return "[" + word.from() + "," + word.to() + "]";
  }

  private void words(List<ShellWord> all) {
    if (all != null) {
      all.forEach(this::word);
    }
  }

  private void word(ShellWord word) {
    if (word != null) {
      word.parts().forEach(this::part);
    }
  }

  private void part(WordPart part) {
    switch (part) {
      case WordPart.Substitution inner -> list(inner.list());
      case WordPart.ProcessSubstitution inner -> list(inner.list());
      case WordPart.DoubleQuoted inner -> inner.parts().forEach(this::part);
      case WordPart.Parameter inner -> word(inner.argument());
      default -> {}
    }
  }

  private void command(ShellCommand command) {
    switch (command) {
      case ShellCommand.Simple simple -> {
        if (!simple.words().isEmpty()) {
          names.add(place(simple.words().getFirst()));
          simple.arguments().forEach(word -> words.add(place(word)));
        }
        for (ShellCommand.Assignment assignment : simple.assignments()) {
          word(assignment.value());
          words(assignment.array());
        }
        words(simple.words());
      }
      case ShellCommand.Group group -> list(group.list());
      case ShellCommand.Subshell subshell -> list(subshell.list());
      case ShellCommand.If branches -> {
        for (ShellCommand.Branch branch : branches.branches()) {
          list(branch.condition());
          list(branch.body());
        }
        list(branches.otherwise());
      }
      case ShellCommand.While loop -> {
        list(loop.condition());
        list(loop.body());
      }
      case ShellCommand.For loop -> {
        words(loop.words());
        list(loop.body());
      }
      case ShellCommand.Case cases -> {
        word(cases.word());
        for (ShellCommand.Arm arm : cases.arms()) {
          words(arm.patterns());
          list(arm.body());
        }
      }
      case ShellCommand.Function function -> command(function.body());
      case ShellCommand.Test test -> words(test.words());
      case ShellCommand.Arithmetic ignored -> {}
    }
    for (Redirection redirection : command.redirections()) {
      redirections.add(String.valueOf(redirection.from()));
      word(redirection.target());
      if (redirection.document() != null) {
        word(redirection.document().parts());
      }
    }
  }
}
