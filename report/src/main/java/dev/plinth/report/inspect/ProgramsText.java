package dev.plinth.report.inspect;

import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Library;
import dev.plinth.inventory.profile.ImageProfile.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in an image, in a few words. */
final class ProgramsText {
  private final ImageProfile profile;

  ProgramsText(ImageProfile profile) {
    this.profile = profile;
  }

  String libraries() {
    List<String> texts = new ArrayList<>();
    for (Library each : profile.libraries()) {
      texts.add((each.name() + " " + each.version()).strip());
    }
    return texts.isEmpty() ? "none" : String.join(" and ", texts);
  }

  /** {@code bash, sh in /bin}: where the first lies tells how to start it. */
  String shells() {
    List<String> texts = new ArrayList<>();
    String provider = "";
    for (Program each : profile.of(Kind.SHELL)) {
      texts.add("/" + each.path());
      provider = each.provider().isEmpty() ? provider : each.provider();
    }
    return texts.isEmpty()
        ? "none"
        : String.join(", ", texts) + (provider.isEmpty() ? "" : " (" + provider + ")");
  }

  String packages(List<Package> packages) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Package each : packages) {
      if (each.fromDistribution() || each.ownedBy() == null) {
        counts.merge(each.type(), 1, Integer::sum);
      }
    }
    List<String> texts = new ArrayList<>();
    counts.forEach((type, count) -> texts.add(count + " " + type));
    return texts.isEmpty() ? "none found" : String.join(", ", texts);
  }

  String managers() {
    List<String> names = names(Kind.PACKAGE_MANAGER);
    names.addAll(names(Kind.LANGUAGE_PACKAGE_MANAGER));
    return names.isEmpty() ? "nothing: there is no package manager" : String.join(", ", names);
  }

  String interpreters() {
    return String.join(", ", names(Kind.INTERPRETER));
  }

  String buildTools() {
    List<String> names = names(Kind.COMPILER);
    names.addAll(names(Kind.BUILD_TOOL));
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private List<String> names(Kind kind) {
    List<String> names = new ArrayList<>();
    for (Program each : profile.of(kind)) {
      names.add(each.name());
    }
    return names;
  }
}
