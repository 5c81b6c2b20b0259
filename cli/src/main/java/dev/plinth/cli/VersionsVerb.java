package dev.plinth.cli;

import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.foundation.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says how versions compare, as {@code dpkg --compare-versions} does for one ecosystem. */
final class VersionsVerb implements Verb {
  static final String SUMMARY = "compare versions as an ecosystem orders them";

  private static final int FLUSHED_LINES = 1024;

  @Override
  public String name() {
    return "versions";
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
            .paramLabel("ECOSYSTEM")
            .completionCandidates(VersionOrders.ids())
            .description("One of " + String.join(", ", VersionOrders.ids()) + ".")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1..2")
            .arity("0..2")
            .type(String[].class)
            .paramLabel("[A B]")
            .hideParamSyntax(true)
            .description("Two versions; without them, pairs are read from standard input.")
            .build());
    spec.usageMessage()
        .description(
            "Says <, = or > for two versions. Without versions, reads pairs from standard"
                + " input, one a line, and answers a line each.")
        .footer("", "Example: plinth versions deb 1.0~rc1 1.0");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    VersionOrder order = order(arguments);
    String[] pair = arguments.matchedPositionalValue(1, new String[0]);
    if (pair.length == 2) {
      console.out().println(sign(order, pair[0], pair[1]));
      return Main.PASSED;
    }
    if (pair.length == 1) {
      throw usage(
          arguments, "one version is not enough to compare: give two, or none to read pairs");
    }
    return comparePairs(order, console);
  }

  private static VersionOrder order(ParseResult arguments) {
    String ecosystem = arguments.matchedPositionalValue(0, "");
    VersionOrder order = VersionOrders.find(ecosystem);
    if (order == null) {
      throw usage(
          arguments,
          "no order is known for \""
              + SafeText.of(ecosystem)
              + "\": known are "
              + String.join(", ", VersionOrders.ids()));
    }
    return order;
  }

  private static ParameterException usage(ParseResult arguments, String message) {
    return new ParameterException(arguments.commandSpec().commandLine(), message);
  }

  private static int comparePairs(VersionOrder order, Console console) {
    PrintStream out = console.out();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8), 1 << 16);
    long number = 0;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = line.strip();
        if (text.isEmpty()) {
          continue;
        }
        int gap = firstGap(text);
        String second = gap < 0 ? "" : text.substring(gap).strip();
        if (gap < 0 || firstGap(second) >= 0) {
          out.flush();
          throw CliErrors.versionPair(number, text);
        }
        out.println(sign(order, text.substring(0, gap), second));
        // Whoever asks pair by pair has its answer before the next question; whoever has gone
        // (yes '1 2' | plinth versions deb | head) is not waited for.
        if ((!lines.ready() || number % FLUSHED_LINES == 0) && out.checkError()) {
          return Main.PASSED;
        }
      }
    } catch (IOException e) {
      throw CliErrors.standardInput(e);
    }
    return Main.PASSED;
  }

  private static int firstGap(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        return i;
      }
    }
    return -1;
  }

  private static char sign(VersionOrder order, String a, String b) {
    int comparison = order.compare(a, b);
    return comparison < 0 ? '<' : comparison > 0 ? '>' : '=';
  }
}
