package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.inventory.language.HeaderFields.Field;
import dev.plinth.inventory.language.HeaderFields.Folding;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Installed Python distributions, by their core metadata (Python packaging specifications: "Core
 * metadata", "Recording installed projects"; setuptools' egg formats):
 *
 * <ul>
 *   <li>{@code NAME-VERSION.dist-info/METADATA}: wheels, pip
 *   <li>{@code NAME-VERSION.egg-info/PKG-INFO}: setuptools, development installs
 *   <li>{@code NAME-VERSION.egg-info} as a file: distutils, as distributions package it
 *   <li>{@code NAME-VERSION.egg/EGG-INFO/PKG-INFO}: unzipped eggs
 * </ul>
 *
 * <p>They are taken wherever they lie, virtual environments and vendored copies ({@code _vendor},
 * marked by the detail {@code vendored}, which {@code pip list} does not list) included. Where the
 * folder's name and the metadata disagree, the metadata is right; the folder's name serves only
 * where the metadata lacks a name or version.
 *
 * <p>Licences: {@code License-Expression} alone where there is one (PEP 639), else the first line
 * of {@code License} and the last part of each licence classifier.
 */
public final class PythonMetadataCataloguer implements Cataloguer {
  private static final int HEADER_LIMIT = 512 << 10;
  private static final String LICENSE_CLASSIFIER = "License :: ";

  @Override
  public String id() {
    return "python-metadata";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    if (entry.type() != EntryType.FILE || !wanted(entry.path())) {
      return null;
    }
    return new HeaderBlockConsumer(HEADER_LIMIT, header -> read(entry.path(), header, sink));
  }

  private static boolean wanted(String path) {
    return path.endsWith(".dist-info/METADATA")
        || path.endsWith(".egg-info/PKG-INFO")
        || path.endsWith(".egg-info")
        || path.endsWith(".egg/EGG-INFO/PKG-INFO");
  }

  /** Reads one header; {@code path} serves for the folder's name. */
  static void read(String path, byte[] header, FactSink sink) {
    List<Field> fields = HeaderFields.parse(header, Folding.MAIL);
    String name = HeaderFields.first(fields, "name");
    String version = HeaderFields.first(fields, "version");
    if (name.isEmpty() || version.isEmpty()) {
      String stem = folderStem(path);
      int dash = stem.indexOf('-');
      if (name.isEmpty()) {
        name = dash < 0 ? stem : stem.substring(0, dash);
      }
      if (version.isEmpty() && dash >= 0) {
        int next = stem.indexOf('-', dash + 1);
        version = stem.substring(dash + 1, next < 0 ? stem.length() : next);
      }
    }
    if (version.isEmpty() || !PackageFacts.plausible("", name, version)) {
      sink.problem("the Python metadata states no usable name and version");
      return;
    }
    PackageFacts facts = new PackageFacts("pypi", "", name, version);
    licenses(fields, facts);
    if (path.contains("/_vendor/") || path.contains("/_vendored/")) {
      facts.detail("vendored", "true");
    }
    sink.add(facts.build());
  }

  private static void licenses(List<Field> fields, PackageFacts facts) {
    String expression = HeaderFields.first(fields, "license-expression");
    if (!expression.isEmpty()) {
      facts.license(expression);
      return;
    }
    String license = HeaderFields.first(fields, "license");
    if (!license.equalsIgnoreCase("UNKNOWN")) {
      facts.license(license);
    }
    for (Field field : fields) {
      if (field.name().equals("classifier") && field.value().startsWith(LICENSE_CLASSIFIER)) {
        String last = field.value().substring(field.value().lastIndexOf("::") + 2).strip();
        if (!last.equals("OSI Approved")) {
          facts.license(last);
        }
      }
    }
  }

  /** {@code six-1.16.0} of {@code …/six-1.16.0.dist-info/METADATA}. */
  private static String folderStem(String path) {
    for (String suffix : new String[] {".dist-info", ".egg-info", ".egg"}) {
      int at = path.lastIndexOf(suffix);
      if (at >= 0) {
        return path.substring(path.lastIndexOf('/', at) + 1, at);
      }
    }
    return "";
  }
}
