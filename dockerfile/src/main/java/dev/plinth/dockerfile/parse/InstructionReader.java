package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads the joined text of one instruction: its keyword, its flags, its arguments. */
final class InstructionReader {
  private final LogicalText text;
  private final char escape;
  private final Problems problems;
  private final int end;
  private final Word word;
  private final Keyword keyword;
  private final List<Flag> flags;

  /** Where the arguments begin. */
  private final int rest;

  InstructionReader(LogicalText text, char escape, Problems problems) {
    this(text, 0, escape, problems);
  }

  private InstructionReader(LogicalText text, int from, char escape, Problems problems) {
    this.text = text;
    this.escape = escape;
    this.problems = problems;
    int start = Space.skip(text, from, text.length());
    this.end = Space.trimEnd(text, start, text.length());
    int wordEnd = Space.nextBetween(text, start, end);
    this.word = Word.of(text, start, wordEnd);
    this.keyword = Keyword.of(word.value());
    WordReader.Flags read = WordReader.flags(text, wordEnd, end);
    this.flags = read.flags();
    this.rest = Space.skip(text, read.end(), end);
  }

  /** The heredocs it announces, which follow on the next lines. */
  List<HeredocMark> heredocMarks() {
    Keyword which = keyword;
    int from = rest;
    if (keyword == Keyword.ONBUILD) {
      InstructionReader inner = new InstructionReader(text, rest, escape, new Problems());
      which = inner.keyword;
      from = inner.rest;
    }
    if (!which.takesHeredocs() || text.raw().indexOf("<<", from) < 0) {
      return List.of();
    }
    return JsonWords.of(text, from, end).outcome() == JsonWords.Outcome.STRINGS
        ? List.of()
        : HeredocMark.in(text, from);
  }

  /** The instruction with what belongs to it. */
  Instruction instruction(
      List<Heredoc> heredocs, Span span, List<Comment> within, List<Comment> above) {
    FlagNames.check(keyword, flags, problems);
    Arguments arguments = arguments(heredocs);
    return new Instruction(
        keyword, word, text, flags, arguments, heredocs, span, within, List.copyOf(above));
  }

  private Arguments arguments(List<Heredoc> heredocs) {
    return switch (keyword) {
      case FROM -> base();
      case RUN -> run(heredocs);
      case CMD, ENTRYPOINT -> command(rest);
      case SHELL -> shell();
      case HEALTHCHECK -> health();
      case ADD, COPY -> copied(heredocs);
      case VOLUME -> volume();
      case ENV, LABEL -> pairs();
      case ARG -> declarations();
      case EXPOSE -> {
        List<Word> words = WordReader.delimited(text, rest, end);
        if (words.isEmpty()) {
          missing("at least one argument");
        }
        yield new Arguments.Words(words);
      }
      case USER, WORKDIR, STOPSIGNAL, MAINTAINER -> {
        if (rest == end) {
          missing("exactly one argument");
        }
        yield new Arguments.Rest(Word.of(text, rest, end));
      }
      case ONBUILD -> trigger(heredocs);
      case UNKNOWN -> {
        String suggestion = Suggestion.of(word.text());
        problems.add(
            Problem.Kind.UNKNOWN_INSTRUCTION,
            word.span(),
            "there is no instruction "
                + word.text()
                + (suggestion.isEmpty() ? "" : " (did you mean " + suggestion + "?)"));
        yield malformed();
      }
    };
  }

  private Arguments malformed() {
    return new Arguments.Malformed(text.part(rest, end));
  }

  private void missing(String what) {
    problems.add(Problem.Kind.ARGUMENTS, word.span(), keyword + " needs " + what);
  }

