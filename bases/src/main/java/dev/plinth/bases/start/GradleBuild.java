package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gradle: what a build file, which is a program, says in the words that nearly all of them use. */
final class GradleBuild {
  private static final Pattern JAVA =
      Pattern.compile(
          "(?:JavaLanguageVersion\\.of\\(\\s*|jvmToolchain\\(\\s*|release(?:\\.set\\(|\\s*=)\\s*"
              + "|(?:source|target)Compatibility\\s*=?\\s*['\"]?(?:JavaVersion\\.VERSION_)?)"
              + "(1[._])?(\\d{1,2})");
  private static final Pattern MAIN =
      Pattern.compile("mainClass(?:Name)?(?:\\.set\\(|\\s*=)\\s*['\"]([\\w.]+)['\"]");
  private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*include\\b");

  private GradleBuild() {}

  static JavaBuild of(Request request) {
    ProjectFiles files = request.files();
    String file = files.has("build.gradle.kts") ? "build.gradle.kts" : "build.gradle";
    String text = files.text(file);
    for (String settings : List.of("settings.gradle", "settings.gradle.kts")) {
      if (INCLUDE.matcher(files.text(settings)).find()) {
        throw StartErrors.unsupported(
            settings + " has several projects",
            "name the folder of the one that runs, where it builds by itself: plinth init DIR");
      }
    }
    boolean wrapper = files.has("gradlew") && files.has("gradle/wrapper/gradle-wrapper.properties");
    String gradle = wrapper ? "sh gradlew --no-daemon" : "gradle --no-daemon";
    List<String> top =
        new ArrayList<>(
            files.present(
                "settings.gradle",
                "settings.gradle.kts",
                file,
                "gradle.properties",
                "gradle.lockfile"));
    if (wrapper) {
      top.add("gradlew");
    }
    top.add("./");
    List<List<String>> copies = new ArrayList<>(List.of(top));
    if (files.paths().stream().anyMatch(path -> path.startsWith("gradle/"))) {
      copies.add(List.of("gradle", "gradle/"));
    }
    boolean spring = text.contains("org.springframework.boot");
    boolean shadow =
        text.contains("com.gradleup.shadow") || text.contains("com.github.johnrengelman");
    String build;
    List<String> command;
    if (spring) {
      build = gradle + " bootJar \\\n    && " + JavaBuild.takeJar("build/libs");
      command = JavaBuild.RUN_JAR;
    } else if (shadow) {
      build =
          gradle
              + " shadowJar \\\n    && mkdir -p /out \\\n    && cp build/libs/*-all.jar /out/app.jar";
      command = JavaBuild.RUN_JAR;
    } else if (Pattern.compile("['\"`(\\s]application['\"`)\\s]").matcher(text).find()) {
      build =
          gradle
              + " installDist \\\n    && mkdir -p /out \\\n    && cp -r build/install/*/lib /out/lib";
      Matcher stated = MAIN.matcher(text);
      String main =
          request.main().isEmpty() && stated.find() && Names.isModule(stated.group(1))
              ? stated.group(1)
              : JavaBuild.mainClass(request);
      command = List.of("java", JavaBuild.MEMORY, "-cp", "/app/lib/*", main);
    } else {
      throw StartErrors.entry(
          file + " has neither the plugin application nor Spring Boot's nor shadow",
          "add the plugin application with its mainClass");
    }
    Matcher java = JAVA.matcher(text);
    boolean web = text.contains("spring-boot-starter-web");
    return new JavaBuild(
        "Gradle",
        file,
        wrapper,
        java.find() ? java.group(2) : "",
        "gradle:9-jdk{java}-{on}",
        "/root/.gradle",
        copies,
        gradle + " dependencies",
        build,
        command,
        spring && web ? JavaBuild.springPort(files) : 0,
        "Spring Boot listens on 8080 where its settings say nothing else.");
  }
}
