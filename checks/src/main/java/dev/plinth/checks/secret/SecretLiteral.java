package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A secret that shows by its shape, wherever it stands. */
@RuleInfo(
    id = "secret-literal",
    level = Level.ERROR,
    title = "A token, a private key or a password in an address stands in the file",
    category = Category.SECRETS,
    aliases = {"trivy:DS-0031"})
public final class SecretLiteral implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<Instruction> instructions = facts.file().instructions();
    int next = 0;
    for (SecretShapes.Found found : SecretFacts.of(facts).shapes()) {
      while (next < instructions.size()
          && instructions.get(next).span().end() <= found.span().start()) {
        next++;
      }
      @Nullable Instruction in =
          next < instructions.size() && instructions.get(next).span().contains(found.span())
              ? instructions.get(next)
              : null;
      report
          .at(found.span(), found.kind(), sentence(found.kind(), in))
          .because(
              in == null
                  ? "whoever can read the file has it"
                  : "whoever can read the file has it, and for most instructions whoever pulls the"
                      + " image, by its history")
          .advise(
              "revoke it; let the build have the new one by RUN --mount=type=secret, and the"
                  + " program by what starts it")
          .mask(found.span());
    }
  }

  private static String sentence(String kind, @Nullable Instruction in) {
    String place = "the file, outside of any instruction";
    if (in != null && in.keyword() != Keyword.UNKNOWN) {
      place = in.keyword().word().toUpperCase(Locale.ROOT);
    }
    return kind + " stands in " + place;
  }
}
