package dev.plinth.inventory.language;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.language.HeaderFields.Field;
import dev.plinth.inventory.language.HeaderFields.Folding;
import dev.plinth.inventory.language.JavaArchiveNames.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one archive says of itself and of what was merged into it, and the packages that follow.
 *
 * <ol>
 *   <li>Each {@code META-INF/maven/GROUP/ARTIFACT/pom.properties} is a Maven package. The archive's
 *       own is the one whose artifact the file name begins with, or the only one when the file name
 *       states no other version; the others were shaded into it and have the detail {@code shaded}
 *       and, as {@code inner-path}, the place of their {@code pom.properties}.
 *   <li>When none is its own, {@link JavaIdentity} takes the manifest and the file name, with the
 *       detail {@code sha1} for a later look-up. The group stays empty where nothing tells it. An
 *       archive of unknown version is no package.
 * </ol>
 *
 * <p>The detail {@code identified-by} is {@code pom.properties}, {@code manifest} or {@code
 * file-name}.
 */
final class JavaEvidence {
  private static final int MAX_POMS = 10_000;

  private record Pom(String group, String artifact, String version, String path) {}

  private final JavaArchiveJob job;
  private final String innerPath;
  private final String fileName;
  private final int depth;
  private final List<Pom> poms = new ArrayList<>(1);
  private List<Field> manifest = List.of();
  private boolean hasManifest;
  private boolean isArchive = true;

  /**
   * @param innerPath its place within the outermost archive, empty for that one
   * @param fileName the last part of its path
   * @param depth 0 for the outermost
   */
  JavaEvidence(JavaArchiveJob job, String innerPath, String fileName, int depth) {
    this.job = job;
    this.innerPath = innerPath;
    this.fileName = fileName;
    this.depth = depth;
  }

  String innerPath() {
    return innerPath;
  }

  /**
   * The evidence of an archive within this one; null when it may not be read, which is reported.
   */
  @Nullable JavaEvidence inner(String memberName) {
    String path = place(memberName);
    return job.enter(path, depth + 1)
        ? new JavaEvidence(job, path, JavaArchiveNames.last(memberName), depth + 1)
        : null;
  }

  private String place(String memberName) {
    return innerPath.isEmpty() ? memberName : innerPath + "!/" + memberName;
  }

  /** These bytes are no archive at all: a problem where the name says that they must be. */
  void noArchive() {
    isArchive = false;
    if (JavaArchiveNames.certain(fileName)) {
      job.problem(innerPath, "it is no zip archive");
    }
  }

  /** A member that matters could not be read. */
  void unreadable(String memberName, String why) {
    job.problem(innerPath, "the member " + SafeText.of(memberName) + " was not read: " + why);
  }

  /** The content of a manifest or {@code pom.properties}. */
  void text(Kind kind, String memberName, byte[] content) {
    if (kind == Kind.MANIFEST) {
      if (!hasManifest) {
        hasManifest = true;
        manifest = HeaderFields.parse(content, Folding.MANIFEST);
      }
    } else if (kind == Kind.POM_PROPERTIES && poms.size() < MAX_POMS) {
      pom(memberName, content);
    }
  }

  private void pom(String memberName, byte[] content) {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(content));
    } catch (IOException | IllegalArgumentException e) {
      unreadable(memberName, "it is no properties file");
      return;
    }
    String[] parts = memberName.split("/", -1);
    String group = properties.getProperty("groupId", "").strip();
    String artifact = properties.getProperty("artifactId", "").strip();
    String version = properties.getProperty("version", "").strip();
    if (parts.length >= 5) {
      group = group.isEmpty() ? parts[parts.length - 3] : group;
      artifact = artifact.isEmpty() ? parts[parts.length - 2] : artifact;
    }
    // A template that was never filled in names no release.
    if (version.isEmpty() || version.startsWith("${") || group.startsWith("${")) {
      return;
    }
    if (!PackageFacts.plausible(group, artifact, version)) {
      unreadable(memberName, "it states no usable coordinates");
      return;
    }
    poms.add(new Pom(group, artifact, version, memberName));
  }

  /** All has been read: tells the packages. */
  void report(Supplier<String> sha1) {
    if (!isArchive) {
      return;
    }
    JavaIdentity identity = JavaIdentity.of(fileName, manifest);
    Pom own = own(identity);
    String license = HeaderFields.first(manifest, "bundle-license");
    if (own != null) {
      add(own, false, license);
    } else if (!identity.version().isEmpty()
        && PackageFacts.plausible(identity.group(), identity.artifact(), identity.version())) {
      job.add(
          new PackageFacts("maven", identity.group(), identity.artifact(), identity.version())
              .license(JavaIdentity.license(license))
              .detail("identified-by", identity.source())
              .detail("inner-path", innerPath)
              .detail("sha1", sha1.get())
              .build());
    }
    for (Pom pom : poms) {
      if (!pom.equals(own)) {
        add(pom, true, "");
      }
    }
  }

  private void add(Pom pom, boolean shaded, String license) {
    job.add(
        new PackageFacts("maven", pom.group(), pom.artifact(), pom.version())
            .license(JavaIdentity.license(license))
            .detail("identified-by", "pom.properties")
            .detail("inner-path", shaded ? place(pom.path()) : innerPath)
            .detail("shaded", shaded ? "true" : "")
            .build());
  }

  private @Nullable Pom own(JavaIdentity identity) {
    String stem = JavaIdentity.stem(fileName);
    Pom best = null;
    for (Pom pom : poms) {
      boolean named =
          stem.equals(pom.artifact())
              || (stem.startsWith(pom.artifact())
                  && stem.startsWith("-" + pom.version(), pom.artifact().length()));
      if (named && (best == null || pom.artifact().length() > best.artifact().length())) {
        best = pom;
      }
    }
    if (best == null && poms.size() == 1) {
      String stated = identity.fileVersion();
      best = stated.isEmpty() || stated.equals(poms.get(0).version()) ? poms.get(0) : null;
    }
    if (best == null && identity.fileVersion().isEmpty()) {
      for (Pom pom : poms) {
        if (identity.names(pom.group(), pom.artifact())) {
          return pom;
        }
      }
    }
    return best;
  }
}
