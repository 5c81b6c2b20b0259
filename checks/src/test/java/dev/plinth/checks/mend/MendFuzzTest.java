package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.lint.RuleExamples;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.dockerfile.Seeds;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Severity;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: any file, mended. Never an exception; a second run changes nothing; safe changes
 * leave alone what is built; less is found than before.
 */
public class MendFuzzTest {
  private static final Set<String> BRINGING = Set.of("build-tools-shipped", "musl-extensions");
  private static final FileLint LINT = new FileLint(LintSettings.NONE);

  public static void fuzzerTestOneInput(byte[] data) {
    Function<byte[], LintedFile> lint = bytes -> LINT.lint("Dockerfile", bytes, null, Map.of());
    Mended safe = mend(new Mender(Safety.SAFE, Set.of()), data, lint);
    Set<String> rules = new HashSet<>();
    safe.applied().forEach(each -> rules.add(each.rule()));
    List<String> before = BuildModel.of(safe.before(), rules);
    List<String> after = BuildModel.of(safe.after(), rules);
    if (!before.equals(after)) {
      throw new AssertionError(rules + " changed what is built: " + before + " / " + after);
    }
    mend(new Mender(Safety.REVIEW, Set.of()), data, lint);
    Mended divided = mend(new Mender(Safety.REVIEW, Set.of("build-tools-shipped")), data, lint);
    Map<String, String> one = ShippedModel.divided(ShippedModel.of(divided.before()));
    Map<String, String> two = ShippedModel.divided(ShippedModel.of(divided.after()));
    if (!one.equals(two)) {
      throw new AssertionError("divided, the image runs otherwise: " + one + " / " + two);
    }
  }

  private static Mended mend(Mender mender, byte[] data, Function<byte[], LintedFile> lint) {
    Mended mended = mender.mend(data, lint);
    int fewer = warnings(mended.original()) - warnings(mended.result());
    long expected =
        mended.applied().stream().filter(each -> !BRINGING.contains(each.rule())).count();
    if (mended.applied().size() == expected) {
      fewer = mended.original().findings().size() - mended.result().findings().size();
    } else {
      // What it writes may be given advice in its turn.
      expected = 0;
    }
    if (fewer < expected) {
      throw new AssertionError(mended.applied() + " removed but " + fewer + " findings");
    }
    Mended again = mender.mend(mended.after().toBytes(), lint);
    if (again.changed() || !again.refused().equals(mended.refused())) {
      throw new AssertionError("a second run changes more: " + again.applied());
    }
    return mended;
  }

  private static int warnings(LintedFile file) {
    return (int)
        file.findings().stream()
            .filter(each -> each.severity().compareTo(Severity.LOW) > 0)
            .count();
  }

  @Test
  void any_file_is_mended_for_good() throws IOException {
    List<byte[]> seeds = RuleExamples.all();
    assertThat(seeds).hasSizeGreaterThan(200);
    seeds.forEach(MendFuzzTest::fuzzerTestOneInput);
    Seeds.mutate(seeds, Integer.getInteger("plinth.rounds", 300), MendFuzzTest::fuzzerTestOneInput);
  }
}
