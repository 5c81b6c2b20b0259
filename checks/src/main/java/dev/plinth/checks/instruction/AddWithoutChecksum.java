package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** ADD of an address whose content nobody checks. */
@RuleInfo(
    id = "add-without-checksum",
    level = Level.WARNING,
    title = "Fetched without a checksum",
    category = Category.INSTRUCTIONS)
public final class AddWithoutChecksum implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.ADD)) {
      Arguments.@Nullable Paths paths = place.instruction().paths();
      if (paths == null || place.instruction().flag("checksum") != null) {
        continue;
      }
      for (Word source : paths.sources()) {
        @Nullable String path = Paths.expanded(facts, place, source);
        String address = path == null ? source.text() : path;
        if (!Paths.remote(address)) {
          continue;
        }
        String shown = withoutSecrets(address);
        if (git(address)) {
          if (!commit(address)) {
            report
                .at(
                    source.span(),
                    shown,
                    "what is fetched depends on where the branch or tag stands")
                .advise("name a commit by all of its digits behind a #");
          }
        } else {
          report
              .at(source.span(), shown, "nothing checks what is fetched from there")
              .because("the same address may give other bytes tomorrow")
              .advise("add --checksum=sha256:… of what you expect");
        }
      }
    }
  }

  private static boolean git(String address) {
    int hash = address.indexOf('#');
    String repository = hash < 0 ? address : address.substring(0, hash);
    return address.startsWith("git@")
        || address.startsWith("git://")
        || address.startsWith("ssh://")
        || repository.endsWith(".git")
        || repository.contains(".git?");
  }

  /** True where a whole commit is named. */
  private static boolean commit(String address) {
    int query = address.indexOf("checksum=");
    int hash = query >= 0 ? query + "checksum=".length() - 1 : address.indexOf('#');
    int end = hash + 1;
    while (hash >= 0 && end < address.length() && Character.digit(address.charAt(end), 16) >= 0) {
      end++;
    }
    return hash >= 0 && end - hash - 1 >= 40;
  }

  /** Neither names and passwords nor queries are shown. */
  private static String withoutSecrets(String address) {
    int end = address.indexOf('?');
    String text = end < 0 ? address : address.substring(0, end);
    int scheme = text.indexOf("://");
    int at = text.indexOf('@', Math.max(0, scheme));
    int slash = scheme < 0 ? -1 : text.indexOf('/', scheme + 3);
    return scheme >= 0 && at > 0 && (slash < 0 || at < slash)
        ? text.substring(0, scheme + 3) + text.substring(at + 1)
        : text;
  }
}