  private Arguments base() {
    List<Word> words = WordReader.delimited(text, rest, end);
    if (words.size() != 1 && words.size() != 3) {
      problems.add(
          Problem.Kind.ARGUMENTS,
          words.isEmpty() ? word.span() : words.getFirst().span().to(words.getLast().span()),
          "FROM takes an image, or an image, AS and a name");
      return words.isEmpty() ? malformed() : new Arguments.Base(words.getFirst(), null, null);
    }
    if (words.size() == 1) {
      return new Arguments.Base(words.getFirst(), null, null);
    }
    if (!words.get(1).value().equalsIgnoreCase("as")) {
      problems.add(
          Problem.Kind.ARGUMENTS,
          words.get(1).span(),
          "between the image and the stage's name stands AS, not " + words.get(1).text());
    }
    if (!stageName(words.get(2).value())) {
      problems.add(
          Problem.Kind.STAGE_NAME,
          words.get(2).span(),
          "a stage's name begins with a letter and goes on with letters, digits, -, _ and .");
    }
    return new Arguments.Base(words.getFirst(), words.get(1), words.get(2));
  }

  private static boolean stageName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = (char) (name.charAt(i) | 0x20);
      boolean letter = c >= 'a' && c <= 'z' && name.charAt(i) < 0x80;
      char plain = name.charAt(i);
      boolean other =
          (plain >= '0' && plain <= '9') || plain == '-' || plain == '_' || plain == '.';
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private Arguments run(List<Heredoc> heredocs) {
    if (rest == end && heredocs.isEmpty()) {
      missing("a command");
    }
    return command(rest);
  }

  private Arguments.Command command(int from) {
    JsonWords json = JsonWords.of(text, from, end);
    if (json.outcome() == JsonWords.Outcome.OTHER) {
      problems.add(
          Problem.Kind.JSON,
          text.span(from, end),
          "the JSON array has something else than strings");
    }
    return new Arguments.Command(
        json.outcome() == JsonWords.Outcome.STRINGS, json.words(), text.part(from, end));
  }

  private Arguments shell() {
    Arguments.Command command = command(rest);
    if (!command.json() || command.words().isEmpty()) {
      problems.add(
          Problem.Kind.JSON,
          rest == end ? word.span() : text.span(rest, end),
          "SHELL takes a JSON array of at least one string");
    }
    return command;
  }

  private Arguments health() {
    if (rest == end) {
      missing("NONE, or CMD and a command");
      return malformed();
    }
    int typeEnd = Space.nextBetween(text, rest, end);
    Word type = Word.of(text, rest, typeEnd);
    int from = Space.skip(text, typeEnd, end);
    if (type.value().equalsIgnoreCase("NONE")) {
      if (from < end) {
        problems.add(
            Problem.Kind.ARGUMENTS, text.span(from, end), "HEALTHCHECK NONE takes nothing more");
      }
      return new Arguments.Health(type, null);
    }
    if (!type.value().equalsIgnoreCase("CMD")) {
      problems.add(
          Problem.Kind.ARGUMENTS,
          type.span(),
          "HEALTHCHECK is followed by CMD or NONE, not " + type.text());
      return malformed();
    }
    Arguments.Command command = command(from);
    if (from == end || (command.json() && command.words().isEmpty())) {
      missing("a command after CMD");
    }
    return new Arguments.Health(type, command);
  }

  private Arguments copied(List<Heredoc> heredocs) {
    JsonWords json = JsonWords.of(text, rest, end);
    boolean array = json.outcome() == JsonWords.Outcome.STRINGS;
    if (json.outcome() == JsonWords.Outcome.OTHER) {
      problems.add(
          Problem.Kind.JSON,
          text.span(rest, end),
          "the JSON array has something else than strings");
    }
    List<Word> words = array ? json.words() : pathWords(heredocs);
    if (words.size() < 2) {
      missing("at least one source, and a destination");
    } else if (isMark(words.getLast(), heredocs)) {
      problems.add(
          Problem.Kind.ARGUMENTS, words.getLast().span(), "the destination cannot be a heredoc");
    }
    return new Arguments.Paths(array, words);
  }

  /** Words, of which a heredoc's mark is one even where its name stands apart. */
  private List<Word> pathWords(List<Heredoc> heredocs) {
    List<Word> words = new ArrayList<>();
    int at = rest;
    for (Heredoc heredoc : heredocs) {
      words.addAll(WordReader.delimited(text, at, heredoc.mark().from()));
      words.add(heredoc.mark());
      at = heredoc.mark().to();
    }
    words.addAll(WordReader.delimited(text, at, end));
    return words;
  }

