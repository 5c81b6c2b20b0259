package dev.plinth.cli;

import dev.plinth.bases.choose.Wishes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Asks at a terminal what neither options nor files answer. Nothing typed means: no matter. */
final class ChoosePrompt {
  private static final int TRIES = 3;
  private static final int LONGEST = 200;

  private final BufferedReader in;
  private final Console console;

  private ChoosePrompt(Console console) {
    this.console = console;
    this.in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
  }

  static Wishes ask(Wishes asked, Console console) {
    ChoosePrompt prompt = new ChoosePrompt(console);
    console.err().println("Enter alone means: it does not matter, or not known.");
    String language = prompt.word("What is it written in", Wishes.LANGUAGES);
    String shell = prompt.word("Is a shell needed in it, to look inside", List.of("yes", "no"));
    String libc = prompt.word("Which C library does it need", List.of("glibc", "musl", "none"));
    String code =
        language.isEmpty() || language.equals("tooling")
            ? ""
            : prompt.word(
                "Is machine code among its dependencies, and for which C library",
                List.of("no", "musl", "glibc", "yes"));
    String support = prompt.word("Whose support is required", List.of("rhel"));
    String compliance = prompt.word("What must it comply with", List.of("fips", "stig"));
    String prefer = prompt.word("What counts most", List.of("size", "security"));
    console.err().println();
    return new Wishes(
        language.isEmpty() ? "any" : language,
        "",
        false,
        libc,
        shell,
        support,
        compliance,
        code.isEmpty() ? "unknown" : code,
        asked.debug(),
        prefer,
        asked.platforms());
  }

  private String word(String question, List<String> words) {
    for (int i = 0; i < TRIES; i++) {
      console.err().print(question + "? (" + String.join(", ", words) + ") ");
      console.err().flush();
      String line;
      try {
        line = in.readLine();
      } catch (IOException e) {
        throw CliErrors.standardInput(e);
      }
      if (line == null) {
        return "";
      }
      String text = line.strip().toLowerCase(Locale.ROOT);
      if (text.isEmpty() || words.contains(text)) {
        return text;
      }
      for (String word : words) {
        if (text.length() <= LONGEST && word.startsWith(text)) {
          return word;
        }
      }
      console.err().println("One of: " + String.join(", ", words));
    }
    return "";
  }
}
