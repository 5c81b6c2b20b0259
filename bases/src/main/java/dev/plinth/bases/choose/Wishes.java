package dev.plinth.bases.choose;

import java.util.List;

/**
 * What is asked for. Empty texts stand for questions that nobody answered.
 *
 * @param language such as {@code python}, {@code tooling}; {@code any} for none in particular
 * @param release of the language, such as {@code 3.14}
 * @param exact true where no other release will do
 * @param libc that the program needs: {@code musl}, {@code none} or that of GNU
 * @param shell in the image: {@code yes}, {@code no}, {@code powershell}
 * @param support the maker's: {@code rhel}
 * @param compliance {@code fips} or {@code stig}
 * @param machineCode among the dependencies: a word of {@link NativeCode.State}
 * @param debug {@code twin}: an image with a shell must be published beside it
 * @param prefer {@code size} or {@code security}
 * @param platforms such as {@code amd64}, {@code arm/v7}, {@code windows/amd64}; at least one
 */
public record Wishes(
    String language,
    String release,
    boolean exact,
    String libc,
    String shell,
    String support,
    String compliance,
    String machineCode,
    String debug,
    String prefer,
    List<String> platforms) {

  /** Languages that families are known for, as the option takes them. */
  public static final List<String> LANGUAGES =
      List.of("go", "rust", "python", "node", "java", "dotnet", "ruby", "php", "tooling");

  /** Of nothing but a language. */
  public static Wishes of(String language) {
    return new Wishes(language, "", false, "", "", "", "", "unknown", "", "", List.of("amd64"));
  }

  /** With another answer to one question, by its name as an option; for what would change. */
  Wishes with(String question, String answer) {
    return new Wishes(
        language,
        release,
        exact,
        question.equals("libc") ? answer : libc,
        question.equals("shell") ? answer : shell,
        question.equals("support") ? answer : support,
        question.equals("compliance") ? answer : compliance,
        question.equals("native") ? answer : machineCode,
        question.equals("debug") ? answer : debug,
        question.equals("prefer") ? answer : prefer,
        platforms);
  }

  /** The answer to a question, by its name as an option. */
  public String answer(String question) {
    return switch (question) {
      case "libc" -> libc;
      case "shell" -> shell;
      case "support" -> support;
      case "compliance" -> compliance;
      case "native" -> machineCode;
      case "debug" -> debug;
      case "prefer" -> prefer;
      default -> "";
    };
  }

  /** A platform as families have it: of {@code linux/arm64/v8} it is {@code arm64}. */
  public static String platform(String written) {
    String text = written.startsWith("linux/") ? written.substring(6) : written;
    return switch (text) {
      case "arm64/v8", "aarch64" -> "arm64";
      case "x86_64", "amd64/v2", "amd64/v3" -> "amd64";
      case "arm", "armhf" -> "arm/v7";
      case "i386" -> "386";
      case "windows" -> "windows/amd64";
      default -> text;
    };
  }

  /** True for Windows. */
  boolean windows() {
    return platforms.getFirst().startsWith("windows/");
  }
}
