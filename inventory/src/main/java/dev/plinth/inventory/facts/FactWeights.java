package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.catalog.Fact;
import java.util.List;
import java.util.Map;

/** How much of the heap facts take, roughly and never too little: two bytes a character. */
final class FactWeights {
  private static final int OBJECT = 64;

  private FactWeights() {}

  static long of(Fact fact) {
    return switch (fact) {
      case Fact.PackageFact p ->
          7L * OBJECT
              + of(p.type())
              + of(p.namespace())
              + of(p.name())
              + of(p.version())
              + of(p.architecture())
              + of(p.sourceName())
              + of(p.sourceVersion())
              + of(p.licenses())
              + of(p.details());
      case Fact.ReleaseFact r -> OBJECT + of(r.values());
      case Fact.RepositoriesFact r -> OBJECT + of(r.lines());
      case Fact.OwnedFilesFact o -> owned(o.paths().size());
      case Fact.AccountsFact a -> accounts(a.accounts());
      case Fact.LicenseFact l -> OBJECT + of(l.packageName()) + of(l.licenses());
    };
  }

  static long owned(int paths) {
    return 4 * OBJECT + 8L * paths;
  }

  private static long accounts(List<Account> accounts) {
    long weight = OBJECT;
    for (Account account : accounts) {
      weight += OBJECT + of(account.name()) + of(account.shell());
    }
    return weight;
  }

  static long of(String text) {
    return OBJECT + 2L * text.length();
  }

  private static long of(List<String> texts) {
    long weight = OBJECT;
    for (String text : texts) {
      weight += of(text);
    }
    return weight;
  }

  private static long of(Map<String, String> texts) {
    long weight = OBJECT;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      weight += OBJECT + of(text.getKey()) + of(text.getValue());
    }
    return weight;
  }
}
