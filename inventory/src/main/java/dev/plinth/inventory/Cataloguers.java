package dev.plinth.inventory;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.language.ExecutableCataloguer;
import dev.plinth.inventory.language.JavaArchiveCataloguer;
import dev.plinth.inventory.language.NpmPackageCataloguer;
import dev.plinth.inventory.language.PythonMetadataCataloguer;
import dev.plinth.inventory.os.AccountsCataloguer;
import dev.plinth.inventory.os.ApkInstalledCataloguer;
import dev.plinth.inventory.os.ApkRepositoriesCataloguer;
import dev.plinth.inventory.os.DebianCopyrightCataloguer;
import dev.plinth.inventory.os.DpkgFilesCataloguer;
import dev.plinth.inventory.os.DpkgStatusCataloguer;
import dev.plinth.inventory.os.OsReleaseCataloguer;
import dev.plinth.inventory.os.ReleaseFileCataloguer;
import dev.plinth.inventory.os.RpmDatabaseCataloguer;
import java.util.List;

/** The one list of cataloguers. */
public final class Cataloguers {
  private Cataloguers() {}

  /** All of them, in the order they are asked. */
  public static List<Cataloguer> all() {
    return List.of(
        new OsReleaseCataloguer(),
        new ReleaseFileCataloguer(),
        new AccountsCataloguer(),
        new ApkRepositoriesCataloguer(),
        new DpkgStatusCataloguer(),
        new DpkgFilesCataloguer(),
        new DebianCopyrightCataloguer(),
        new ApkInstalledCataloguer(),
        new RpmDatabaseCataloguer(),
        new PythonMetadataCataloguer(),
        new NpmPackageCataloguer(),
        new JavaArchiveCataloguer(),
        new ExecutableCataloguer());
  }
}
