package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.catalog.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How facts are written.
 *
 * <pre>
 * facts := varint count, count × fact
 * fact  := 1, text × 7 (type, namespace, name, version, architecture, source name and version),
 *             texts licences, map details
 *        | 2, map values (release)
 *        | 3, texts lines (repositories)
 *        | 4, text package, texts licences
 *        | 5, 1 byte (1 for groups), accounts
 * accounts := varint count, count × (text name, varint id, varint group, text shell)
 * texts := varint count, count × text
 * map   := varint count, count × (text key, text value), sorted by key
 * </pre>
 *
 * Lists of owned files are never written here: {@link OwnedFiles} stands for them.
 */
final class FactCodec {
  private FactCodec() {}

  static void write(ByteWriter out, List<Fact> facts) {
    out.varint(facts.size());
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.PackageFact p -> {
          out.u8(1);
          out.text(p.type());
          out.text(p.namespace());
          out.text(p.name());
          out.text(p.version());
          out.text(p.architecture());
          out.text(p.sourceName());
          out.text(p.sourceVersion());
          texts(out, p.licenses());
          map(out, p.details());
        }
        case Fact.ReleaseFact r -> {
          out.u8(2);
          map(out, r.values());
        }
        case Fact.RepositoriesFact r -> {
          out.u8(3);
          texts(out, r.lines());
        }
        case Fact.LicenseFact l -> {
          out.u8(4);
          out.text(l.packageName());
          texts(out, l.licenses());
        }
        case Fact.AccountsFact a -> {
          out.u8(5);
          out.u8(a.groups() ? 1 : 0);
          accounts(out, a.accounts());
        }
        case Fact.OwnedFilesFact o ->
            throw new IllegalStateException("owned files are kept as hashes: " + o.packageName());
      }
    }
  }

  static List<Fact> read(ByteReader in, MemoryBudget budget) throws FactsFormatException {
    int count = in.count(2);
    List<Fact> facts = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      Fact fact =
          switch (in.u8()) {
            case 1 ->
                new Fact.PackageFact(
                    in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(),
                    texts(in), map(in));
            case 2 -> new Fact.ReleaseFact(map(in));
            case 3 -> new Fact.RepositoriesFact(texts(in));
            case 4 -> new Fact.LicenseFact(in.text(), texts(in));
            case 5 -> new Fact.AccountsFact(in.u8() == 1, accounts(in));
            default -> throw new FactsFormatException("it has a fact of an unknown kind");
          };
      budget.keepFacts(FactWeights.of(fact));
      facts.add(fact);
    }
    return facts;
  }

  static void accounts(ByteWriter out, List<Account> accounts) {
    out.varint(accounts.size());
    for (Account account : accounts) {
      out.text(account.name());
      out.varint(account.id());
      out.varint(account.group());
      out.text(account.shell());
    }
  }

  static List<Account> accounts(ByteReader in) throws FactsFormatException {
    int count = in.count(4);
    List<Account> accounts = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      accounts.add(new Account(in.text(), in.varint(), in.varint(), in.text()));
    }
    return accounts;
  }

  static void texts(ByteWriter out, List<String> texts) {
    out.varint(texts.size());
    for (String text : texts) {
      out.text(text);
    }
  }

  static List<String> texts(ByteReader in) throws FactsFormatException {
    int count = in.count(1);
    if (count == 0) {
      return List.of();
    }
    if (count == 1) {
      return List.of(in.text());
    }
    List<String> texts = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  static void map(ByteWriter out, Map<String, String> map) {
    String[] keys = map.keySet().toArray(new String[0]);
    Arrays.sort(keys);
    out.varint(keys.length);
    for (String key : keys) {
      out.text(key);
      out.text(map.getOrDefault(key, ""));
    }
  }

  static Map<String, String> map(ByteReader in) throws FactsFormatException {
    int count = in.count(2);
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(in.text(), in.text());
    }
    return map;
  }
}
