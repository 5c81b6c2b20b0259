package dev.plinth.checks.runtime;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.Locale;

/** musl as the resolver of names in a cluster, where the file speaks of one. */
@RuleInfo(
    id = "musl-search-domains",
    level = Level.INFO,
    title = "musl resolves names for Kubernetes",
    category = Category.RUNTIME)
public final class MuslSearchDomains implements Rule {
  private static final String[] SIGNS = {"kubernetes", "k8s", ".svc.", ".cluster.local", "ndots"};

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    KnownBase base = last == null ? null : bases.base(last);
    if (last == null || base == null || !base.musl() || !bases.production()) {
      return;
    }
    String sign = sign(facts.source().raw());
    if (!sign.isEmpty()) {
      report
          .at(
              last.base().span(),
              base.name().shown(),
              "names are resolved by musl, one search domain after the other")
          .because("the file speaks of " + sign + ", where pods have ndots:5 and search domains")
          .because(
              "musl asks all name servers at once for each of them, which makes many questions of"
                  + " one, and one answer that fails can end the search")
          .advise(
              "set ndots:1 in the pod's dnsConfig or write names with a final dot, or build upon an"
                  + " image with glibc; /etc/resolv.conf in an image is replaced when it runs");
    }
  }

  private static String sign(String raw) {
    String text = raw.toLowerCase(Locale.ROOT);
    for (String sign : SIGNS) {
      if (text.contains(sign)) {
        return sign.equals("ndots") ? sign : sign.startsWith(".") ? "names like " + sign : sign;
      }
    }
    return "";
  }
}
