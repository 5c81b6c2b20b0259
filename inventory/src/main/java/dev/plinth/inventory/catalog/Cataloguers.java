package dev.plinth.inventory.catalog;

import dev.plinth.inventory.language.ExecutableCataloguer;
import dev.plinth.inventory.language.JavaArchiveCataloguer;
import dev.plinth.inventory.language.NpmPackageCataloguer;
import dev.plinth.inventory.language.PythonMetadataCataloguer;
import java.util.List;

/** The one list of cataloguers. */
public final class Cataloguers {
  private Cataloguers() {}

  /** All of them, in the order they are asked. */
  public static List<Cataloguer> all() {
    return List.of(
        new PythonMetadataCataloguer(),
        new NpmPackageCataloguer(),
        new JavaArchiveCataloguer(),
        new ExecutableCataloguer());
  }
}
