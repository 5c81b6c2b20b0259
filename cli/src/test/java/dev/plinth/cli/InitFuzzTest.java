package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.Releases;
import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.bases.start.Request;
import dev.plinth.bases.start.Start;
import dev.plinth.bases.start.Starts;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.IgnoreFile;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzz target: a project of any files. Either an error with a code, or a Dockerfile that is read
 * without a problem, of known instructions, in which no word of the project's is more than a word.
 */
public class InitFuzzTest {
  /** Stands in every word that is put in, where a word of the project would become a command. */
  private static final String MARK = "PWND";

  private static final Pattern BROKEN_OUT =
      Pattern.compile("(?:[$`;&|(){}<>\\\\'\\n]|^|RUN )[ \\t]*" + MARK);

  private static final String[] WORDS = {
    "\nRUN PWND\nRUN ",
    "\\nRUN " + MARK,
    "$(" + MARK + ")",
    "`" + MARK + "`",
    "${" + MARK + "}",
    "\"; " + MARK + " #",
    "' && " + MARK,
    "\\",
    "\\\\",
    "\"",
    "'",
    "\r",
    "\u0000",
    "\u001b[2J",
    "\u202e",
    "\u2028",
    "<<" + MARK,
    " AS " + MARK,
    "--from=" + MARK,
    "../",
    "/etc/passwd",
    "*",
    "!",
    "#",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "&#10;RUN " + MARK,
    "<!--",
    "]]>",
    "99999999999999999999",
    ">=3.8,<4||^1",
    "workspaces",
    "x".repeat(300),
  };

  private static final List<String> NAMES =
      InitSamples.all().values().stream()
          .flatMap(files -> files.keySet().stream())
          .distinct()
          .sorted()
          .toList();

  private record Project(Map<String, byte[]> files) implements ProjectFiles {
    @Override
    public List<String> paths() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte[] bytes(String path) {
      return files.get(path);
    }
  }

  /** Files one behind the other: a byte for the name, its own text up to a byte 1. */
  public static void fuzzerTestOneInput(byte[] data) {
    Map<String, byte[]> files = new TreeMap<>();
    int at = 0;
    while (at < data.length) {
      String name = NAMES.get((data[at++] & 0xff) % NAMES.size());
      int end = at;
      while (end < data.length && data[end] != 1) {
        end++;
      }
      files.put(name, java.util.Arrays.copyOfRange(data, at, end));
      at = end + 1;
    }
    check(files, false);
    check(files, true);
  }

  private static void check(Map<String, byte[]> files, boolean explain) {
    Start start;
    try {
      start =
          Starts.of(
              new Request(
                  new Project(files),
                  "",
                  "",
                  explain,
                  LocalDate.of(2026, 11, 1),
                  Releases.EMBEDDED));
    } catch (PlinthException e) {
      assertThat(e.code()).startsWith("PLINTH-INIT-");
      return;
    }
    String text = start.dockerfile();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && (c < ' ' || c > '~')) {
        throw new AssertionError("a character that does not belong there: " + text);
      }
    }
    Dockerfile file = DockerfileParser.parse(SourceText.of(text.getBytes(StandardCharsets.UTF_8)));
    if (!file.problems().isEmpty() || BROKEN_OUT.matcher(text).find()) {
      throw new AssertionError(file.problems() + " in " + text);
    }
    for (Instruction instruction : file.instructions()) {
      Keyword keyword = instruction.keyword();
      if (keyword == Keyword.UNKNOWN || keyword == Keyword.ADD || keyword == Keyword.ONBUILD) {
        throw new AssertionError(keyword + " in " + text);
      }
    }
    if (!IgnoreFile.of(SourceText.of(InitVerb.kept(start).getBytes(StandardCharsets.UTF_8)))
        .bad()
        .isEmpty()) {
      throw new AssertionError(InitVerb.kept(start));
    }
  }

  private static byte[] packed(Map<String, String> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.forEach((name, text) -> {
      out.write(NAMES.indexOf(name));
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      out.write(1);
    });
    return out.toByteArray();
  }

  @Test
  void noProjectBecomesMoreThanWords() {
    assertThat(NAMES).hasSizeLessThan(256);
    List<byte[]> seeds = new ArrayList<>();
    InitSamples.all().values().forEach(files -> seeds.add(packed(files)));
    seeds.forEach(InitFuzzTest::fuzzerTestOneInput);
    long seed = Long.getLong("plinth.seed", 17);
    Random random = new Random(seed);
    for (int round = 0; round < Integer.getInteger("plinth.rounds", 1500); round++) {
      byte[] changed = seeds.get(random.nextInt(seeds.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed = change(changed, random);
      }
      try {
        fuzzerTestOneInput(changed);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed "
                + seed
                + ", round "
                + round
                + ": "
                + new String(changed, StandardCharsets.UTF_8),
            e);
      }
    }
  }

  /** Puts a word in, or takes something away, mostly at the edge of a word. */
  private static byte[] change(byte[] data, Random random) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int at = random.nextInt(text.length() + 1);
    while (at < text.length()
        && random.nextInt(8) != 0
        && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    int end = random.nextInt(4) == 0 ? Math.min(text.length(), at + random.nextInt(12)) : at;
    String word =
        new String(
            WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8),
            StandardCharsets.ISO_8859_1);
    return (text.substring(0, at) + (random.nextInt(6) == 0 ? "" : word) + text.substring(end))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Texts that are huge or nested deep, for each kind of file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "go.mod",
        "Cargo.toml",
        "pyproject.toml",
        "requirements.txt",
        "Pipfile",
        "package.json",
        "pnpm-workspace.yaml",
        "yarn.lock",
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "settings.gradle",
        "Tool.csproj",
        "Gemfile",
        "Gemfile.lock",
        ".nvmrc"
      })
  void hugeAndDeepFilesEndSoon(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add("[".repeat(200_000));
    texts.add("{\"a\":".repeat(100_000));
    texts.add("<a>".repeat(200_000));
    texts.add("(".repeat(200_000));
    texts.add("a = ".repeat(200_000));
    texts.add("[a]\n".repeat(200_000));
    texts.add("module x\n" + "replace a => ./b\n".repeat(100_000));
    texts.add("gem \"a\"\n".repeat(80_000));
    texts.add("-r a.txt\n".repeat(80_000));
    texts.add(" ".repeat(800_000));
    texts.add("\n".repeat(800_000));
    texts.add("x".repeat(800_000));
    texts.add("include 'a'\n".repeat(200_000));
    texts.add("  - '**/**/**/a'\n".repeat(100_000));
    texts.add("{\"workspaces\": [" + "\"**/*a*\",".repeat(50_000) + "\"b\"]}");
    for (String text : texts) {
      Map<String, byte[]> files = new TreeMap<>();
      files.put("package.json", "{\"main\": \"a.js\"}".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 50; i++) {
        files.put("a/".repeat(i % 9) + "b" + i + "/package.json", new byte[] {'{', '}'});
      }
      files.put("a.js", new byte[0]);
      files.put(name, text.getBytes(StandardCharsets.UTF_8));
      org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> check(files, false), text.substring(0, 20));
    }
  }
}
