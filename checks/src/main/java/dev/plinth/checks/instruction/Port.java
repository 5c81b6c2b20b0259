package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A word of EXPOSE as the builder reads it: {@code [[ip:]host:]port[-port][/protocol]}.
 *
 * @param mapping what stands before the container's port, its colon included; empty as a rule
 * @param port the container's port or range
 * @param protocol what follows the slash; empty where nothing does
 */
record Port(String mapping, String port, String protocol) {
  static Port of(String text) {
    int slash = text.lastIndexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int colon = address.lastIndexOf(':');
    return new Port(
        address.substring(0, colon + 1),
        address.substring(colon + 1),
        slash < 0 ? "" : text.substring(slash + 1));
  }

  /** Why the builder refuses it; null where it does not. */
  @Nullable String refused() {
    int hyphen = port.indexOf('-');
    int first = number(hyphen < 0 ? port : port.substring(0, hyphen));
    int last = hyphen < 0 ? first : number(port.substring(hyphen + 1));
    if (first == NONE || last == NONE) {
      return port + " is no port: EXPOSE takes numbers from 0 to 65535";
    }
    if (first > HIGHEST || last > HIGHEST) {
      return port + " is beyond the highest port, 65535";
    }
    if (last < first) {
      return "the range " + port + " ends before it begins";
    }
    return switch (protocol.toLowerCase(Locale.ROOT)) {
      case "", "tcp", "udp", "sctp" -> null;
      default -> protocol + " is no protocol of EXPOSE, which are tcp, udp and sctp";
    };
  }

  /** True where that port is within it. */
  boolean holds(int wanted) {
    int hyphen = port.indexOf('-');
    int first = number(hyphen < 0 ? port : port.substring(0, hyphen));
    int last = hyphen < 0 ? first : number(port.substring(hyphen + 1));
    return first != NONE && last != NONE && first <= wanted && wanted <= last;
  }

  private static final int NONE = -1;
  private static final int HIGHEST = 65_535;

  private static int number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return NONE;
    }
    String plain = digits.replaceFirst("^0+(?=.)", "");
    return plain.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(plain);
  }

  /** Takes the ports of a file. */
  interface Taker {
    void take(Word word, Port port);
  }

  /** Gives every port that can be told. */
  static void each(DockerfileFacts facts, Taker taker) {
    for (Place place : facts.places(Keyword.EXPOSE)) {
      if (place.instruction().arguments() instanceof Arguments.Words(List<Word> words)) {
        for (Word word : words) {
          @Nullable String text = Paths.expanded(facts, place, word);
          if (text != null && !text.isEmpty()) {
            taker.take(word, Port.of(text));
          }
        }
      }
    }
  }
}
