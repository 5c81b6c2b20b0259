package dev.plinth.bases.start;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Maven or Gradle build a program.
 *
 * @param tool for people
 * @param file its own build file
 * @param wrapper true where the project brings the tool itself
 * @param version of Java; empty where none is stated
 * @param image that has the tool, with {@code {java}} and {@code {on}} to be put in
 * @param cache the folder it keeps downloads in
 * @param copies what it reads: sources, and the target last
 * @param fetch the command that downloads
 * @param build the command that builds, and leaves what runs in {@code /out}
 * @param command what runs
 * @param port it listens on; 0 where not known
 * @param portReason why that
 */
record JavaBuild(
    String tool,
    String file,
    boolean wrapper,
    String version,
    String image,
    String cache,
    List<List<String>> copies,
    String fetch,
    String build,
    List<String> command,
    int port,
    String portReason) {
  private static final Pattern MAIN =
      Pattern.compile("(?m)^\\s*(?:public\\s+)?static\\s+(?:public\\s+)?void\\s+main\\s*\\(");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
  private static final int MOST_SOURCES = 3000;

  /** Java's own share of a container's memory is a quarter, which leaves most of it unused. */
  static final String MEMORY = "-XX:MaxRAMPercentage=75";

  static final List<String> RUN_JAR = List.of("java", MEMORY, "-jar", "/app/app.jar");

  static List<String> runClass(String main) {
    return List.of("java", MEMORY, "-cp", "/app/app.jar:/app/lib/*", main);
  }

  /** The command that takes the one program of a folder, and none of what stands beside it. */
  static String takeJar(String folder) {
    return "mkdir -p /out \\\n    && find "
        + folder
        + " -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' \\\n"
        + "         ! -name '*-plain.jar' ! -name 'original-*.jar' -exec cp {} /out/app.jar ';'";
  }

  /** The only class of the sources that has a main method. */
  static String mainClass(Request request) {
    if (!request.main().isEmpty()) {
      if (!Names.isModule(request.main())) {
        throw StartErrors.name("a class's name", request.main());
      }
      return request.main();
    }
    TreeSet<String> mains = new TreeSet<>();
    int read = 0;
    for (String path : request.files().paths()) {
      int start = path.indexOf("src/main/java/");
      if (start < 0 || !path.endsWith(".java") || ++read > MOST_SOURCES) {
        continue;
      }
      String text = request.files().text(path);
      if (MAIN.matcher(text).find()) {
        Matcher in = PACKAGE.matcher(text);
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - 5);
        String full = in.find() ? in.group(1) + "." + name : name;
        if (Names.isModule(full)) {
          mains.add(full);
        }
      }
    }
    if (mains.isEmpty()) {
      throw StartErrors.entry(
          "no class of src/main/java has a main method, and the build file names none",
          "name it with --main=CLASS");
    }
    if (mains.size() > 1) {
      throw StartErrors.choice("classes with a main method", List.copyOf(mains));
    }
    return mains.first();
  }

  /** The port in the settings of Spring Boot: its own default where they name none. */
  static int springPort(ProjectFiles files) {
    for (String file : List.of("application.properties", "application.yml", "application.yaml")) {
      String text = files.text("src/main/resources/" + file);
      if (text.contains("server.port") || Pattern.compile("(?m)^\\s*port:").matcher(text).find()) {
        return 0;
      }
    }
    return 8080;
  }

  /** Java's own way of counting: {@code 1.8} is 8. */
  static String release(String version) {
    return version.startsWith("1.") ? version.substring(2) : version;
  }
}
