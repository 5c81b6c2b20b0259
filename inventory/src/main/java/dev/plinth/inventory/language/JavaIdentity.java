package dev.plinth.inventory.language;

import dev.plinth.inventory.language.HeaderFields.Field;
import java.util.List;

/**
 * Which library an archive without Maven's descriptor is, by its file name and its manifest's main
 * section (JAR File Specification; OSGi Core 3.2.1).
 *
 * <ul>
 *   <li>Artifact and version: a file name {@code ARTIFACT-VERSION.jar}, the version beginning at
 *       the first hyphen that a digit follows, as Maven names files, without the classifiers {@code
 *       sources}, {@code javadoc}, {@code tests}. Else {@code Implementation-Title} where it is one
 *       word, else the file's name; and {@code Implementation-Version}, {@code Bundle-Version} or
 *       {@code Specification-Version}, the first that is one word beginning with a digit.
 *   <li>Group: that of a well-known library ({@link JavaKnownGroups}; Tomcat's archives are
 *       recognised by their symbolic name, since its distribution names the files differently).
 *       Else {@code Implementation-Vendor-Id} where it looks like one; else from {@code
 *       Bundle-SymbolicName}, else {@code Automatic-Module-Name}, by undoing the rule by which
 *       Maven's bundle plugin makes the name: {@code GROUP.ARTIFACT}, or, when the artifact begins
 *       with the last part of the group, {@code GROUP} and the rest ({@code
 *       org.apache.commons.lang3} of {@code org.apache.commons:commons-lang3}). A name that does
 *       not end that way tells no group, and the group stays empty: a wrong one would match the
 *       advisories of something else.
 * </ul>
 *
 * @param group empty when not known
 * @param version empty when not known
 * @param fileVersion the version that the file name states, empty when it states none
 * @param title of the implementation, empty when it is none or not one word
 * @param symbolicName of the bundle without directives, else the module's name, else empty
 * @param source {@code manifest} or {@code file-name}: where the version comes from
 */
record JavaIdentity(
    String group,
    String artifact,
    String version,
    String fileVersion,
    String title,
    String symbolicName,
    String source) {
  private static final String TOMCAT = "org.apache.tomcat-";

  static JavaIdentity of(String fileName, List<Field> manifest) {
    String stem = stem(fileName);
    int hyphen = versionHyphen(stem);
    String fileVersion = hyphen < 0 ? "" : withoutClassifier(stem.substring(hyphen + 1));
    String title = word(HeaderFields.first(manifest, "implementation-title"));
    String artifact = hyphen >= 0 ? stem.substring(0, hyphen) : title.isEmpty() ? stem : title;
    int colon = artifact.indexOf(':');
    artifact = artifact.substring(Math.max(colon, artifact.lastIndexOf('#')) + 1);
    String version = fileVersion;
    for (String name :
        new String[] {"implementation-version", "bundle-version", "specification-version"}) {
      if (version.isEmpty()) {
        String value = word(HeaderFields.first(manifest, name));
        version = !value.isEmpty() && digit(value.charAt(0)) ? value : "";
      }
    }
    String dotted = HeaderFields.first(manifest, "bundle-symbolicname");
    int semicolon = dotted.indexOf(';');
    dotted = word(semicolon < 0 ? dotted : dotted.substring(0, semicolon).strip());
    if (dotted.isEmpty()) {
      dotted = word(HeaderFields.first(manifest, "automatic-module-name"));
    }
    if (dotted.startsWith(TOMCAT)) {
      artifact = dotted.substring(TOMCAT.length() - "tomcat-".length());
    }
    String vendor = word(HeaderFields.first(manifest, "implementation-vendor-id"));
    String group = JavaKnownGroups.of(artifact);
    if (group.isEmpty()) {
      group = looksLikeGroup(vendor) ? vendor : group(dotted, artifact);
    }
    return new JavaIdentity(
        group,
        artifact,
        version,
        fileVersion,
        title,
        dotted,
        fileVersion.isEmpty() ? "manifest" : "file-name");
  }

  /** Whether title or symbolic name are that Maven artifact's. */
  boolean names(String mavenGroup, String mavenArtifact) {
    return title.equals(mavenArtifact)
        || symbolicName.equals(mavenArtifact)
        || symbolicName.equals(mavenGroup + "." + mavenArtifact)
        || (!symbolicName.isEmpty() && group(symbolicName, mavenArtifact).equals(mavenGroup));
  }

  /** The file's name without its extension. */
  static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot <= 0 ? fileName : fileName.substring(0, dot);
  }

  /**
   * Without the classifiers of a release's companions; any other word may be part of the version.
   */
  private static String withoutClassifier(String version) {
    for (String classifier : new String[] {"-test-sources", "-sources", "-javadoc", "-tests"}) {
      if (version.endsWith(classifier)) {
        return version.substring(0, version.length() - classifier.length());
      }
    }
    return version;
  }

  private static int versionHyphen(String stem) {
    for (int at = stem.indexOf('-'); at > 0; at = stem.indexOf('-', at + 1)) {
      if (at + 1 < stem.length() && digit(stem.charAt(at + 1))) {
        return at;
      }
    }
    return -1;
  }

  private static String group(String dotted, String artifact) {
    String tail = "." + artifact;
    if (dotted.endsWith(tail)) {
      return groupOrNone(dotted.substring(0, dotted.length() - tail.length()));
    }
    int hyphen = artifact.indexOf('-');
    String parts = "." + artifact.replace('-', '.');
    if (hyphen > 0 && dotted.endsWith(parts)) {
      return groupOrNone(dotted.substring(0, dotted.length() - parts.length() + 1 + hyphen));
    }
    return "";
  }

  private static String groupOrNone(String group) {
    return looksLikeGroup(group) ? group : "";
  }

  private static boolean looksLikeGroup(String text) {
    boolean dot = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c);
      if (c == '.') {
        dot = i > 0 && i < text.length() - 1;
      } else if (!letter && c != '-' && c != '_') {
        return false;
      }
    }
    return dot && !digit(text.charAt(0));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The text, or nothing when it is not a single word of a sensible length. */
  private static String word(String text) {
    return PackageFacts.plausible("", text, "") && text.length() <= 200 ? text : "";
  }

  /** {@code Bundle-License}'s first licence: its name or address, without attributes. */
  static String license(String bundleLicense) {
    int end = bundleLicense.length();
    for (char mark : new char[] {';', ','}) {
      int at = bundleLicense.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String license = bundleLicense.substring(0, end).strip();
    return license.startsWith("\"") ? license.replace("\"", "").strip() : license;
  }
}
