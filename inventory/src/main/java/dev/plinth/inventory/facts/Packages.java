package dev.plinth.inventory.facts;

import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packages made of facts and of other packages. */
final class Packages {
  private Packages() {}

  static Package of(
      Fact.PackageFact fact, String purl, List<String> licenses, List<String> evidence, int layer) {
    return new Package(
        fact.type(),
        fact.namespace(),
        fact.name(),
        fact.version(),
        fact.architecture(),
        fact.sourceName(),
        fact.sourceVersion(),
        licenses,
        fact.details(),
        purl,
        evidence,
        layer,
        null);
  }

  /** The same, of another layer and owner. */
  static Package placed(Package p, int layer, @Nullable String ownedBy) {
    return new Package(
        p.type(),
        p.namespace(),
        p.name(),
        p.version(),
        p.architecture(),
        p.sourceName(),
        p.sourceVersion(),
        p.licenses(),
        p.details(),
        p.purl(),
        p.evidence(),
        layer,
        ownedBy);
  }
}