  private static boolean isMark(Word word, List<Heredoc> heredocs) {
    for (Heredoc heredoc : heredocs) {
      if (heredoc.mark().from() == word.from()) {
        return true;
      }
    }
    return false;
  }

  private Arguments volume() {
    JsonWords json = JsonWords.of(text, rest, end);
    boolean array = json.outcome() == JsonWords.Outcome.STRINGS;
    if (json.outcome() == JsonWords.Outcome.OTHER) {
      problems.add(
          Problem.Kind.JSON,
          text.span(rest, end),
          "the JSON array has something else than strings");
    }
    List<Word> words = array ? json.words() : WordReader.delimited(text, rest, end);
    if (words.isEmpty()) {
      missing("at least one path");
    }
    for (Word path : words) {
      if (path.value().isEmpty()) {
        problems.add(Problem.Kind.ARGUMENTS, path.span(), "a VOLUME's path is empty");
      }
    }
    return new Arguments.Paths(array, words);
  }

  private Arguments pairs() {
    List<Word> words = WordReader.quoted(text, rest, end, escape);
    if (words.isEmpty()) {
      missing("at least one name and value");
      return malformed();
    }
    if (words.size() > DockerfileParser.MOST) {
      problems.add(
          Problem.Kind.TOO_MANY,
          word.span(),
          "this is not read: it has more than " + DockerfileParser.MOST + " words");
      return malformed();
    }
    if (words.getFirst().value().indexOf('=') < 0) {
      int nameEnd = Space.nextBetween(text, rest, end);
      int valueStart = Space.skipBetween(text, nameEnd, end);
      Word name = Word.of(text, rest, nameEnd);
      if (valueStart == end) {
        missing("a value for " + name.text());
      }
      return new Arguments.Pairs(true, List.of(new Pair(name, Word.of(text, valueStart, end))));
    }
    List<Pair> pairs = new ArrayList<>();
    for (Word each : words) {
      Pair pair = pair(each);
      if (pair.value() == null) {
        problems.add(
            Problem.Kind.ARGUMENTS,
            each.span(),
            each.text() + " has no equals sign: " + keyword + " takes name=value");
      } else if (pair.name().value().isEmpty()) {
        problems.add(Problem.Kind.ARGUMENTS, each.span(), "a name is empty");
      }
      pairs.add(pair);
    }
    return new Arguments.Pairs(false, pairs);
  }

  private Arguments declarations() {
    List<Word> words = WordReader.quoted(text, rest, end, escape);
    if (words.isEmpty()) {
      missing("at least one name");
    }
    List<Pair> pairs = new ArrayList<>();
    for (Word each : words) {
      Pair pair = pair(each);
      if (pair.name().value().isEmpty()) {
        problems.add(Problem.Kind.ARGUMENTS, each.span(), "a name is empty");
      }
      pairs.add(pair);
    }
    return new Arguments.Pairs(false, pairs);
  }

  private static Pair pair(Word word) {
    int equals = word.value().indexOf('=');
    return equals < 0
        ? new Pair(word, null)
        : new Pair(word.part(0, equals), word.part(equals + 1, word.value().length()));
  }

  private Arguments trigger(List<Heredoc> heredocs) {
    if (rest == end) {
      missing("an instruction");
      return malformed();
    }
    InstructionReader inner = new InstructionReader(text, rest, escape, problems);
    if (inner.keyword == Keyword.ONBUILD
        || inner.keyword == Keyword.FROM
        || inner.keyword == Keyword.MAINTAINER) {
      problems.add(
          Problem.Kind.ONBUILD, inner.word.span(), "ONBUILD does not take " + inner.keyword);
      return malformed();
    }
    FlagNames.check(inner.keyword, inner.flags, problems);
    Arguments arguments = inner.arguments(heredocs);
    Span span = text.span(inner.word.from(), end);
    for (Heredoc heredoc : heredocs) {
      span = span.to(heredoc.end());
    }
    return new Arguments.Trigger(
        new Instruction(
            inner.keyword,
            inner.word,
            text.part(inner.word.from(), end),
            inner.flags,
            arguments,
            heredocs,
            span,
            List.of(),
            List.of()));
  }
}
