package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What the rules about secrets find out together, once for a file. */
final class SecretFacts {
  private final List<SecretShapes.Found> shapes;
  private final DockerfileFacts facts;
  private final IdentityHashMap<RunText, Set<String>> parameters = new IdentityHashMap<>();

  private int searches = 100;

  private SecretFacts(DockerfileFacts facts) {
    this.facts = facts;
    this.shapes = SecretShapes.in(facts.source().raw());
  }

  static SecretFacts of(DockerfileFacts facts) {
    return facts.shared(SecretFacts.class, SecretFacts::new);
  }

  /** Secrets that show by their shape, anywhere in the file. */
  List<SecretShapes.Found> shapes() {
    return shapes;
  }

  /** True where one of them lies in that stretch. */
  boolean shapeIn(Span span) {
    int low = 0;
    int high = shapes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span found = shapes.get(middle).span();
      if (found.overlaps(span)) {
        return true;
      }
      if (found.end() <= span.start()) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** True for so many searches of a whole stage as leave the time linear in the file. */
  boolean search() {
    return searches-- > 0;
  }

  /** The simple commands of a text. */
  List<ShellWalk.Call> calls(RunText run) {
    return ShellWalk.calls(facts, run);
  }

  /** The names of the parameters that a text uses. */
  Set<String> parameters(RunText run) {
    return parameters.computeIfAbsent(
        run,
        key -> {
          Set<String> names = new HashSet<>();
          for (WordPart.Parameter parameter : ShellWalk.parameters(facts, key)) {
            names.add(parameter.name());
          }
          return names;
        });
  }
}
