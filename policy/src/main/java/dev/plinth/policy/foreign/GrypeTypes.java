package dev.plinth.policy.foreign;

import java.util.List;

/** Grype's words for types and languages of packages, as types of package URLs. */
final class GrypeTypes {
  private GrypeTypes() {}

  /** The types of package URL that are meant; none where that cannot be said exactly. */
  static List<String> purlTypes(String member, String word) {
    return member.equals("type") ? ofType(word) : ofLanguage(word);
  }

  private static List<String> ofType(String word) {
    return switch (word) {
      case "deb", "rpm", "apk" -> List.of(word);
      case "npm" -> List.of("npm");
      case "python" -> List.of("pypi");
      case "java-archive" -> List.of("maven");
      case "go-module" -> List.of("golang");
      case "gem" -> List.of("gem");
      case "rust-crate" -> List.of("cargo");
      case "php-composer" -> List.of("composer");
      case "dotnet" -> List.of("nuget");
      default -> List.of();
    };
  }

  private static List<String> ofLanguage(String word) {
    return switch (word) {
      case "javascript" -> List.of("npm");
      case "python" -> List.of("pypi");
      case "java" -> List.of("maven");
      case "go" -> List.of("golang");
      case "ruby" -> List.of("gem");
      case "rust" -> List.of("cargo");
      case "php" -> List.of("composer");
      case "dotnet" -> List.of("nuget");
      default -> List.of();
    };
  }
}
