package dev.plinth.bases;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.source.Target;
import dev.plinth.policy.yaml.YamlProblem;
import java.nio.file.Path;

/** What can be wrong with what is said of bases, in words. */
public final class BasesErrors {
  private BasesErrors() {}

  /** A file of releases that is none. */
  public static PlinthException releases(Path file, String why) {
    return new PlinthException(
        "PLINTH-BASE-RELEASES",
        "keep how long releases are looked after in " + SafeText.of(file.toString()),
        SafeText.of(why),
        "run 'plinth db update endoflife', which writes it anew, or remove it");
  }

  /**
   * A file of official images' tags that is none.
   *
   * @param why with the file for its subject: lint says it beside the name of a Dockerfile
   */
  public static PlinthException officialTags(Path file, String why) {
    return new PlinthException(
        "PLINTH-BASE-OFFICIAL-TAGS",
        "keep the tags of official images in " + SafeText.of(file.toString()),
        SafeText.of(file.getFileName() + " " + why),
        "run 'plinth db update official-images', which writes it anew, or remove it");
  }

  /**
   * A section of a policy file that cannot be honoured.
   *
   * @param section its name in the file; empty where the file is none
   */
  public static PlinthException settings(String section, String label, YamlProblem problem) {
    return new PlinthException(
        "PLINTH-POLICY-FILE",
        "read " + (section.isEmpty() ? "" : "'" + section + "' in ") + SafeText.of(label),
        problem.because(),
        problem.next());
  }

  static PlinthException noLayers(Target target) {
    return new PlinthException(
        "PLINTH-BASE-LAYERS",
        "take " + SafeText.of(target.text()) + " for the base",
        "it has no layers that could be compared",
        "give the image that the FROM names, as an archive, a layout or a reference");
  }
}
