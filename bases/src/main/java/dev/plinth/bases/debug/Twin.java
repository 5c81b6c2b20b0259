package dev.plinth.bases.debug;

import dev.plinth.bases.Base;
import dev.plinth.bases.known.Families;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.FamilyNames;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.bases.settings.BaseSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The image with a shell that the makers of another publish beside it. Which that is tells the
 * table of families, or the company for its own bases: where both have the same repository, the
 * twin's tag is the image's own with what the table's twin has before or behind it.
 *
 * @param of the image that it is the twin of
 * @param image its name, by the mirror that the image came from
 * @param shell how its shell is started
 */
record Twin(String of, String image, String shell) {

  /**
   * The twin of the image, else of the nearest base that has one; null where none is known.
   *
   * @param name the image's; empty where it has none
   */
  static @Nullable Twin of(String name, @Nullable Base base, List<Base> others, BaseSettings own) {
    Twin twin = of(name, own);
    if (twin == null && base != null) {
      twin = of(base.name(), own);
    }
    for (int i = 0; twin == null && i < others.size(); i++) {
      twin = of(others.get(i).name(), own);
    }
    return twin;
  }

  private static @Nullable Twin of(String name, BaseSettings settings) {
    if (!ShellWord.usable(name)) {
      return null;
    }
    ImageName written = ImageName.of(name);
    for (OwnBase own : settings.bases()) {
      if (own.is(written)) {
        Family like = Families.of(own.family().id());
        boolean theirs = like != null && like.debug().equals(own.family().debug());
        return theirs ? null : told(name, written, own.image(), own.family().debug(), "sh");
      }
    }
    ImageName known = settings.name(name);
    Family family = FamilyNames.of(known);
    if (family == null) {
      family = kin(FamilyNames.usual(known.repository()));
    }
    if (family == null) {
      return null;
    }
    boolean distroless = family.debug().startsWith("gcr.io/distroless/");
    return told(
        name, written, family.image(), family.debug(), distroless ? "/busybox/sh" : "/bin/sh");
  }

  /**
   * A family of the same maker, whose images all have twins by their tags: one that no row tells of
   * has its twin by the same rule.
   */
  private static @Nullable Family kin(String repository) {
    String folder = repository.substring(0, repository.lastIndexOf('/') + 1);
    if (folder.indexOf('.') < 0) {
      return null;
    }
    for (Family each : Families.all()) {
      boolean twins =
          each.image().startsWith(folder)
              && each.debug().startsWith(repository(each.image()) + ":");
      if (twins) {
        return each;
      }
    }
    return null;
  }

  /** By the names that a table has of an image and its twin. */
  private static @Nullable Twin told(
      String name, ImageName written, String image, String debug, String shell) {
    if (debug.isEmpty() || debug.equals("self")) {
      return null;
    }
    String repository = repository(name);
    String shown = repository + ":" + written.tagOrLatest();
    String plain = tag(image);
    int at = tag(debug).indexOf(plain);
    if (at < 0 || plain.isEmpty() || !repository(debug).equals(repository(image))) {
      String other = debug.replace("{v}", release(name, image));
      return other.indexOf('{') >= 0 || other.equals(name) ? null : new Twin(shown, other, shell);
    }
    String before = tag(debug).substring(0, at);
    String behind = tag(debug).substring(at + plain.length());
    String tag = written.tagOrLatest();
    String marked = before + behind;
    String word = marked.startsWith("-") ? marked.substring(1) : marked.replace("-", "");
    if (word.isEmpty() || has(tag, word)) {
      return null;
    }
    // Of the tag without a word the twin has none either: latest and debug.
    boolean latest = !before.isEmpty() && (tag.equals("latest") || tag.startsWith("latest-"));
    String made = latest ? word + tag.substring("latest".length()) : before + tag + behind;
    return new Twin(shown, repository + ":" + made, shell);
  }

  /** What stands where the table has the language's release; else its place holder. */
  private static String release(String name, String image) {
    int at = image.indexOf("{v}");
    String before = at < 0 ? "" : image.substring(0, at);
    String behind = at < 0 ? "" : image.substring(at + "{v}".length());
    boolean fits =
        at > 0
            && name.length() > before.length() + behind.length()
            && name.startsWith(before)
            && name.endsWith(behind);
    return fits ? name.substring(at, name.length() - behind.length()) : "{v}";
  }

  private static boolean has(String tag, String word) {
    return ("-" + tag + "-").contains("-" + word + "-");
  }

  private static String repository(String name) {
    int at = name.indexOf('@');
    String rest = at < 0 ? name : name.substring(0, at);
    int colon = rest.lastIndexOf(':');
    return colon > rest.lastIndexOf('/') ? rest.substring(0, colon) : rest;
  }

  private static String tag(String name) {
    String repository = repository(name);
    return name.length() == repository.length() ? "" : name.substring(repository.length() + 1);
  }
}
